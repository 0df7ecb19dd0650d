import Domain
import Testing

@testable import MailTransport

/// Servers that break off, lie or go silent.
@Suite struct IMAPFaultTests {
    private static let message = wire("Subject: x\n\n" + String(repeating: "0123456789\n", count: 12))

    /// Fetches UIDs 3, 4, 5 from a server that answers the first UID FETCH with `octets`.
    private func fetch(
        _ answer: FakeIMAPServer.Answer, idle: Duration = .seconds(5), messageLimit: Int = 1 << 20
    ) throws -> (CollectingSink, TransportError?) {
        let server = try FakeIMAPServer(
            messages: [(3, Self.message), (4, Self.message), (5, Self.message)],
            answer: { tag, command in tag == "S3" && command.hasPrefix("UID FETCH") ? answer : .honest }
        ).start()
        let mailbox = try FakeIMAPServer.mailbox(server, idle: idle, messageLimit: messageLimit)
        _ = try mailbox.open()
        var sink = CollectingSink()
        do {
            try mailbox.fetch(entries([3, 4, 5]), into: &sink)
            return (sink, nil)
        } catch let error as TransportError {
            return (sink, error)
        }
    }

    private static var honest: [UInt8] {
        FakeIMAPServer(messages: [(3, message), (4, message), (5, message)]).fetch(
            "UID FETCH 3:5 (UID BODY.PEEK[])")
            + Array("S3 OK done\r\n".utf8)
    }

    @Test func `a connection cut after any octet loses nothing and invents nothing`() throws {
        let honest = Self.honest
        for cut in 0..<honest.count {
            let (sink, error) = try fetch(.sendAndClose(Array(honest[..<cut])))
            #expect(error?.code == .connectionLost, "cut \(cut)")
            #expect(error?.failureClass == .transient)
            #expect(sink.whole.values.allSatisfy { $0 == Self.message }, "cut \(cut)")
            #expect(sink.messages.allSatisfy { $0.isComplete != nil }, "cut \(cut): every message is ended")
            #expect(sink.cutShort.count <= 1)
        }
    }

    @Test(arguments: [
        "BODY[] NIL", "BODY[] {0}\r\n", "BODY[] \"\"", "FLAGS (\\Seen)",
    ])
    func `an empty answer is not a whole message`(item: String) throws {
        let (sink, error) = try fetch(
            .text("* 1 FETCH (UID 3 \(item))\r\n* 2 FETCH (UID 4 BODY[] {2}\r\nok)\r\nS3 OK done\r\n"))
        #expect(error == nil)
        #expect(sink.cutShort == [3])
        #expect(sink.whole == [4: Array("ok".utf8)])
    }

    @Test func `unsolicited responses and strange order change nothing`() throws {
        let (sink, error) = try fetch(
            .text(
                """
                * 9 EXISTS\r\n* 1 EXPUNGE\r\n* 7 FETCH (FLAGS (\\Seen))\r\n* 8 FETCH (UID 77 BODY[] {3}\r\nxyz)\r\n\
                * OK [ALERT] see {3}\r\n* 2 FETCH (BODY[] {3}\r\nabc UID 4)\r\n* 3 FETCH (UID 5 BODY[] "quoted")\r\n\
                * 1 FETCH (UID 3 X (a {2}\r\n)) b) BODY[] {4}\r\nbody FLAGS ())\r\n* 1 FETCH (UID 3 BODY[] {4}\r\nbody)\r\n\
                * 3 FETCH (UID 5 FLAGS (\\Seen))\r\nS3 OK done\r\n
                """))
        #expect(error == nil)
        #expect(sink.messages.map(\.uid) == [4, 5, 3])
        #expect(sink.whole == [3: Array("body".utf8), 4: Array("abc".utf8), 5: Array("quoted".utf8)])
    }

    @Test(arguments: [
        "{4294967296}", "{2200000}", "{-1}", "{99999999999999999999}", "{x}",
    ])
    func `a literal beyond the limit is refused without reading it`(size: String) throws {
        let (sink, error) = try fetch(.text("* 1 FETCH (UID 3 BODY[] \(size)\r\nabc)\r\nS3 OK done\r\n"))
        #expect(error?.code == .protocolViolation)
        #expect(sink.whole.isEmpty)
        #expect(sink.messages.allSatisfy { $0.octets.isEmpty && $0.isComplete == false })
    }

    @Test func `a literal shorter than its message is noticed`() throws {
        let (sink, error) = try fetch(.text("* 1 FETCH (UID 3 BODY[] {3}\r\nabcdef)\r\nS3 OK done\r\n"))
        #expect(error?.code == .protocolViolation)
        #expect(sink.whole.isEmpty)
        #expect(sink.cutShort == [3])
    }

    @Test func `a literal longer than its message is noticed`() throws {
        let (sink, error) = try fetch(
            .text("* 1 FETCH (UID 3 BODY[] {300}\r\nabc)\r\nS3 OK done\r\n"), idle: .milliseconds(200))
        #expect(error?.code == .timeout)
        #expect(sink.whole.isEmpty)
        #expect(sink.cutShort == [3])
    }

    @Test func `silence ends at the idle deadline`() throws {
        let (sink, error) = try fetch(.stall, idle: .milliseconds(200))
        #expect(error?.code == .timeout)
        #expect(sink.messages.isEmpty)
    }

    @Test(arguments: ["* BYE [UNAVAILABLE] restart\r\n", "garbage\r\n", "S99 OK done\r\n", "S4 OK done\r\n"])
    func `a server out of step is left`(text: String) throws {
        let (sink, error) = try fetch(.text(text))
        #expect(error?.code == (text.contains("BYE") ? .serverUnavailable : .protocolViolation))
        #expect(error?.failureClass == .transient)
        #expect(sink.messages.isEmpty)
    }

    @Test func `one message the server cannot give does not stop the others`() throws {
        let message = Self.message
        let server = try FakeIMAPServer(
            messages: [(3, message), (4, message), (5, message)],
            answer: { tag, command in
                guard command.hasPrefix("UID FETCH") else { return .honest }
                return command.contains("4")
                    ? .text("\(tag) NO [CANNOT] corrupt\r\n")
                    : command.contains(":") ? .text("\(tag) NO corrupt\r\n") : .honest
            }
        ).start()
        let mailbox = try FakeIMAPServer.mailbox(server)
        _ = try mailbox.open()
        var sink = CollectingSink()
        try mailbox.fetch(entries([3, 4, 5]), into: &sink)
        #expect(sink.whole.keys.sorted() == [3, 5])
        #expect(sink.cutShort == [4])
    }

    @Test func `a sink that fails ends the session`() throws {
        struct Full: Error {}
        struct FullSink: MessageSink {
            mutating func begin(_ entry: MailboxEntry, announced: Int) {}
            mutating func append(_ bytes: UnsafeRawBufferPointer) throws { throw Full() }
            mutating func end(_ entry: MailboxEntry, isComplete: Bool) {}
        }
        let server = try FakeIMAPServer(messages: [(3, Self.message)]).start()
        let mailbox = try FakeIMAPServer.mailbox(server)
        _ = try mailbox.open()
        var sink = FullSink()
        #expect(throws: Full.self) { try mailbox.fetch(entries([3]), into: &sink) }
        let error = #expect(throws: TransportError.self) { try mailbox.list(from: UID(1)) { _ in } }
        #expect(error?.code == .notOpen)
    }
}
