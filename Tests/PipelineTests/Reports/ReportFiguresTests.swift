import Domain
import Testing

@testable import Pipeline

@Suite("The figures of a report")
struct ReportFiguresTests {
    private static let hour: Int64 = 3600

    private func figures(_ desk: TestDesk, _ period: ReportPeriod?) throws -> ReportFigures {
        let period = try #require(period)
        return try desk.ledger.read {
            try ReportFigures(period, in: $0, settings: desk.desk.settings, now: desk.clock.now())
        }
    }

    private func requests(_ figures: ReportFigures, _ mechanism: Mechanism) throws -> ReportFigures.Requests {
        try #require(figures.requests.first { $0.mechanism == mechanism })
    }

    @Test("one issuance: who took how long, and how much of the promise it was")
    func issuance() throws {
        let desk = try TestDesk()
        // Monday 09.00: the applicant takes five hours, the verifier six, the applicant one, the authority two.
        desk.submit()
        try desk.run()
        desk.wait(5 * Self.hour)
        try desk.answerIdentity(try desk.mail("applicant.identity-link", for: TestDesk.budi))
        try desk.next()
        desk.wait(6 * Self.hour)
        try desk.decide("Setuju", in: try desk.mail("verifier.verification-link", for: TestDesk.siti))
        try desk.next()
        desk.wait(Self.hour)
        let passphrase = try desk.mail("applicant.passphrase-link", for: TestDesk.budi)
        try desk.sealPassphrase(for: passphrase)
        try desk.next()
        desk.wait(2 * Self.hour)
        let asked = try desk.mail("authority.request-link", for: TestDesk.authority)
        try desk.decide("Setuju", in: asked, from: TestDesk.authority)
        try desk.next()

        let week = try figures(desk, ReportPeriod(week: "2026-W48"))
        #expect(week.isPartial)
        let counts = try requests(week, .issuance)
        #expect(counts.opened == 1 && counts.done == 1 && counts.otherwise == 0 && counts.open == 0)
        #expect(week.endings == [ReportFigures.Ending(outcome: "issued", count: 1)])
        let service = try #require(week.service.first)
        // Waiting for the applicant does not count.
        #expect(service.median == 8 * Self.hour && service.ninetieth == 8 * Self.hour)
        #expect(service.promised == 3 * 86_400 && service.count == 1 && service.kept == 1)
        let waiting = Dictionary(uniqueKeysWithValues: week.waiting.map { ($0.role, $0) })
        #expect(waiting[.applicant]?.moves == 2 && waiting[.applicant]?.median == Self.hour)
        #expect(waiting[.verifier]?.moves == 1 && waiting[.verifier]?.median == 6 * Self.hour)
        #expect(waiting[.registrationAuthority]?.median == 2 * Self.hour)
        #expect(week.waiting.allSatisfy { $0.open == 0 })
    }

    @Test("a period says the same whenever its report is made")
    func reproducible() throws {
        let desk = try TestDesk()
        _ = try desk.issueToAuthority()
        desk.wait(6 * 86_400)
        let sunday = try figures(desk, ReportPeriod(week: "2026-W48"))
        desk.wait(86_400)
        let before = try figures(desk, ReportPeriod(week: "2026-W48"))
        #expect(try requests(before, .issuance).open == 1)
        #expect(before.waiting.first { $0.role == .registrationAuthority }?.open == 1)
        let number = try desk.request().number
        desk.command("BATAL \(number)", from: TestDesk.siti)
        try desk.run()
        #expect(try desk.request().state == "closed.cancelled")
        let after = try figures(desk, ReportPeriod(week: "2026-W48"))
        #expect(after.requests == before.requests && after.waiting == before.waiting)
        #expect(after.endings.isEmpty && sunday.isPartial && !before.isPartial)
        let next = try figures(desk, ReportPeriod(week: "2026-W49"))
        #expect(next.endings == [ReportFigures.Ending(outcome: "cancelled", count: 1)])
        let counts = try requests(next, .issuance)
        #expect(counts.opened == 0 && counts.otherwise == 1)
        // Nobody decided anything: a cancelled request says nothing about the service time.
        #expect(next.service.isEmpty)
    }

    @Test("what is open beyond the promise is counted, and time that the applicant takes is not")
    func overdue() throws {
        let desk = try TestDesk()
        _ = try desk.issueToVerification()
        desk.wait(2 * 86_400)
        #expect(try requests(try figures(desk, ReportPeriod(month: "2026-11")), .issuance).overdue == 0)
        desk.wait(86_400 + 60)
        #expect(try requests(try figures(desk, ReportPeriod(month: "2026-11")), .issuance).overdue == 1)

        let other = try TestDesk()
        other.submit()
        try other.run()
        other.wait(6 * 86_400)
        #expect(try requests(try figures(other, ReportPeriod(month: "2026-11")), .issuance).overdue == 0)
    }

    @Test("cases, refused mail and certificates that end are counted")
    func others() throws {
        let desk = try TestDesk()
        try desk.hold(days: 20)
        desk.receive(from: "warga@contoh.example", subject: "PENGADUAN", body: "Loket tutup.")
        try desk.run()
        let address = try #require(EmailAddress("hilang@Dinkes.example"))
        try desk.ledger.write { transaction in
            let id = try transaction.enqueue(
                OutboxRecord(
                    request: nil, notice: "sender.help", recipient: address,
                    messageID: try #require(MessageID("gone@desk.example")), queuedAt: desk.clock.now(),
                    bytes: [1]))
            try transaction.markSending([id])
            try transaction.settle([
                OutboxSettlement(id: id, status: .failed, nextAttemptAt: desk.clock.now(), reply: "550")
            ])
        }
        desk.wait(60)
        let november = try figures(desk, ReportPeriod(month: "2026-11"))
        #expect(november.cases.opened == ["complaint": 1] && november.cases.waiting == 1)
        #expect(november.refusals.byDomain == ["dinkes.example": 1] && november.refusals.count == 1)
        #expect(november.expiring.week == 0 && november.expiring.month == 1)
        #expect(november.expiring.twoMonths == 1)
        let october = try figures(desk, ReportPeriod(month: "2026-10"))
        #expect(october.cases.opened.isEmpty && october.refusals.count == 0 && !october.isPartial)
    }

    @Test("the quantile is the smallest value that so many do not exceed")
    func quantiles() {
        #expect(ReportGathering.quantile(50, of: []) == 0)
        #expect(ReportGathering.quantile(50, of: [7]) == 7)
        #expect(ReportGathering.quantile(50, of: [1, 2, 3, 4]) == 2)
        #expect(ReportGathering.quantile(90, of: Array(1...10)) == 9)
        #expect(ReportGathering.quantile(90, of: Array(1...11)) == 10)
        #expect(ReportGathering.quantile(90, of: [1, 2]) == 2)
    }
}
