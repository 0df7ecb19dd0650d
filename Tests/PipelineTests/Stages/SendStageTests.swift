import Domain
import Pipeline
import Testing

@Suite("Sending")
struct SendStageTests {
    @Test("a deferred mail is sent later with the same octets")
    func deferred() throws {
        let desk = try TestDesk()
        desk.submit()
        desk.submission.results = [.deferred, .unknown]
        #expect(try desk.run().send?.deferred == 2)
        #expect(try desk.run().send?.sent == 0)
        desk.wait(3600)
        #expect(try desk.run().send?.sent == 2)
        #expect(Set(desk.submission.accepted.map(\.bytes)).count == 2)
    }

    @Test("a refused mail is not tried again, and its octets are forgotten")
    func refused() throws {
        let desk = try TestDesk()
        desk.submit()
        desk.submission.results = [.rejected, .accepted]
        #expect(try desk.run().send?.failed == 1)
        desk.wait(86_400)
        #expect(try desk.run().send == .init())
        let number = try desk.request().number
        let entries = try desk.ledger.read { try $0.outbox(of: number) }
        #expect(entries.map(\.status).sorted { $0.rawValue < $1.rawValue } == [.failed, .sent])
        #expect(entries.allSatisfy { $0.record.bytes.isEmpty })
    }

    @Test("mails the transport never asked for stay queued")
    func impatient() throws {
        let desk = try TestDesk()
        desk.submit()
        desk.submission.patience = 1
        let report = try desk.run()
        #expect(report.send?.sent == 1)
        #expect(report.send?.deferred == 1)
        desk.submission.patience = .max
        #expect(try desk.run().send?.sent == 1)
    }

    @Test("a run that died while sending is made good with the same octets")
    func interrupted() throws {
        let desk = try TestDesk()
        desk.submit()
        desk.submission.patience = 0
        try desk.run()
        let due = try desk.ledger.read {
            try $0.dueOutbox(at: desk.clock.now(), after: 0, limit: 10, octets: .max)
        }
        try desk.ledger.write { try $0.markSending(due.map(\.id)) }
        desk.submission.patience = .max
        #expect(try desk.run().send?.sent == 2)
        #expect(Set(desk.submission.accepted.map(\.bytes)) == Set(due.map(\.record.bytes)))
    }
}
