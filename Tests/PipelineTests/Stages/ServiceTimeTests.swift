import Domain
import Pipeline
import Testing

@Suite("The promised time")
struct ServiceTimeTests {
    private static let hour: Int64 = 3600

    /// Waits until so many hours after the start, and tells who was warned then.
    private func warned(_ desk: TestDesk, after hours: Double, since start: Timestamp) throws -> [String] {
        desk.wait(start.seconds + Int64(hours * 3600) - desk.clock.now().seconds)
        try desk.next()
        let people = [TestDesk.siti, TestDesk.authority, TestDesk.budi, TestDesk.administrator]
        return try people.flatMap { try desk.notices(for: $0) }.filter { $0.contains("service") }
    }

    @Test(
        "whoever must move is warned at 50, 80 and 100 per cent of three working days, once each",
        arguments: [("awaitingVerification", "verifier"), ("awaitingAuthority", "authority")])
    func warnings(state: String, role: String) throws {
        let desk = try TestDesk()
        let waiting = try #require(WaitingState.all.first { $0.name == state })
        try desk.bring(to: waiting)
        let start = desk.clock.now()
        #expect(try warned(desk, after: 35.9, since: start) == [])
        #expect(try warned(desk, after: 36, since: start) == ["\(role).service-warning"])
        let mail = try desk.mail("\(role).service-warning", for: waiting.mover)
        #expect(mail.text.contains("sudah terpakai 50%"))
        // The end of the third working day after Monday 09.00.
        #expect(mail.text.contains("26 November 2026 pukul 09.00"))
        #expect(mail.text.contains("23 November 2026 pukul 09.00"))
        #expect(try warned(desk, after: 57, since: start) == [])
        #expect(try warned(desk, after: 57.7, since: start) == ["\(role).service-warning"])
        #expect(try warned(desk, after: 71.9, since: start) == [])
        #expect(
            try warned(desk, after: 72, since: start)
                == ["\(role).service-warning", "administrator.service-overdue"])
        #expect(
            try desk.mail("\(role).service-warning", for: waiting.mover).text.contains("sudah terlampaui"))
        for hours in [73.0, 96, 120, 144] {
            #expect(try warned(desk, after: hours, since: start) == [])
        }
    }

    @Test("a warning to the Registration Authority carries links that work")
    func links() throws {
        let desk = try TestDesk()
        try desk.bring(to: WaitingState.all[5])
        _ = try warned(desk, after: 36, since: desk.clock.now())
        try desk.decide(
            "Setuju", in: try desk.mail("authority.service-warning", for: TestDesk.authority),
            from: TestDesk.authority)
        try desk.next()
        #expect(try desk.request().state == "closed.issued")
    }

    @Test(
        "while the applicant is waited for, nobody is warned",
        arguments: WaitingState.all.filter { $0.mover == TestDesk.budi })
    func applicant(state: WaitingState) throws {
        let desk = try TestDesk()
        try desk.bring(to: state)
        let start = desk.clock.now()
        for hours in [48.0, 96, 144] { #expect(try warned(desk, after: hours, since: start) == []) }
    }

    @Test("weekends and holidays do not count")
    func weekend() throws {
        let desk = try TestDesk()
        let wednesday = try #require(CivilDate(year: 2026, month: 11, day: 25))
        desk.desk = desk.desk.with {
            $0.calendar = WorkingCalendar(holidays: [wednesday: "libur"], zone: .wib, version: 1)
        }
        try desk.bring(to: WaitingState.all[1])
        let start = desk.clock.now()
        #expect(try warned(desk, after: 36, since: start) == ["verifier.service-warning"])
        // The whole Wednesday passes without a second; Friday, Saturday and Sunday lie before 100 per cent of Thursday.
        #expect(try warned(desk, after: 72, since: start) == [])
        #expect(try warned(desk, after: 82, since: start) == ["verifier.service-warning"])
        #expect(try warned(desk, after: 95.9, since: start) == [])
        #expect(try warned(desk, after: 96, since: start).count == 2)
    }

    @Test("the promise is the request's, not each person's: what the verifier used up is gone")
    func together() throws {
        let desk = try TestDesk()
        let asked = try desk.bring(to: WaitingState.all[1])
        let start = desk.clock.now()
        #expect(try warned(desk, after: 48, since: start) == ["verifier.service-warning"])
        try desk.decide("Setuju", in: asked)
        try desk.next()
        // The applicant's day counts for nobody.
        desk.wait(24 * Self.hour)
        try desk.sealPassphrase(for: try desk.mail("applicant.passphrase-link", for: TestDesk.budi))
        try desk.next()
        #expect(try warned(desk, after: 48 + 24 + 9, since: start) == [])
        #expect(try warned(desk, after: 48 + 24 + 10, since: start) == ["authority.service-warning"])
        #expect(
            try desk.mail("authority.service-warning", for: TestDesk.authority).text.contains("80%"))
    }

    @Test("warnings that were missed are skipped")
    func skipped() throws {
        let desk = try TestDesk()
        try desk.bring(to: WaitingState.all[1])
        let start = desk.clock.now()
        #expect(try warned(desk, after: 60, since: start) == ["verifier.service-warning"])
        #expect(try desk.mail("verifier.service-warning", for: TestDesk.siti).text.contains("80%"))
        #expect(try warned(desk, after: 61, since: start) == [])
    }

    @Test("a revocation has a day by the calendar, whatever the weekday")
    func revocation() throws {
        let desk = try TestDesk()
        // Saturday.
        desk.wait(5 * 86_400)
        try desk.hold()
        desk.ask("Pencabutan", "Alasan: Pensiun")
        try desk.run()
        let start = desk.clock.now()
        #expect(try warned(desk, after: 11.9, since: start) == [])
        #expect(try warned(desk, after: 12, since: start) == ["authority.service-warning"])
        #expect(try warned(desk, after: 19.2, since: start) == ["authority.service-warning"])
        #expect(
            try warned(desk, after: 24, since: start)
                == ["authority.service-warning", "administrator.service-overdue"])
    }

    @Test("a warning that could not be given to anybody is given when somebody can act on it")
    func ownersTurn() throws {
        let desk = try TestDesk()
        try desk.hold()
        desk.ask("Pencabutan", from: TestDesk.budi, letter: false, "Alasan: Pensiun")
        try desk.run()
        let start = desk.clock.now()
        try desk.decide(
            "Kembalikan", in: try desk.mail("authority.request-link", for: TestDesk.authority),
            reason: "Alasan kurang jelas", from: TestDesk.authority)
        try desk.next()
        let asked = try desk.mail("applicant.amendment-asked", for: TestDesk.budi)
        #expect(try warned(desk, after: 13, since: start) == [])
        let link = try #require(TestDesk.links(in: asked).first)
        desk.receive(from: TestDesk.budi, to: link.recipient.addrSpec, subject: link.subject, body: link.body)
        #expect(try warned(desk, after: 14, since: start) == ["authority.service-warning"])
    }

    @Test("what only the desk has to do is the administrator's concern")
    func deskItself() throws {
        let desk = try TestDesk()
        let asked = try desk.issueToAuthority()
        let start = desk.clock.now()
        desk.certificates.faults.atOpening = Fault(failureClass: .transient)
        try desk.decide("Setuju", in: asked, from: TestDesk.authority)
        _ = desk.attempt()
        desk.wait(start.seconds + 36 * Self.hour - desk.clock.now().seconds)
        desk.markRead()
        _ = desk.attempt()
        #expect(try desk.notices(for: TestDesk.administrator) == ["administrator.service-overdue"])
        #expect(desk.newMail(for: TestDesk.authority).isEmpty)
    }
}
