import Domain
import Testing

@testable import MailTransport

@Suite struct IMAPMailboxTests {
    static let three: [(uid: UInt32, octets: [UInt8])] = [
        (3, wire("Subject: a\n\none\n")),
        (5, wire("Subject: b\n\nS3 OK FETCH completed\n)\n* BYE\n* 9 FETCH (UID 3 BODY[] {4}\n")),
        (9, [0, 255, 13, 10, 41, 13, 10]),
    ]

    @Test func `an idle visit takes two round trips after the login`() throws {
        let server = try FakeIMAPServer().start()
        let mailbox = try FakeIMAPServer.mailbox(server)
        let status = try mailbox.open()
        #expect(status == MailboxStatus(uidValidity: UIDValidity(7), uidNext: UID(1), exists: 0))
        try mailbox.list(from: UID(1)) { _ in Issue.record("nothing to list") }
        mailbox.close()
        #expect(server.transcript.dropFirst() == ["S1 NOOP", "S2 EXAMINE \"INBOX\"", "S3 LOGOUT"])
    }

    @Test func `nothing new is known from UIDNEXT alone`() throws {
        let server = try FakeIMAPServer(messages: Self.three).start()
        let mailbox = try FakeIMAPServer.mailbox(server)
        _ = try mailbox.open()
        try mailbox.list(from: UID(10)) { _ in Issue.record("nothing to list") }
        #expect(server.transcript.count == 3)
    }

    @Test func `messages arrive byte for byte, whatever they look like`() throws {
        let server = try FakeIMAPServer(messages: Self.three).start()
        let mailbox = try FakeIMAPServer.mailbox(server)
        _ = try mailbox.open()
        var listed: [MailboxEntry] = []
        try mailbox.list(from: UID(4)) { listed += $0 }
        #expect(listed.map(\.uid.value) == [5, 9])
        #expect(listed.first?.internalDate?.description == "2026-11-22T03:00:00Z")
        var sink = CollectingSink()
        try mailbox.fetch(listed, into: &sink)
        #expect(sink.whole == [5: Self.three[1].octets, 9: Self.three[2].octets])
        #expect(sink.messages.map(\.announced) == listed.map(\.size))
        mailbox.close()
        #expect(server.transcript.last == "S5 LOGOUT")
    }

    @Test func `two commands are in flight and a gap is passed over`() throws {
        let messages = (1...200).map { (uid: UInt32($0 * 2), octets: Array("m\($0)\r\n".utf8)) }
        let server = try FakeIMAPServer(messages: messages).start()
        let mailbox = try FakeIMAPServer.mailbox(server)
        _ = try mailbox.open()
        var sink = CollectingSink()
        try mailbox.fetch(entries((1...400).map { UInt32($0) }), into: &sink)
        #expect(sink.messages.map(\.uid) == messages.map(\.uid))
        #expect(sink.whole.count == 200)
        #expect(server.transcript.filter { $0.contains("UID FETCH") }.count == 7)
    }

    @Test(arguments: [true, false]) func `fifty thousand messages are listed in order`(tellsUIDNext: Bool)
        throws
    {
        let messages = (1...50_000).map { (uid: UInt32($0 * 3), octets: [UInt8]()) }
        let server = try FakeIMAPServer(messages: messages, tellsUIDNext: tellsUIDNext).start()
        let mailbox = try FakeIMAPServer.mailbox(server)
        _ = try mailbox.open()
        var listed: [UInt32] = []
        try mailbox.list(from: UID(1)) { batch in
            #expect(batch.count <= 1_000)
            listed += batch.map(\.uid.value)
        }
        #expect(listed == messages.map(\.uid))
    }

    @Test func `few messages far apart need few commands`() throws {
        let messages = (0..<9_000).map { (uid: UInt32($0) * 400_000 + 1, octets: [UInt8]()) }
        let server = try FakeIMAPServer(messages: messages).start()
        let mailbox = try FakeIMAPServer.mailbox(server)
        _ = try mailbox.open()
        var listed: [UInt32] = []
        try mailbox.list(from: UID(1)) { listed += $0.map(\.uid.value) }
        #expect(listed == messages.map(\.uid))
        #expect(server.transcript.count < 30)
    }

