import Domain
import Pipeline
import Testing

/// What was sent, by the names of the notices.
extension TestDesk {
    /// Everybody has read their mail; then a run.
    @discardableResult
    func next(isClockConfirmed: Bool = false) throws -> RunReport {
        markRead()
        return try run(isClockConfirmed: isClockConfirmed)
    }

    /// Names of the notices delivered since the last ``markRead()`` to this person, in order.
    func notices(for person: String) throws -> [String] {
        try newMail(for: person).map { try notice(of: $0) }
    }

    /// The latest mail with this notice to this person since the last ``markRead()``.
    func mail(_ notice: String, for person: String) throws -> ReceivedMessage {
        let mails = try newMail(for: person).filter { try self.notice(of: $0) == notice }
        let found = try notices(for: person)
        return try #require(mails.last, "\(notice) for \(person); there is \(found)")
    }

    private func notice(of mail: ReceivedMessage) throws -> String {
        let identifier = try #require(mail.messageID)
        return try #require(try ledger.read { try $0.outboxEntry(identifier) }).record.notice
    }

    /// Days pass, one run each, as cron does it.
    func pass(days: Int) throws {
        for _ in 0..<days {
            wait(86_400)
            try run()
        }
    }

    /// A plain answer to `mail`, without any of its links.
    func reply(
        _ body: String, to mail: ReceivedMessage, from sender: String, attachments: [TestAttachment] = []
    ) throws {
        let address = try #require(mail.replyTo.first?.address ?? mail.originator?.address)
        let identifier = try #require(mail.messageID)
        receive(
            from: sender, to: address.addrSpec, subject: "Re: \(mail.subject)", body: body,
            extra: "In-Reply-To: \(identifier)\r\n", attachments: attachments)
    }

    /// A mail of one word, such as `BATAL SE-…`.
    func command(_ words: String, from sender: String) {
        receive(from: sender, subject: words, body: "")
    }

    /// All certificates the desk knows.
    func certificateRecords() throws -> [CertificateRecord] {
        try ledger.read { try $0.certificates(CertificateFilter()) }
    }

    /// All requests, oldest first.
    func requests() throws -> [RequestRecord] {
        try ledger.read { try $0.requests(RequestFilter()) }.reversed()
    }

    /// What was found out about the senders of all messages, in their order.
    func verdicts() throws -> [String?] {
        try ledger.read {
            try $0.messages(mailbox: mailbox.name, uidValidity: UIDValidity(mailbox.uidValidity))
        }.map(\.message.verdict)
    }
}

extension ReceivedMessage {
    /// The text in one line, however it was wrapped.
    var text: String { body.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
