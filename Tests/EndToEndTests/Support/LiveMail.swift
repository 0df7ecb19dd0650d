import Foundation

/// The servers that `scripts/mail-servers` started: Dovecot and Postfix on loopback.
struct LiveMail {
    /// Them, or `nil` without `$SERTIPOS_MAIL_SERVERS`.
    static let current: LiveMail? = {
        guard let path = ProcessInfo.processInfo.environment["SERTIPOS_MAIL_SERVERS"],
            let text = try? String(contentsOfFile: path, encoding: .utf8)
        else { return nil }
        let pairs = text.split(separator: "\n").compactMap { line -> (String, String)? in
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
        return LiveMail(values: Dictionary(uniqueKeysWithValues: pairs))
    }()

    /// `.enabled(if: LiveMail.isPresent)`.
    static var isPresent: Bool { current != nil && Program.isPresent }

    private let values: [String: String]

    subscript(_ name: String) -> String { values[name] ?? "" }

    /// The folder with everything of theirs: mailboxes, queue, logs.
    var home: String { URL(filePath: self["MAIL_DIR"]).deletingLastPathComponent().path }

    /// A word nobody used before, for addresses.
    static func freshTag() -> String { UUID().uuidString.lowercased().replacing("-", with: "") }

    /// A configuration for the desk `address` on these servers.
    func configuration(
        _ address: String, scheme: String = "imaps", authority: String? = nil, password: String? = nil,
        after: String? = nil, port: String? = nil, people: String = DeskFixture.people
    ) -> String {
        let port = port ?? self[scheme == "imaps" ? "IMAPS_PORT" : "IMAP_PORT"]
        var mailbox = """
            url: "\(scheme)://localhost:\(port)/INBOX", user: "\(address)", \
            password-file: "\(password ?? self["PASSWORD_FILE"])", ca-file: "\(authority ?? self["CA_FILE"])"
            """
        if let after { mailbox += ", after: \"\(after)\"" }
        return DeskFixture.configuration(
            mailbox: mailbox,
            submission: "url: \"smtps://localhost:\(self["SMTPS_PORT"])\", ca-file: \"\(self["CA_FILE"])\"",
            address: address, people: people)
    }

    /// Sends a mail by SMTP, as a person's program does.
    func send(_ octets: [UInt8], from sender: String, to recipient: String) throws {
        let file = NSTemporaryDirectory() + "sertipos-mail-\(UUID().uuidString)"
        try Data(octets).write(to: URL(filePath: file))
        defer { unlink(file) }
        let script = """
            import smtplib, sys
            port, sender, recipient, file = sys.argv[1:]
            with smtplib.SMTP("127.0.0.1", int(port)) as server:
                server.sendmail(sender, [recipient], open(file, "rb").read())
            """
        try Shell.python(script, self["SMTP_PORT"], sender, recipient, file)
    }

    /// Lets another mail program work on a mailbox: `commands` is Python, `box` an `imaplib` connection.
    @discardableResult
    func otherClient(_ user: String, _ commands: String) throws -> String {
        let script = """
            import imaplib, ssl, sys
            port, authority, password, user = sys.argv[1:]
            context = ssl.create_default_context(cafile=authority)
            box = imaplib.IMAP4_SSL("localhost", int(port), ssl_context=context)
            box.login(user, open(password).readline().strip())
            \(commands)
            box.logout()
            """
        return try Shell.python(script, self["IMAPS_PORT"], self["CA_FILE"], self["PASSWORD_FILE"], user)
    }

    /// Where a user's INBOX lies.
    func folder(_ user: String) -> String { self["MAIL_DIR"] + "/" + user.lowercased() }

    /// Puts mails into a user's INBOX behind the server's back.
    func append(_ mails: [[UInt8]], to user: String) throws {
        let rights = try FileManager.default.attributesOfItem(atPath: self["MAIL_DIR"])
            .filter { $0.key == .ownerAccountID || $0.key == .groupOwnerAccountID }
        for name in ["", "/tmp", "/new", "/cur"] {
            let path = folder(user) + name
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try FileManager.default.setAttributes(rights, ofItemAtPath: path)
        }
        for (index, octets) in mails.enumerated() {
            let path = "\(folder(user))/new/\(1_700_000_000 + index).M\(index)\(Self.freshTag()).test"
            try Data(octets).write(to: URL(filePath: path))
            try FileManager.default.setAttributes(rights, ofItemAtPath: path)
        }
    }

    /// A user's mails, as soon as there are `count` of them, or what is there after 30 seconds.
    func mails(_ user: String, atLeast count: Int) throws -> [SentMail] {
        let deadline = ContinuousClock.now + .seconds(120)
        while true {
            let files = ["new", "cur"].flatMap { folder in
                ((try? FileManager.default.contentsOfDirectory(atPath: "\(self.folder(user))/\(folder)"))
                    ?? [])
                    .map { "\(self.folder(user))/\(folder)/\($0)" }
            }
            if files.count >= count || ContinuousClock.now > deadline {
                return try files.map {
                    SentMail(recipient: user, octets: Array(try Data(contentsOf: URL(filePath: $0))))
                }
            }
            // The delivery agent tells nobody; this yields the processor between two looks.
            poll(nil, 0, 20)
        }
    }
}