    @Test func `what libcurl leaves of the login's packet is passed over`() throws {
        let server = try FakeIMAPServer(answer: { tag, command in
            if command.hasPrefix("LOGIN") { return .text("\(tag) OK done\r\n* 5 EXISTS\r\n* 1 REC") }
            return command == "NOOP" ? .text("ENT\r\n* 6 EXISTS\r\n\(tag) OK done\r\n") : .honest
        }).start()
        let mailbox = try FakeIMAPServer.mailbox(
            server, credentials: Credentials(user: "desk") { .password("x") })
        #expect(try mailbox.open().exists == 0)
    }

    @Test func `a mailbox that is not there is a permanent fault, a busy one is not`() throws {
        for (reply, code) in [
            ("NO [NONEXISTENT] x", TransportError.Code.mailboxMissing),
            ("NO [UNAVAILABLE] x", .serverUnavailable),
        ] {
            let server = try FakeIMAPServer(answer: { tag, command in
                command.hasPrefix("EXAMINE") ? .text("\(tag) \(reply)\r\n") : .honest
            }).start()
            let mailbox = try FakeIMAPServer.mailbox(server)
            let error = #expect(throws: TransportError.self) { try mailbox.open() }
            #expect(error?.code == code)
            #expect(error?.failureClass == (code == .mailboxMissing ? .permanent : .transient))
        }
    }

