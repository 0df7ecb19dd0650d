import Domain
import Pipeline
import Testing

@Suite("A step that stays unanswered")
struct StepDeadlineTests {
    @Test("is reminded of once at half time and ends the request at full time", arguments: WaitingState.all)
    func life(state: WaitingState) throws {
        let desk = try TestDesk()
        let asked = try desk.bring(to: state)
        desk.markRead()
        try desk.pass(days: 6)
        #expect(try !desk.notices(for: state.mover).contains(state.reminding))
        try desk.pass(days: 1)
        let reminder = try desk.mail(state.reminding, for: state.mover)
        #expect(reminder.text.contains("7 Desember 2026"))
        try desk.pass(days: 6)
        #expect(try desk.notices(for: state.mover).count { $0 == state.reminding } == 1)
        #expect(try desk.request().state == state.name)
        desk.markRead()
        try desk.pass(days: 1)
        #expect(try desk.request().state == "closed.expired")
        #expect(try desk.notices(for: TestDesk.budi) == ["applicant.request-expired"])
        #expect(try desk.notices(for: TestDesk.siti) == ["verifier.request-expired"])
        let isAuthoritys = state.name == "awaitingAuthority"
        #expect(
            try desk.notices(for: TestDesk.authority) == (isAuthoritys ? ["authority.request-closed"] : []))
        try desk.move(state, in: asked)
        try desk.next()
        #expect(try desk.request().state == "closed.expired")
        #expect(try desk.notices(for: state.mover) == ["sender.nothing-pending"])
        desk.markRead()
        try desk.pass(days: 3)
        #expect(desk.newMail(for: TestDesk.budi).isEmpty && desk.newMail(for: TestDesk.siti).isEmpty)
        #expect(try desk.ledger.read { try $0.verifyChain() }.firstBroken == nil)
    }

    @Test("the reminder can be answered", arguments: WaitingState.all)
    func link(state: WaitingState) throws {
        let desk = try TestDesk()
        try desk.bring(to: state)
        try desk.pass(days: 6)
        desk.markRead()
        try desk.pass(days: 1)
        let reminder = try desk.mail(state.reminding, for: state.mover)
        // The verifier's reminder is answered by a plain reply.
        if state.name == "awaitingVerification" {
            try desk.reply("Setuju", to: reminder, from: state.mover)
        } else {
            try desk.move(state, in: reminder)
        }
        try desk.next()
        #expect(try desk.request().state != state.name)
    }

    @Test("an answer in time starts the next step's time anew")
    func restarted() throws {
        let desk = try TestDesk()
        let asked = try desk.bring(to: WaitingState.all[0])
        try desk.pass(days: 2)
        try desk.answerIdentity(asked)
        try desk.next()
        #expect(try desk.request().state == "awaitingVerification")
        #expect(try desk.request().dueAt == desk.clock.now() + 14 * 86_400)
        // A faulty answer or a fresh link does not put the end off.
        let due = try desk.request().dueAt
        desk.wait(86_400)
        desk.command("KIRIM ULANG \(try desk.request().number)", from: TestDesk.siti)
        try desk.next()
        #expect(try desk.request().dueAt == due)
    }

    @Test("steps have the time that the desk's settings give them")
    func settings() throws {
        let desk = try TestDesk()
        desk.desk = desk.desk.with { $0.stepLifetimes["identity"] = 2 * 86_400 }
        try desk.bring(to: WaitingState.all[0])
        desk.markRead()
        try desk.pass(days: 1)
        #expect(try desk.notices(for: TestDesk.budi) == ["applicant.identity-reminder"])
        try desk.pass(days: 1)
        #expect(try desk.request().state == "closed.expired")
    }

    @Test("an answer that comes in the same run as the end still counts")
    func lastMoment() throws {
        let desk = try TestDesk()
        desk.desk = desk.desk.with {
            $0.stepLifetimes["identity"] = 2 * 86_400
            $0.linkLifetimes["identity"] = 5 * 86_400
        }
        let asked = try desk.bring(to: WaitingState.all[0])
        desk.wait(2 * 86_400)
        try desk.answerIdentity(asked)
        try desk.next()
        #expect(try desk.request().state == "awaitingVerification")
    }

    @Test("each mailbox of an update is reminded once, as long as it has not answered")
    func mailboxes() throws {
        let desk = try TestDesk()
        try desk.hold()
        desk.ask("Perubahan", "Email baru: budi@baru.example")
        try desk.run()
        try desk.decide(
            "Setuju", in: try desk.mail("applicant.update-confirmation", for: TestDesk.budi),
            from: TestDesk.budi)
        desk.markRead()
        try desk.pass(days: 10)
        #expect(try desk.notices(for: "budi@baru.example") == ["applicant.update-reminder"])
        #expect(desk.newMail(for: TestDesk.budi).isEmpty)
    }
}
