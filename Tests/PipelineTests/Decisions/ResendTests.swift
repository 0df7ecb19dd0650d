import Domain
import Pipeline
import Testing

@Suite("Asking for a link again")
struct ResendTests {
    @Test(
        "brings a fresh one at every step, and the old one stays good until one is used",
        arguments: WaitingState.all)
    func everyStep(state: WaitingState) throws {
        let desk = try TestDesk()
        let old = try desk.bring(to: state)
        desk.command("KIRIM ULANG \(try desk.request().number)", from: state.mover)
        try desk.next()
        #expect(try desk.request().state == state.name)
        let fresh = try desk.mail(state.fresh, for: state.mover)
        try desk.move(state, in: old)
        try desk.next()
        #expect(try desk.request().state != state.name)
        try desk.move(state, in: fresh)
        try desk.next()
        #expect(try desk.notices(for: state.mover).contains("sender.link-used"))
    }

    @Test("the fresh one works as well", arguments: WaitingState.all)
    func fresh(state: WaitingState) throws {
        let desk = try TestDesk()
        try desk.bring(to: state)
        desk.command("RESEND \(try desk.request().number)", from: state.mover)
        try desk.next()
        try desk.move(state, in: try desk.mail(state.fresh, for: state.mover))
        try desk.next()
        #expect(try desk.request().state != state.name)
    }

    @Test("whoever need not move is told so, and gets nobody else's link", arguments: WaitingState.all)
    func others(state: WaitingState) throws {
        let desk = try TestDesk()
        try desk.bring(to: state)
        let number = try desk.request().number
        let others = [TestDesk.siti, TestDesk.budi].filter { $0 != state.mover }
        for person in others + ["orang@lain.example"] {
            desk.command("KIRIM ULANG \(number)", from: person)
        }
        try desk.next()
        for person in others {
            #expect(try desk.notices(for: person) == ["sender.nothing-pending"])
        }
        #expect(try desk.notices(for: "orang@lain.example") == ["sender.unknown"])
        #expect(desk.newMail(for: state.mover).isEmpty)
    }

    @Test("more often than a person would is not answered", arguments: WaitingState.all)
    func often(state: WaitingState) throws {
        let desk = try TestDesk()
        try desk.bring(to: state)
        let number = try desk.request().number
        for _ in 0..<6 { desk.command("KIRIM ULANG \(number)", from: state.mover) }
        try desk.next()
        // After a return the link of the first round counts as well.
        #expect(desk.newMail(for: state.mover).count == (state.name == "awaitingCorrection" ? 2 : 3))
        #expect(try desk.lastOutcome().outcome == .ignored)
    }

    @Test("a dead link brings a fresh one by itself, at every step", arguments: WaitingState.all)
    func dead(state: WaitingState) throws {
        let desk = try TestDesk()
        let old = try desk.bring(to: state)
        desk.wait(73 * 3600)
        try desk.move(state, in: old)
        try desk.next()
        #expect(try desk.request().state == state.name)
        try desk.move(state, in: try desk.mail(state.fresh, for: state.mover))
        try desk.next()
        #expect(try desk.request().state != state.name)
    }
}