    @Test func `messages are marked through a writable mailbox of the same epoch`() throws {
        let server = try FakeIMAPServer(messages: Self.three).start()
        let mailbox = try FakeIMAPServer.mailbox(server)
        _ = try mailbox.open()
        try mailbox.markSeen([UID(9), UID(3), UID(5)])
        try mailbox.markSeen([UID(3)])
        mailbox.close()
        #expect(
            server.transcript.dropFirst(3) == [
                "S3 CAPABILITY", "S4 SELECT \"INBOX\"", "S5 UID STORE 3,5,9 +FLAGS.SILENT (\\Seen)",
                "S6 UID STORE 3 +FLAGS.SILENT (\\Seen)", "S7 LOGOUT",
            ])
    }

    @Test func `a new epoch between reading and marking stops the marking`() throws {
        let server = try FakeIMAPServer(
            messages: Self.three,
            answer: { tag, command in
                command.hasPrefix("SELECT") ? .text("* OK [UIDVALIDITY 8] v\r\n\(tag) OK done\r\n") : .honest
            }
        ).start()
        let mailbox = try FakeIMAPServer.mailbox(server)
        _ = try mailbox.open()
        let error = #expect(throws: TransportError.self) { try mailbox.markSeen([UID(3)]) }
        #expect(error?.code == .epochChanged)
        #expect(!server.transcript.contains { $0.contains("STORE") })
    }

    @Test func `a refused login names neither user nor secret`() throws {
        for (reply, code) in [
            ("NO [AUTHENTICATIONFAILED] budi", TransportError.Code.credentialsRefused),
            ("NO [UNAVAILABLE] budi", .serverUnavailable),
        ] {
            let server = try FakeIMAPServer(answer: { tag, command in
                command.hasPrefix("LOGIN") || command.hasPrefix("AUTHENTICATE")
                    ? .text("\(tag) \(reply)\r\n") : .honest
            }).start()
            let credentials = Credentials(user: "budi") { .password("rahasia") }
            let mailbox = try FakeIMAPServer.mailbox(server, credentials: credentials)
            let error = #expect(throws: TransportError.self) { try mailbox.open() }
            #expect(error?.code == code)
            #expect(error?.description.contains("rahasia") == false)
            #expect(error?.description.contains("budi") == false)
        }
    }

    @Test(arguments: ["a\r\nS9 DELETE INBOX", "a\u{0}b", ""])
    func `credentials cannot end a command`(text: String) throws {
        let server = try FakeIMAPServer().start()
        for credentials in [
            Credentials(user: text) { .password("x") },
            Credentials(user: "x") { .password(SecretText(text)) },
        ] {
            let mailbox = try FakeIMAPServer.mailbox(server, credentials: credentials)
            let error = #expect(throws: TransportError.self) { try mailbox.open() }
            #expect(error?.code == .invalidCredentials)
        }
        #expect(server.connections == 0)
    }

    @Test(arguments: ["XOAUTH2", "OAUTHBEARER", "CRAM-MD5 AUTH=XOAUTH2 AUTH=OAUTHBEARER"])
    func `a bearer uses an OAuth mechanism and nothing else`(mechanisms: String) throws {
        let server = try FakeIMAPServer(capabilities: "IMAP4rev1 SASL-IR AUTH=\(mechanisms)").start()
        let mailbox = try FakeIMAPServer.mailbox(
            server, credentials: Credentials(user: "desk@x.id") { .bearer("token") })
        _ = try mailbox.open()
        let login = server.transcript.first { $0.contains("AUTHENTICATE") }
        #expect(login?.contains("OAUTHBEARER") == mechanisms.contains("OAUTHBEARER"))
        #expect(login?.contains("XOAUTH2") == !mechanisms.contains("OAUTHBEARER"))
    }

    @Test func `a bearer is not sent where only CRAM-MD5 is offered`() throws {
        let server = try FakeIMAPServer(capabilities: "IMAP4rev1 SASL-IR AUTH=CRAM-MD5").start()
        let mailbox = try FakeIMAPServer.mailbox(
            server, credentials: Credentials(user: "desk@x.id") { .bearer("token") })
        let error = #expect(throws: TransportError.self) { try mailbox.open() }
        #expect(error?.code == .credentialsRefused)
        #expect(!server.transcript.contains { $0.contains("AUTHENTICATE") })
    }

    @Test func `without STARTTLS nothing is sent`() throws {
        let server = try FakeIMAPServer().start()
        let endpoint = try ServerEndpoint(host: "127.0.0.1", port: server.port, security: .startTLS)
        let credentials = Credentials(user: "budi") { .password("rahasia") }
        let mailbox = try IMAPMailbox(
            endpoint, mailbox: "INBOX", options: TransportOptions(credentials: credentials))
        let error = #expect(throws: TransportError.self) { try mailbox.open() }
        #expect(error?.code == .startTLSUnavailable)
        #expect(server.transcript.allSatisfy { $0.hasSuffix("CAPABILITY") || $0.hasSuffix("LOGOUT") })
    }

    @Test func `a closed port and an unknown host are told apart`() throws {
        let server = try FakeIMAPServer().start()
        server.stop()
        let closed = #expect(throws: TransportError.self) { try FakeIMAPServer.mailbox(server).open() }
        #expect(closed?.code == .unreachable)
        let endpoint = try ServerEndpoint(host: "mail.invalid", port: 993, security: .implicit)
        let unknown = #expect(throws: TransportError.self) {
            try IMAPMailbox(endpoint, mailbox: "INBOX", options: TransportOptions()).open()
        }
        #expect(unknown?.code == .nameNotResolved)
        #expect(unknown?.failureClass == .transient)
    }
}

@Suite struct MailboxQuotaTests {
    @Test(arguments: [
        ("* QUOTA \"\" (STORAGE 10 512)", 10.0 / 512),
        ("* QUOTA \"User quota\" (MESSAGE 1 2 STORAGE 95 100)", 0.95),
        ("* quota x (storage 1 1)", 1.0),
    ])
    func `storage used and allowed give the fill level`(text: String, level: Double) {
        #expect(IMAPMailbox.fillLevel(Array(text.utf8)) == level)
    }

    @Test(arguments: [
        "* QUOTA \"\" ()", "* QUOTA \"\" (STORAGE 10 0)", "* QUOTA \"\" (STORAGE x 1)",
        "* QUOTAROOT INBOX \"\"", "* OK )(",
        "* QUOTA \"\" (STORAGE 99999999999999999999 1)",
    ])
    func `anything else gives none`(text: String) {
        #expect(IMAPMailbox.fillLevel(Array(text.utf8)) == nil)
    }
}
