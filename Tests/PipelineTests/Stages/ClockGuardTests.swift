import Domain
import Pipeline
import Testing

@Suite("A clock that jumps")
struct ClockGuardTests {
    @Test(
        "holds reminders, deadlines, warnings and notices about certificates until a person confirms it",
        arguments: WaitingState.all.filter { $0.name != "awaitingConfirmation" })
    func forward(state: WaitingState) throws {
        let desk = try TestDesk()
        try desk.bring(to: state)
        try desk.hold(name: "Ani Lestari", nik: "3201015708900003", address: "ani@kominfo.example", days: 40)
        desk.wait(20 * 86_400)
        let report = try desk.next()
        #expect(report.remind?.isClockHeld == true)
        #expect(try desk.request().state == state.name)
        for person in [TestDesk.budi, TestDesk.siti, TestDesk.authority, "ani@kominfo.example"] {
            #expect(desk.newMail(for: person).isEmpty)
        }
        #expect(try desk.notices(for: TestDesk.administrator) == ["administrator.clock-jumped"])
        try desk.next(isClockConfirmed: true)
        #expect(try desk.request().state == "closed.expired")
        #expect(try desk.notices(for: "ani@kominfo.example") == ["applicant.certificate-expiring"])
        #expect(try desk.next().remind?.isClockHeld == false)
    }

    @Test("is reported once a day, with both moments")
    func daily() throws {
        let desk = try TestDesk()
        try desk.bring(to: WaitingState.all[0])
        desk.wait(10 * 86_400)
        var counts: [Int] = []
        for _ in 0..<6 {
            try desk.next()
            counts.append(desk.newMail(for: TestDesk.administrator).count)
            desk.wait(3 * 3600)
        }
        #expect(counts == [1, 0, 0, 0, 0, 1])
        let mail = try desk.mail("administrator.clock-jumped", for: TestDesk.administrator)
        #expect(mail.text.contains("23 November 2026") && mail.text.contains("4 Desember 2026"))
    }

    @Test("backwards holds everything as well; back in its place it goes on by itself")
    func backward() throws {
        let desk = try TestDesk()
        desk.desk = desk.desk.with { $0.stepLifetimes["identity"] = 3600 }
        try desk.bring(to: WaitingState.all[0])
        desk.wait(-2 * 86_400)
        #expect(try desk.next().remind?.isClockHeld == true)
        #expect(try desk.notices(for: TestDesk.administrator) == ["administrator.clock-jumped"])
        desk.wait(2 * 86_400 + 60)
        #expect(try desk.next().remind?.isClockHeld == false)
        #expect(try desk.request().state == "awaitingIdentity")
    }

    @Test("a few minutes back and a long weekend forward need no explanation")
    func tolerated() throws {
        let desk = try TestDesk()
        try desk.bring(to: WaitingState.all[0])
        desk.wait(-200)
        #expect(try desk.next().remind?.isClockHeld == false)
        desk.wait(4 * 86_400 - 3600)
        #expect(try desk.next().remind?.isClockHeld == false)
        #expect(desk.newMail(for: TestDesk.administrator).isEmpty)
    }

    @Test("a clock that was wrong for years is believed again once somebody confirms it")
    func reset() throws {
        let desk = try TestDesk()
        try desk.bring(to: WaitingState.all[0])
        desk.wait(400 * 86_400)
        try desk.next()
        desk.wait(-400 * 86_400 + 3600)
        #expect(try desk.next().remind?.isClockHeld == false)
        #expect(try desk.request().state == "awaitingIdentity")
        // Confirmed by mistake: then it is the way back that has to be confirmed.
        desk.wait(9 * 86_400)
        try desk.next(isClockConfirmed: true)
        #expect(try desk.request().state == "awaitingIdentity")
        desk.wait(-9 * 86_400)
        #expect(try desk.next().remind?.isClockHeld == true)
        #expect(try desk.next(isClockConfirmed: true).remind?.isClockHeld == false)
    }
}
