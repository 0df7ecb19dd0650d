import Domain
import Foundation

@testable import MailTransport

/// An SMTP server that takes everything; `answer` may reply to any command instead.
struct FakeSMTPServer: Sendable {
    /// What to do at one point of the dialogue.
    enum Answer: Sendable {
        /// The usual reply.
        case honest
        /// This reply.
        case reply(String)
        /// This reply, then the connection ends.
        case replyAndClose(String)
        /// The connection ends.
        case close
        /// Silence.
        case stall
    }

    /// Collects mails.
    final class Inbox: @unchecked Sendable {
        private let lock = NSLock()
        private var taken: [(recipient: String, octets: [UInt8])] = []
        var mails: [(recipient: String, octets: [UInt8])] { lock.withLock { taken } }
        func add(_ recipient: String, _ octets: [UInt8]) {
            lock.withLock { taken.append((recipient, octets)) }
        }
    }

    var inbox = Inbox()
    var extensions = ["SIZE 10000000", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"]
    /// Gets `GREETING`, a command line, or `DOT` after the message; and the connection's number from 0.
    var answer: @Sendable (String, Int) -> Answer = { _, _ in .honest }
    /// After how many octets of a message the connection ends, if it does.
    var cutAfter: Int?

    /// Starts it.
    func start() throws -> ScriptedServer { try ScriptedServer { try serve($0, $1) } }

    /// A submission to a running server.
    static func submission(
        _ server: ScriptedServer, connections: Int = 1, reply: Duration = .seconds(5),
        credentials: Credentials? = nil
    ) throws -> SMTPSubmission {
        let endpoint = try ServerEndpoint(host: "127.0.0.1", port: server.port, security: .plaintextLoopback)
        let deadlines = TransportDeadlines(
            connect: .seconds(5), idle: .seconds(5), reply: reply, total: .seconds(10))
        return SMTPSubmission(
            endpoint,
            options: TransportOptions(
                credentials: credentials, deadlines: deadlines, connections: connections),
            helloName: "desk.test")
    }

    private func serve(_ connection: ScriptedConnection, _ number: Int) throws {
        guard try say("220 ready", at: "GREETING", connection, number) else { return }
        var recipient = ""
        while true {
            let line = try connection.readLine()
            let verb = line.prefix(4).uppercased()
            switch verb {
            case "EHLO":
                let lines = (["fake.test"] + extensions).enumerated().map { index, text in
                    "250\(index == extensions.count ? " " : "-")\(text)"
                }
                guard try say(lines.joined(separator: "\r\n"), at: line, connection, number) else { return }
            case "RCPT":
                recipient = String(line.dropFirst(8))
                guard try say("250 2.1.5 ok", at: line, connection, number) else { return }
            case "DATA":
                guard try say("354 go", at: line, connection, number) else { return }
                if case .reply(let text) = answer(line, number), !text.hasPrefix("354") { continue }
                if let cutAfter {
                    _ = try connection.read(cutAfter)
                    return
                }
                var octets: [UInt8] = []
                while true {
                    let line = try connection.readLine()
                    if line == "." { break }
                    octets += Array((line.hasPrefix(".") ? String(line.dropFirst()) : line).utf8) + [13, 10]
                }
                guard try say("250 2.0.0 queued", at: "DOT", connection, number) else { return }
                if case .honest = answer("DOT", number) { inbox.add(recipient, octets) }
            case "QUIT":
                try connection.write("221 bye\r\n")
                return
            default: guard try say("250 2.1.0 ok", at: line, connection, number) else { return }
            }
        }
    }

    private func say(_ usual: String, at place: String, _ connection: ScriptedConnection, _ number: Int)
        throws -> Bool
    {
        switch answer(place, number) {
        case .honest: try connection.write(usual + "\r\n")
        case .reply(let text): try connection.write(text + "\r\n")
        case .replyAndClose(let text):
            try connection.write(text + "\r\n")
            return false
        case .close: return false
        case .stall: try connection.waitForEnd()
        }
        return true
    }
}
