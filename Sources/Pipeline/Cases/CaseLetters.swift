import Domain
import Notices

/// Writes what officer and citizen are told about a case. Neither sees the other's address, nor anything of the
/// other's mail that could name it: each has a thread of their own.
struct CaseLetters {
    /// A mail to the officer with the code that a plain reply to it carries, to be stored with the mail.
    struct OfficerLetter {
        let draft: NoticeDraft
        let token: TokenRecord
    }

    /// Characters shown in the mail itself; the whole of a longer text goes along as a file.
    static let longestShown = 6_000

    let desk: Desk
    let now: Timestamp

    private var terms: CaseTerms { CaseTerms(desk: desk) }

    /// What the officer may read of the citizen's words.
    func discretion(about citizen: EmailAddress) -> DiscreetText {
        let locale = desk.locale(of: desk.settings.officer)
        return DiscreetText(hidden: citizen, substitute: desk.words["case.citizen.address", locale])
    }

    /// What a citizen may read of the officer's words: the desk's address stands for the officer's.
    var officialDiscretion: DiscreetText {
        DiscreetText(hidden: desk.settings.officer, substitute: desk.settings.address.addrSpec)
    }

    /// A mail to the officer. `cause` is the officer's own mail, if this answers one.
    func toOfficer(
        _ notice: NoticeName, _ record: CaseRecord, _ values: [String: NoticeValue] = [:],
        attachments: [OutgoingMail.Attachment] = [], cause: ReceivedMessage? = nil
    ) throws -> OfficerLetter {
        let recipient = NamedAddress(address: desk.settings.officer)
        guard let code = OneTimeCode(bytes: try desk.random.randomBytes(OneTimeCode.octets)) else {
            throw UnmadeCode()
        }
        let token = TokenRecord(
            digest: desk.digesting.digest(Array(code.text.utf8)), request: record.number,
            step: CaseTerms.step, action: LinkIssuer.Action.answer.rawValue, addressee: recipient.address,
            issuedAt: now, expiresAt: terms.codeExpiry(since: now))
        let draft = try draft(
            notice, record, values, to: recipient, role: "officer", kind: .work, replyCode: code,
            attachments: attachments, cause: cause)
        return OfficerLetter(draft: draft, token: token)
    }

    /// A mail to the citizen. `cause` is the citizen's own mail, if this answers one.
    func toCitizen(
        _ notice: NoticeName, _ record: CaseRecord, _ values: [String: NoticeValue] = [:],
        attachments: [OutgoingMail.Attachment] = [], cause: ReceivedMessage? = nil
    ) throws -> NoticeDraft {
        let recipient = NamedAddress(
            displayName: record.citizenName.isEmpty ? nil : record.citizenName, address: record.citizen)
        let values = values.merging(standIn(desk.locale(of: recipient.address))) { own, _ in own }
        return try draft(
            notice, record, values, to: recipient, role: "citizen", kind: cause == nil ? .work : .answer,
            replyCode: nil, attachments: attachments, cause: cause)
    }

    /// Footers name the officer's mailbox; in mails about a case the desk stands between officer and citizen.
    func standIn(_ locale: Locale) -> [String: NoticeValue] {
        ["officer": .text(desk.words["case.officer.channel", locale])]
    }

    /// `text` as the mail shows it, and as a file if it is too long to be shown whole.
    func shown(_ text: String, _ locale: Locale) -> (
        value: NoticeValue, attachments: [OutgoingMail.Attachment]
    ) {
        guard text.unicodeScalars.count > Self.longestShown else { return (.multiline(text), []) }
        let name = "lengkap.txt"
        let more = desk.words["case.more", locale, ["name": name]]
        let start = String(text.unicodeScalars.prefix(Self.longestShown))
        let file = OutgoingMail.Attachment(
            filename: name, mediaType: "text/plain; charset=utf-8", bytes: Array((text + "\n").utf8))
        return (.multiline("\(start) …\n\n\(more)"), [file])
    }

    private func draft(
        _ notice: NoticeName, _ record: CaseRecord, _ own: [String: NoticeValue], to recipient: NamedAddress,
        role: String, kind: NoticeDraft.Kind, replyCode: OneTimeCode?,
        attachments: [OutgoingMail.Attachment], cause: ReceivedMessage?
    ) throws -> NoticeDraft {
        let locale = desk.locale(of: recipient.address)
        let values = desk.commonValues(recipient).merging(general(record, locale)) { _, new in new }
            .merging(own) { _, new in new }
        let declared = Set(notice.variables.map(\.name))
        let root = MessageID("\(record.number).\(role)@\(desk.settings.address.domain)")
        return NoticeDraft(
            kind: kind, notice: notice, locale: locale, values: values.filter { declared.contains($0.key) },
            recipient: recipient, request: record.number, replyCode: replyCode, attachments: attachments,
            messageID: try desk.makeMessageID(at: now), inReplyTo: cause?.messageID,
            references: [root, cause?.messageID].compactMap(\.self))
    }

    /// What is known of every case.
    private func general(_ record: CaseRecord, _ locale: Locale) -> [String: NoticeValue] {
        [
            "number": .text(record.number.description),
            "kind": .text(desk.words.caseKind(record.kind, locale)), "subject": .text(record.subject),
            "dueAt": .text(moment(terms.due(record), locale)),
            "receivedAt": .text(moment(record.changedAt, locale)),
            "hasLapor": .flag(record.laporNumber != nil), "lapor": .text(record.laporNumber ?? ""),
            "documents": .rows([]),
        ]
    }

    /// A moment in the desk's zone.
    func moment(_ moment: Timestamp, _ locale: Locale) -> String {
        DateWording.moment(moment, in: desk.settings.zone, locale)
    }
}

/// The source of chance gave another number of octets than was asked for.
struct UnmadeCode: ClassifiedError {
    var failureClass: FailureClass { .transient }
    var description: String { "no one-time code could be made" }
}
