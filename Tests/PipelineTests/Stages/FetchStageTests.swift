import Domain
import PKI
import Pipeline
import Testing

@Suite("Fetching")
struct FetchStageTests {
    private func stage(_ desk: TestDesk) -> FetchStage {
        FetchStage(
            ledger: desk.ledger, spool: desk.spool, digesting: OpenSSLDigest(), clock: desk.clock,
            settings: desk.desk.settings)
    }

    @Test("what is new is taken once, whatever other programs do to its flags")
    func once() throws {
        let desk = try TestDesk()
        for _ in 0..<5 { desk.submit() }
        #expect(try stage(desk).run(desk.mailbox).fetched == 5)
        #expect(try stage(desk).run(desk.mailbox).listed == 0)
        desk.submit()
        #expect(try stage(desk).run(desk.mailbox).fetched == 1)
        #expect(desk.mailbox.seen.count == 6)
    }

    @Test("a new epoch with the same messages brings no new message; one more brings one")
    func newEpoch() throws {
        let desk = try TestDesk()
        desk.submit()
        desk.submit(applicant: "ani@kominfo.example")
        try desk.run()
        desk.mailbox.uidValidity = 2
        desk.mailbox.messages = desk.mailbox.messages.map { ($0.uid + 100, $0.octets) }
        let report = try stage(desk).run(desk.mailbox)
        #expect(report.fetched == 2)
        #expect(report.repeated == 2)
        #expect(try desk.run().process?.processed == 0)
        desk.submit(applicant: "cici@kominfo.example")
        #expect(try desk.run().process?.processed == 1)
    }

    @Test("a message cut short is asked for again and never processed by half")
    func incomplete() throws {
        let desk = try TestDesk()
        desk.submit()
        desk.submit(applicant: "ani@kominfo.example")
        desk.mailbox.cut = [1: 300]
        let first = try desk.run()
        #expect(first.fetch?.incomplete == 1)
        #expect(first.process?.processed == 1)
        desk.mailbox.cut = [1: 0]
        #expect(try desk.run().fetch?.incomplete == 1)
        desk.mailbox.cut = [:]
        #expect(try desk.run().process?.processed == 1)
    }

    @Test("a failed move is made good by a later run, and nothing is processed twice")
    func move() throws {
        let desk = try TestDesk()
        desk.desk = desk.desk.moving(to: "Arsip")
        for index in 0..<6 { desk.submit(applicant: "a\(index)@kominfo.example") }
        desk.mailbox.movesFail = true
        #expect(throws: Fault.self) { try stage(desk).run(desk.mailbox) }
        desk.mailbox.movesFail = false
        try desk.run()
        #expect(desk.mailbox.messages.isEmpty)
        #expect(desk.mailbox.archive.count == 6)
        #expect(try desk.ledger.read { try $0.requests(RequestFilter()) }.count == 6)
    }

    @Test("of a message over the limit only the header section is taken, and its sender is told")
    func oversized() throws {
        let desk = try TestDesk()
        desk.receive(
            from: TestDesk.siti, subject: "besar", body: String(repeating: "x", count: 300_000))
        let report = try desk.run()
        #expect(report.fetch?.oversized == 1)
        #expect(try #require(report.fetch).octets < 2000)
        #expect(report.process?.answered == 1)
        #expect(desk.newMail(for: TestDesk.siti).count == 1)
    }

    @Test("messages-per-run bounds a run, and the rest follows")
    func bounded() throws {
        let desk = try TestDesk()
        desk.desk = desk.desk.bounded(to: 2)
        for index in 0..<5 { desk.submit(applicant: "a\(index)@kominfo.example") }
        for expected in [2, 2, 1] { #expect(try desk.run().fetch?.fetched == expected) }
    }
}

extension Desk {
    /// The same desk with other settings.
    func with(_ change: (inout DeskSettings) -> Void) -> Desk {
        var settings = settings
        change(&settings)
        return Desk(
            settings: settings, codec: codec, forms: forms, faultWording: faultWording, words: words,
            notices: notices, page: page, certification: certification, annexParsing: annexParsing,
            verifiers: verifiers, clock: clock, random: random, digesting: digesting)
    }

    func moving(to folder: String) -> Desk { with { $0.moveTo = folder } }
    func bounded(to count: Int) -> Desk { with { $0.messagesPerRun = count } }
}
