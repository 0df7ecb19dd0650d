import Domain
import Foundation

@testable import MailTransport

/// The servers named by `$SERTIPOS_MAIL_SERVERS`.
struct LiveServers: Sendable {
    /// Them, or `nil` when the variable is not set.
    static let current: LiveServers? = {
        guard let path = ProcessInfo.processInfo.environment["SERTIPOS_MAIL_SERVERS"],
            let text = try? String(contentsOfFile: path, encoding: .utf8)
        else { return nil }
        let pairs = text.split(separator: "\n").compactMap { line -> (String, String)? in
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
        return LiveServers(values: Dictionary(uniqueKeysWithValues: pairs))
    }()

    let values: [String: String]

    func port(_ name: String) -> UInt16 { UInt16(values[name] ?? "") ?? 0 }

    /// An address nobody used before.
    func freshUser() -> String { "u\(UUID().uuidString.lowercased())@people.test" }

    func options(_ user: String?, password: String? = nil, authority: String? = nil) -> TransportOptions {
        let file = values["PASSWORD_FILE"] ?? ""
        let credentials = user.map { user in
            password.map { text in Credentials(user: user) { .password(SecretText(text)) } }
                ?? Credentials(user: user, passwordFile: file)
        }
        return TransportOptions(
            credentials: credentials, certificateAuthorityFile: authority ?? values["CA_FILE"])
    }

    func mailbox(
        _ user: String, _ security: TransportSecurity, password: String? = nil, authority: String? = nil,
        host: String = "localhost", mailbox: String = "INBOX"
    ) throws -> IMAPMailbox {
        let port = port(security == .implicit ? "IMAPS_PORT" : "IMAP_PORT")
        return try IMAPMailbox(
            ServerEndpoint(host: host, port: port, security: security), mailbox: mailbox,
            options: options(user, password: password, authority: authority))
    }

    func submission(_ security: TransportSecurity) throws -> SMTPSubmission {
        let port = port(security == .implicit ? "SMTPS_PORT" : "SMTP_PORT")
        return SMTPSubmission(
            try ServerEndpoint(host: "localhost", port: port, security: security), options: options(nil))
    }

    /// Writes messages into a user's INBOX behind the server's back.
    func append(_ messages: [[UInt8]], to user: String) throws {
        let root = values["MAIL_DIR"] ?? ""
        let owner = try FileManager.default.attributesOfItem(atPath: root)
        let rights = owner.filter { $0.key == .ownerAccountID || $0.key == .groupOwnerAccountID }
        let box = "\(root)/\(user)"
        for folder in ["", "/tmp", "/new", "/cur"] {
            try FileManager.default.createDirectory(atPath: box + folder, withIntermediateDirectories: true)
            try FileManager.default.setAttributes(rights, ofItemAtPath: box + folder)
        }
        for (index, message) in messages.enumerated() {
            let path = "\(box)/new/\(1_700_000_000 + index).M\(index).test"
            try Data(LineEnds.localForm(message)).write(to: URL(filePath: path))
            try FileManager.default.setAttributes(rights, ofItemAtPath: path)
        }
    }

    /// Reads a user's INBOX until it holds `count` messages; each try is one IMAP visit.
    func waitForMail(_ user: String, count: Int) throws -> [[UInt8]] {
        let end = ContinuousClock.now + .seconds(120)
        while true {
            let mailbox = try mailbox(user, .implicit)
            let status = try mailbox.open()
            defer { mailbox.close() }
            guard status.exists >= count || ContinuousClock.now > end else { continue }
            var listed: [MailboxEntry] = []
            try mailbox.list(from: UID(1)) { listed += $0 }
            var sink = CollectingSink()
            try mailbox.fetch(listed, into: &sink)
            return Array(sink.whole.values)
        }
    }
}
