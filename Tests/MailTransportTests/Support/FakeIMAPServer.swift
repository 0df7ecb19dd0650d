import Domain

@testable import MailTransport

/// An IMAP server that is honest by default; `answer` may reply to any command instead.
struct FakeIMAPServer: Sendable {
    /// What to do with a command.
    enum Answer {
        /// Send this and go on.
        case send([UInt8])
        /// Send this and close.
        case sendAndClose([UInt8])
        /// Say nothing any more.
        case stall
        /// Do the honest thing.
        case honest

        static func text(_ text: String) -> Answer { .send(Array(text.utf8)) }
    }

    var messages: [(uid: UInt32, octets: [UInt8])] = []
    var uidValidity: UInt32 = 7
    var tellsUIDNext = true
    var capabilities = "IMAP4rev1"
    var greeting = "* OK ready"
    /// Gets tag and command without the tag.
    var answer: @Sendable (String, String) -> Answer = { _, _ in .honest }

    /// Starts it.
    func start() throws -> ScriptedServer { try ScriptedServer { connection, _ in try serve(connection) } }

    /// A mailbox at a running server.
    static func mailbox(
        _ server: ScriptedServer, credentials: Credentials? = nil, idle: Duration = .seconds(5),
        messageLimit: Int = 1 << 20
    ) throws -> IMAPMailbox {
        let endpoint = try ServerEndpoint(host: "127.0.0.1", port: server.port, security: .plaintextLoopback)
        let deadlines = TransportDeadlines(connect: .seconds(5), idle: idle, total: .seconds(20))
        return try IMAPMailbox(
            endpoint, mailbox: "INBOX",
            options: TransportOptions(
                credentials: credentials, deadlines: deadlines, messageLimit: messageLimit))
    }

    private func serve(_ connection: ScriptedConnection) throws {
        try connection.write(greeting + "\r\n")
        while true {
            let line = try connection.readLine()
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2 else { return }
            switch answer(String(parts[0]), String(parts[1])) {
            case .send(let octets): try connection.write(octets)
            case .sendAndClose(let octets):
                try connection.write(octets)
                return
            case .stall: try connection.waitForEnd()
            case .honest:
                try connection.write(honest(String(parts[0]), String(parts[1])))
                if parts[1] == "LOGOUT" { return }
            }
        }
    }

    /// What an honest server says.
    func honest(_ tag: String, _ command: String) -> [UInt8] {
        let done = "\(tag) OK done\r\n"
        if command == "CAPABILITY" { return Array("* CAPABILITY \(capabilities)\r\n\(done)".utf8) }
        if command == "LOGOUT" { return Array("* BYE\r\n\(done)".utf8) }
        if command.hasPrefix("EXAMINE") || command.hasPrefix("SELECT") {
            let next = tellsUIDNext ? "* OK [UIDNEXT \((messages.last?.uid ?? 0) + 1)] next\r\n" : ""
            return Array(
                "* \(messages.count) EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY \(uidValidity)] v\r\n\(next)\(done)"
                    .utf8)
        }
        if command.hasPrefix("UID FETCH") { return fetch(command) + Array(done.utf8) }
        return Array(done.utf8)
    }

    /// The FETCH responses without the tagged line.
    func fetch(_ command: String) -> [UInt8] {
        var octets: [UInt8] = []
        let ranges = Self.ranges(command.split(separator: " ")[2], messages.last?.uid ?? 0)
        for (index, message) in messages.enumerated()
        where ranges.contains(where: { $0.contains(message.uid) }) {
            octets += Array("* \(index + 1) FETCH (UID \(message.uid)".utf8)
            if command.contains("RFC822.SIZE") {
                octets += Array(
                    " RFC822.SIZE \(message.octets.count) INTERNALDATE \"22-Nov-2026 10:00:00 +0700\"".utf8)
            }
            if command.contains("FLAGS") { octets += Array(" FLAGS (\\Seen)".utf8) }
            if command.contains("BODY.PEEK[]") {
                octets += Array(" BODY[] {\(message.octets.count)}\r\n".utf8) + message.octets
            }
            octets += Array(")\r\n".utf8)
        }
        return octets
    }

    private static func ranges(_ set: Substring, _ largest: UInt32) -> [ClosedRange<UInt32>] {
        set.split(separator: ",").map { part in
            let ends = part.split(separator: ":").map { $0 == "*" ? largest : UInt32($0) ?? 0 }
            return ends[0]...max(ends[0], ends[ends.count - 1])
        }
    }
}
