import Domain
import Testing

@testable import MailTransport

@Suite struct SMTPSubmissionTests {
    static let message = wire("Subject: x\n\n.dot\n..\nend\n")

    static func items(_ count: Int, bytes: [UInt8] = message) throws -> [SubmissionItem] {
        try (0..<count).map { index in
            SubmissionItem(
                id: Int64(index), reversePath: EmailAddress("desk@desk.test"),
                recipient: try #require(EmailAddress("user\(index)@x.test")), bytes: bytes)
        }
    }

    /// Delivers `items`; returns the outcomes by id and how many items were asked for.
    static func deliver(
        _ items: [SubmissionItem], _ submission: any MailSubmission
    ) throws -> (outcomes: [SubmissionOutcome], asked: Int) {
        var rest = items[...]
        var outcomes: [SubmissionOutcome] = []
        try submission.deliver(next: { rest.popFirst() }, report: { outcomes.append($0) })
        return (outcomes.sorted { $0.id < $1.id }, items.count - rest.count)
    }

    private func outcome(
        reply: Duration = .seconds(5), cutAfter: Int? = nil, bytes: [UInt8] = message,
        answer: @escaping @Sendable (String, Int) -> FakeSMTPServer.Answer
    ) throws -> SubmissionOutcome {
        let server = try FakeSMTPServer(answer: answer, cutAfter: cutAfter).start()
        let submission = try FakeSMTPServer.submission(server, reply: reply)
        return try #require(try Self.deliver(Self.items(1, bytes: bytes), submission).outcomes.first)
    }

    @Test(arguments: [1, 4]) func `connections are reused and content arrives as it is`(connections: Int)
        throws
    {
        let fake = FakeSMTPServer()
        let server = try fake.start()
        let (outcomes, _) = try Self.deliver(
            Self.items(40), FakeSMTPServer.submission(server, connections: connections))
        #expect(outcomes.map(\.result) == Array(repeating: .accepted, count: 40))
        #expect(outcomes.first?.reply == ReplyCode(code: 250, enhancedStatusCode: "2.0.0"))
        #expect(fake.inbox.mails.count == 40)
        #expect(fake.inbox.mails.allSatisfy { $0.octets == Self.message })
        #expect(Set(fake.inbox.mails.map(\.recipient)).count == 40)
        #expect(server.connections == connections)
        #expect(server.transcript.filter { $0.hasPrefix("EHLO desk.test") }.count == connections)
    }

    @Test func `the null reverse-path and international addresses go out right`() throws {
        let server = try FakeSMTPServer().start()
        let item = SubmissionItem(
            id: 1, reversePath: nil, recipient: try #require(EmailAddress("pengguna-é@x.test")),
            bytes: Self.message)
        let submission = try FakeSMTPServer.submission(server)
        #expect(try Self.deliver([item], submission).outcomes.first?.result == .accepted)
        #expect(server.transcript.contains { $0.hasPrefix("MAIL FROM:<> ") && $0.contains("SMTPUTF8") })
        #expect(server.transcript.contains { $0.hasPrefix("RCPT TO:<pengguna-é@x.test>") })
    }

    @Test(arguments: ["MAIL", "RCPT", "DATA", "DOT"])
    func `refusals are told by their reply code at every step`(step: String) throws {
        for (text, result, enhanced) in [
            ("550 5.1.1 budi@x.test unknown", SubmissionOutcome.Result.rejected, "5.1.1"),
            ("451-4.3.0 one\r\n451 4.3.0 two", .deferred, "4.3.0"), ("552 5.2.2 quota", .deferred, "5.2.2"),
        ] {
            let outcome = try outcome { place, _ in place.hasPrefix(step) ? .reply(text) : .honest }
            #expect(outcome.result == result)
            #expect(outcome.reply?.enhancedStatusCode == enhanced)
            #expect(!outcome.detail.contains("budi"))
        }
    }

    @Test func `one refused mail does not touch its neighbours`() throws {
        let server = try FakeSMTPServer(answer: { place, _ in
            place.contains("user3@") ? .reply("550 5.1.1 no") : .honest
        }).start()
        let (outcomes, _) = try Self.deliver(Self.items(6), FakeSMTPServer.submission(server))
        #expect(outcomes.map(\.result) == [.accepted, .accepted, .accepted, .rejected, .accepted, .accepted])
    }

    @Test func `a drop after the dot leaves the end open`() throws {
        let outcome = try outcome { place, _ in place == "DOT" ? .close : .honest }
        #expect(outcome.result == .unknown)
        #expect(outcome.reply == nil)
    }

    @Test func `a drop before the last octet is surely not sent`() throws {
        let long = wire(
            "Subject: x\n\n" + String(repeating: String(repeating: "a", count: 70) + "\n", count: 100_000))
        let outcome = try outcome(cutAfter: 1000, bytes: long) { _, _ in .honest }
        #expect(outcome.result == .deferred)
    }

    @Test func `a 250 followed by a drop is sent`() throws {
        let outcome = try outcome { place, _ in place == "DOT" ? .replyAndClose("250 ok") : .honest }
        #expect(outcome.result == .accepted)
    }

    @Test func `silence after the dot ends at the reply deadline`() throws {
        let outcome = try outcome(reply: .seconds(1)) { place, _ in place == "DOT" ? .stall : .honest }
        #expect(outcome.result == .unknown)
    }

    @Test(arguments: ["GREETING", "EHLO", "MAIL"])
    func `silence before the message defers`(step: String) throws {
        let outcome = try outcome(reply: .seconds(1)) { place, _ in place.hasPrefix(step) ? .stall : .honest }
        #expect(outcome.result == .deferred)
    }

    @Test func `after three failed connections nobody is asked again`() throws {
        for text in ["421 4.3.2 busy", "554 go away"] {
            let server = try FakeSMTPServer(answer: { place, _ in
                place == "GREETING" ? .replyAndClose(text) : .honest
            })
            .start()
            let (outcomes, asked) = try Self.deliver(Self.items(10), FakeSMTPServer.submission(server))
            #expect(asked == 3)
            #expect(outcomes.map(\.result) == [.deferred, .deferred, .deferred])
            #expect(server.connections == 3)
        }
    }

    @Test func `a closed port defers and stops`() throws {
        let server = try FakeSMTPServer().start()
        server.stop()
        let (outcomes, asked) = try Self.deliver(Self.items(10), FakeSMTPServer.submission(server))
        #expect(asked == 3)
        #expect(outcomes.allSatisfy { $0.result == .deferred && $0.detail.contains("unreachable") })
    }

    @Test func `a server that ends old connections is asked again on a fresh one`() throws {
        let fake = FakeSMTPServer(answer: { place, number in
            number == 0 && place.contains("user2@") ? .replyAndClose("421 4.7.0 enough") : .honest
        })
        let server = try fake.start()
        let (outcomes, _) = try Self.deliver(Self.items(5), FakeSMTPServer.submission(server))
        #expect(outcomes.map(\.result) == Array(repeating: .accepted, count: 5))
        #expect(server.connections == 2)
    }

    @Test func `wrong credentials are the desk's trouble, not the recipient's`() throws {
        let server = try FakeSMTPServer(
            extensions: ["AUTH PLAIN"],
            answer: { place, _ in place.hasPrefix("AUTH") ? .reply("535 5.7.8 no") : .honest }
        ).start()
        let credentials = Credentials(user: "desk") { .password("rahasia") }
        let submission = try FakeSMTPServer.submission(server, credentials: credentials)
        let (outcomes, asked) = try Self.deliver(Self.items(9), submission)
        #expect(asked == 3)
        #expect(outcomes.allSatisfy { $0.result == .deferred && !$0.detail.contains("rahasia") })
        let error = #expect(throws: TransportError.self) { try submission.probe() }
        #expect(error?.code == .credentialsRefused)
        let wanting = try outcome { place, _ in
            place.hasPrefix("MAIL") ? .reply("530 5.7.0 authenticate") : .honest
        }
        #expect(wanting.result == .deferred)
    }

    @Test(arguments: ["XOAUTH2", "OAUTHBEARER", "CRAM-MD5 XOAUTH2 OAUTHBEARER"])
    func `a bearer uses an OAuth mechanism and nothing else`(mechanisms: String) throws {
        let fake = FakeSMTPServer(
            extensions: ["AUTH \(mechanisms)"],
            answer: { place, _ in place.hasPrefix("AUTH") ? .reply("235 2.7.0 ok") : .honest })
        let server = try fake.start()
        let credentials = Credentials(user: "desk@x.id") { .bearer("token") }
        let submission = try FakeSMTPServer.submission(server, credentials: credentials)
        #expect(try Self.deliver(Self.items(1), submission).outcomes.map(\.result) == [.accepted])
        let expected = mechanisms.contains("OAUTHBEARER") ? "AUTH OAUTHBEARER " : "AUTH XOAUTH2 "
        #expect(server.transcript.filter { $0.hasPrefix("AUTH") }.allSatisfy { $0.hasPrefix(expected) })
    }

    @Test(arguments: [
        "", "a\n.\nMAIL FROM:<x@y.z>\r\n", "a\rb\r\n", "a\u{0}\r\n", String(repeating: "x", count: 999),
    ])
    func `octets that could smuggle a second mail are never sent`(text: String) throws {
        let server = try FakeSMTPServer().start()
        let submission = try FakeSMTPServer.submission(server)
        let (outcomes, _) = try Self.deliver(Self.items(1, bytes: Array(text.utf8)), submission)
        #expect(outcomes.map(\.result) == [.rejected])
        #expect(server.connections == 0)
    }

    @Test(arguments: ["b@y\r\nRCPT TO:<evil@z.id>", "b@y.id>\r\n", "<b@y.id>", "b@y.id SIZE=1"])
    func `an address that could end a command does not exist`(text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test func `what the caller throws comes back after the mails on their way are reported`() throws {
        struct Full: Error {}
        let server = try FakeSMTPServer().start()
        let submission = try FakeSMTPServer.submission(server, connections: 3)
        var rest = try Self.items(10)[...]
        var reported = 0
        #expect(throws: Full.self) {
            try submission.deliver(
                next: {
                    if rest.count == 7 { throw Full() }
                    return rest.popFirst()
                }, report: { _ in reported += 1 })
        }
        #expect(reported == 3)
    }

    @Test func `random content with dots and short lines arrives as it is`() throws {
        let fake = FakeSMTPServer()
        let server = try fake.start()
        var items: [SubmissionItem] = []
        for (index, length) in stride(from: 1, to: 4000, by: 97).enumerated() {
            let text = (0..<length).map { [".", "\n", "a", ".\n"][($0 * 7 + index) % 4] }.joined() + "\n"
            items.append(
                SubmissionItem(
                    id: Int64(index), reversePath: nil,
                    recipient: try #require(EmailAddress("u\(index)@x.test")),
                    bytes: wire(text)))
        }
        let (outcomes, _) = try Self.deliver(items, FakeSMTPServer.submission(server))
        #expect(outcomes.allSatisfy { $0.result == .accepted })
        #expect(fake.inbox.mails.map(\.octets) == items.map(\.bytes))
    }
}
