internal import Domain
internal import MailTransport
internal import Pipeline

/// The mailbox: DNS, TLS, login, the folder, what the server can do, and its clock against ours.
struct MailboxCheck: HealthCheck {
    static let name = "mailbox"

    /// How far the server's clock may be from ours, in seconds.
    static let clockTolerance: Int64 = 300
    /// How many of the newest messages' dates are looked at.
    private static let sample: UInt32 = 50

    func findings(_ subject: HealthSubject) throws -> [HealthFinding] {
        let name = subject.live.configuration.mailbox.url.description
        guard !subject.isOffline else { return [.ok(Self.name, "\(name): not asked (--offline)")] }
        let source = try subject.live.mailbox()
        let status = try source.open()
        defer { source.close() }
        var findings: [HealthFinding] = []
        if let imap = source as? IMAPMailbox {
            let survey = try imap.survey()
            findings += judge(survey, moves: subject.live.settings.moveTo != nil)
        }
        findings += try clock(source, status, subject.now)
        let remark = findings.isEmpty ? "" : "; see below"
        return [.ok(Self.name, "\(name): \(status.exists.counted("message"))\(remark)")] + findings
    }

    private func judge(_ survey: MailboxSurvey, moves: Bool) -> [HealthFinding] {
        var findings: [HealthFinding] = []
        if moves, !survey.canMove, !survey.hasUIDPlus {
            findings.append(
                .fail(
                    Self.name, "the server offers neither MOVE nor UIDPLUS, which `after: move:…` needs",
                    remedy: "write `after: keep`"))
        }
        if let level = survey.fillLevel, level >= 0.8 {
            let text = "the mailbox is \(Int(level * 100)) % full"
            let remedy = "delete or move old mail on the server, or have the quota raised"
            findings.append(
                level >= 0.95
                    ? .fail(Self.name, text, remedy: remedy, .tryLater)
                    : .warn(Self.name, text, remedy: remedy))
        }
        return findings
    }

    /// A message that arrived in our future shows that one of the two clocks is wrong.
    private func clock(
        _ source: any MailboxSource, _ status: MailboxStatus, _ now: Timestamp
    ) throws -> [HealthFinding] {
        guard status.exists > 0 else { return [] }
        let next = status.uidNext?.value ?? 1
        var newest: Timestamp?
        try source.list(from: UID(next > Self.sample ? next - Self.sample : 1)) { batch in
            for entry in batch {
                if let date = entry.internalDate { newest = max(newest ?? date, date) }
            }
        }
        guard let newest, newest > now + Self.clockTolerance else { return [] }
        return [
            .fail(
                ClockCheck.name,
                "the mail server received a message at \(newest), \(newest - now) s ahead of this machine",
                remedy: "set this machine's clock, or have the server's set", .tryLater)
        ]
    }
}
