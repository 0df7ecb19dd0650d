internal import Domain

extension Timeline: Encodable {
    private enum CodingKeys: String, CodingKey {
        case desk, stories, mails, requests, cases, checks, failures
    }

    /// The same as the text: stories with their entries, then the counts.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(deskName, forKey: .desk)
        try container.encode(chapters.map { Story(chapter: $0, zone: zone) }, forKey: .stories)
        try container.encode(mailCount, forKey: .mails)
        try container.encode(requests.sorted(), forKey: .requests)
        try container.encode(cases.sorted(), forKey: .cases)
        try container.encode(checks.count, forKey: .checks)
        try container.encode(failures.count, forKey: .failures)
    }

    private struct Story: Encodable {
        let title: String
        let synopsis: String
        let entries: [Line]

        init(chapter: Chapter, zone: ServiceZone) {
            title = chapter.title
            synopsis = chapter.synopsis
            entries = chapter.entries.map { Line($0, zone) }
        }
    }

    private struct Line: Encodable {
        let kind: Entry.Kind
        let at: String
        let remark: String
        let mail: Int?
        let from: String?
        let to: String?
        let subject: String?
        let notice: String?
        let attachments: [String]?
        let passed: Bool?
        let finding: String?

        init(_ entry: Entry, _ zone: ServiceZone) {
            kind = entry.kind
            at = entry.moment.description
            remark = entry.remark
            mail = entry.mail?.number
            from = entry.mail?.from
            to = entry.mail?.to
            subject = entry.mail?.letter.message.subject
            notice = entry.mail.flatMap { $0.isDesk ? $0.kind : nil }
            let names = entry.mail?.letter.message.attachments.map { $0.filename ?? "unnamed" } ?? []
            attachments = names.isEmpty ? nil : names
            passed = entry.kind == .check ? entry.isFulfilled : nil
            finding = entry.finding.isEmpty ? nil : entry.finding
        }
    }
}
