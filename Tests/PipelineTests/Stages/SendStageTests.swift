import Domain
import Pipeline
import Testing
import Trust

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
        #expect(entries.map(\.status).sorted { $0.rawValue < $1.rawValue } == [.failed, .sent, .sent])
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

    @Test("a refused applicant is reported to the verifier in the same run")
    func unreachable() throws {
        let desk = try TestDesk()
        desk.submit()
        desk.submission.results = [.rejected, .accepted, .accepted]
        try desk.run()
        let mails = desk.newMail(for: TestDesk.siti)
        #expect(mails.count == 2)
        #expect(mails.contains { $0.subject.contains("tidak sampai") })
        #expect(try desk.ledger.read { try $0.verifyChain() }.firstBroken == nil)
    }

    @Test("held mail leaves by itself when the budget has room again")
    func released() throws {
        let desk = try TestDesk(budget: OutboundBudget(address: 2, request: 30, day: 5000))
        for _ in 0..<4 { desk.receive(from: TestDesk.siti, subject: "BANTUAN", body: "tolong") }
        try desk.run()
        #expect(desk.newMail(for: TestDesk.siti).count == 2)
        #expect(desk.newMail(for: "admin@desk.example").count == 1)
        desk.wait(90_000)
        try desk.run()
        #expect(desk.newMail(for: TestDesk.siti).count == 4)
    }
}
