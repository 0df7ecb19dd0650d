public import Domain

/// A mailbox on an IMAP server (RFC 3501), read with UID commands only and without setting flags.
///
/// After the login an idle visit takes two round trips: NOOP and EXAMINE together, then LOGOUT. The mailbox
/// is opened for writing only when something is marked or moved.
public final class IMAPMailbox: MailboxSource {
    /// The URL without credentials.
    public let name: String
    /// Things an administrator should know that are no errors, such as a server without UIDPLUS.
    public internal(set) var remarks: [String] = []

    let endpoint: ServerEndpoint
    let options: TransportOptions
    let quotedName: String
    var channel: IMAPChannel?
    var session: IMAPSession?
    var status: MailboxStatus?
    /// Known once the mailbox is open for writing.
    var capabilities: IMAPCapabilities?

    /// A mailbox that is not yet open; throws `invalidURL` for a name that cannot be written.
    public init(_ endpoint: ServerEndpoint, mailbox: String, options: TransportOptions) throws(TransportError)
    {
        guard let quotedName = MailboxName.quoted(mailbox) else {
            throw TransportError(.invalidURL, .configuration, host: endpoint.host, detail: "mailbox name")
        }
        self.endpoint = endpoint
        self.options = options
        self.quotedName = quotedName
        name = MailServer.imap(endpoint, mailbox: mailbox).url
    }

    /// Connects, authenticates and opens the mailbox read-only.
    public func open() throws -> MailboxStatus {
        let channel = IMAPChannel(endpoint, options)
        try channel.connect()
        // Servers may add some octets to what was submitted; 1 MiB is far more than any does.
        let session = IMAPSession(channel, host: endpoint.host, literalCap: options.messageLimit + (1 << 20))
        self.channel = channel
        self.session = session
        capabilities = nil
        let tags = try session.issue(["NOOP", "EXAMINE \(quotedName)"], .select)
        try session.skipToFirstCompletion()
        let status = try select(tags[1], in: session)
        self.status = status
        return status
    }

    /// Logs out. Waits at most 3 s for the server's goodbye.
    public func close() {
        defer {
            channel?.disconnect()
            channel = nil
            session = nil
            status = nil
        }
        guard let session, session.isUsable else { return }
        do throws(TransportError) {
            let tags = try session.issue(["LOGOUT"], .select)
            _ = try session.wait(for: tags[0], .select, within: 3_000)
        } catch {
            // BYE comes as an error, and nothing that goes wrong now matters: the work is done.
        }
    }

    deinit { close() }

    /// The open session, or `notOpen`.
    func openSession(_ phase: TransportError.Phase) throws(TransportError) -> IMAPSession {
        guard let session, session.isUsable else {
            throw TransportError(.notOpen, phase, host: endpoint.host)
        }
        return session
    }

    /// Opens the mailbox for writing, once, and learns the capabilities in the same round trip.
    func openForWriting(_ phase: TransportError.Phase) throws(TransportError) -> (
        IMAPSession, IMAPCapabilities
    ) {
        let session = try openSession(phase)
        if let capabilities { return (session, capabilities) }
        let tags = try session.issue(["CAPABILITY", "SELECT \(quotedName)"], phase)
        var capabilities = IMAPCapabilities()
        let answer = try session.wait(for: tags[0], phase) { text in capabilities.add(text) }
        let selected = try select(tags[1], in: session)
        guard answer.condition == .ok else { throw session.refusal(answer, phase) }
        guard selected.uidValidity == status?.uidValidity else {
            throw session.fault(.epochChanged, phase, "SELECT")
        }
        self.capabilities = capabilities
        return (session, capabilities)
    }

    private func select(_ tag: IMAPSession.Tag, in session: IMAPSession) throws(TransportError)
        -> MailboxStatus
    {
        var uidValidity: UInt32?
        var uidNext: UInt32?
        var exists = 0
        let status = try session.wait(for: tag, .select) { text in
            if let status = StatusResponse(text, from: 2) {
                if status.code == "UIDVALIDITY" { uidValidity = status.number }
                if status.code == "UIDNEXT" { uidNext = status.number }
            } else if let count = Self.exists(text) {
                exists = count
            }
        }
        guard status.condition == .ok else {
            throw session.refusal(status, .select, otherwise: .mailboxMissing)
        }
        guard let uidValidity else { throw session.fault(.protocolViolation, .select, "no UIDVALIDITY") }
        return MailboxStatus(
            uidValidity: UIDValidity(uidValidity), uidNext: uidNext.map { UID($0) }, exists: exists)
    }

    private static func exists(_ text: [UInt8]) -> Int? {
        var cursor = ResponseCursor(text, at: 2)
        guard let number = try? cursor.number(), cursor.take(32), let word = try? cursor.word(),
            ResponseCursor.matches(word, "EXISTS")
        else { return nil }
        return number
    }
}

/// What a server can do beyond RFC 3501 (section 7.2.1).
struct IMAPCapabilities {
    /// RFC 6851.
    private(set) var canMove = false
    /// RFC 4315.
    private(set) var hasUIDPlus = false

    /// Reads one `* CAPABILITY …`; other responses are ignored.
    mutating func add(_ text: [UInt8]) {
        let words = text.split(separator: 32).map { String(decoding: $0, as: UTF8.self).uppercased() }
        guard words.count > 1, words[1] == "CAPABILITY" else { return }
        // IMAP4rev2 (RFC 9051 appendix E) includes both.
        canMove = words.contains("MOVE") || words.contains("IMAP4REV2")
        hasUIDPlus = words.contains("UIDPLUS") || words.contains("IMAP4REV2")
    }
}
