import Domain
import PKI
import Pipeline
import Spool
import Testing

@Suite("Processing")
struct ProcessStageTests {
    /// Takes what waits, without processing it.
    private func fetch(_ desk: TestDesk) throws -> [MessageRecord] {
        _ = try FetchStage(
            ledger: desk.ledger, spool: desk.spool, digesting: OpenSSLDigest(), clock: desk.clock,
            settings: desk.desk.settings
        ).run(desk.mailbox)
        return try desk.ledger.read { try $0.pendingMessages(after: 0, limit: 100) }
    }

    @Test("a mail that killed the process three times is put aside, its octets kept, the others done")
    func poison() throws {
        let desk = try TestDesk()
        desk.submit()
        desk.submit(applicant: "ani@kominfo.example")
        let records = try fetch(desk)
        let poison = try #require(records.first)
        // A run that dies while reading leaves exactly this behind: a counted attempt and nothing else.
        for _ in 0..<ProcessStage.maximumAttempts {
            try desk.ledger.write { try $0.countAttempt([poison.id]) }
        }
        let report = try desk.run().process
        #expect(report?.quarantined == 1)
        #expect(report?.processed == 1)
        #expect(try desk.spool.read(poison.digest).isEmpty == false)
        #expect(desk.newMail(for: "admin@desk.example").count == 1)
        #expect(try desk.run().process == .init())
    }

    @Test("a mail that was being read when the process died is tried by itself")
    func alone() throws {
        let desk = try TestDesk()
        for index in 0..<3 { desk.submit(applicant: "a\(index)@kominfo.example") }
        let records = try fetch(desk)
        try desk.ledger.write { try $0.countAttempt([records[1].id]) }
        #expect(try desk.run().process?.processed == 3)
    }

    @Test("the same octets under two positions have their effect once")
    func twice() throws {
        let desk = try TestDesk()
        desk.submit()
        desk.mailbox.add(desk.mailbox.messages[0].octets)
        let report = try desk.run()
        #expect(report.fetch?.repeated == 1)
        #expect(report.process?.processed == 1)
    }
}
