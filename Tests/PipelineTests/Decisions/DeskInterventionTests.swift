import Domain
import Pipeline
import Testing

@Suite("The administrator ends a request, or has its links sent again")
struct DeskInterventionTests {
    private func intervention(_ desk: TestDesk) -> DeskIntervention {
        DeskIntervention(desk: desk.desk, ledger: desk.ledger, spool: desk.spool)
    }

    /// A desk with one request that waits for the applicant.
    private func waiting() throws -> (desk: TestDesk, number: RequestNumber) {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        return (desk, try desk.request().number)
    }

    @Test("a cancellation tells applicant and verifier why, and ends every link")
    func cancelled() throws {
        let (desk, number) = try waiting()
        let invitation = try desk.mail("applicant.identity-link", for: TestDesk.budi)
        let outcome = try intervention(desk).cancel(number, reason: "Terdaftar dua kali")
        #expect(outcome.request.state == "closed.cancelled")
        #expect(outcome.letters.map(\.recipient) == [TestDesk.budi, TestDesk.siti])
        #expect(outcome.letters.allSatisfy { !$0.isHeld && $0.subject.contains(number.description) })
        try desk.answerIdentity(invitation)
        try desk.next()
        let reason = "Dibatalkan oleh meja layanan: Terdaftar dua kali"
        for person in [TestDesk.budi, TestDesk.siti] {
            let told = desk.newMail(for: person).filter { $0.body.contains(reason) }
            #expect(told.count == 1, "\(person)")
        }
        #expect(try desk.request().state == "closed.cancelled")
    }

    @Test("the audit log names the administrator, and its chain is whole")
    func audited() throws {
        let (desk, number) = try waiting()
        _ = try intervention(desk).resend(number)
        _ = try intervention(desk).cancel(number, reason: "x")
        let (events, chain) = try desk.ledger.read { (try $0.events(of: number), try $0.verifyChain()) }
        #expect(events.suffix(2).map(\.event.name) == ["link-requested", "cancelled"])
        #expect(events.suffix(2).map(\.event.actor) == ["administrator", "administrator"])
        #expect(chain.firstBroken == nil)
    }

    @Test("a cancellation takes the question back from the Registration Authority")
    func released() throws {
        let desk = try TestDesk()
        _ = try desk.issueToAuthority()
        let outcome = try intervention(desk).cancel(try desk.request().number, reason: "x")
        #expect(outcome.letters.map(\.notice).contains("authority.request-closed"))
        #expect(outcome.letters.map(\.recipient).contains(TestDesk.authority))
    }

    @Test("a fresh link goes to whoever must move, and the one before stays usable")
    func resent() throws {
        let (desk, number) = try waiting()
        let first = try desk.mail("applicant.identity-link", for: TestDesk.budi)
        let outcome = try intervention(desk).resend(number)
        #expect(outcome.letters.map(\.recipient) == [TestDesk.budi])
        #expect(outcome.request.state == "awaitingIdentity")
        try desk.next()
        let second = try #require(desk.newMail(for: TestDesk.budi).first)
        let codes = try [first, second].map { try #require(TestDesk.links(in: $0).first).recipient }
        #expect(codes[0] != codes[1])
        try desk.answerIdentity(first)
        try desk.next()
        #expect(try desk.request().state == "awaitingVerification")
    }

    @Test("an update that waits for both mailboxes of its owner writes to both")
    func both() throws {
        let desk = try TestDesk()
        try desk.hold()
        desk.ask("Perubahan", "Email baru: budi.baru@kominfo.example", "Alasan: pindah")
        try desk.run()
        let request = try desk.request()
        #expect(request.state == "awaitingConfirmation")
        let outcome = try intervention(desk).resend(request.number)
        #expect(outcome.letters.map(\.recipient) == [TestDesk.budi, "budi.baru@kominfo.example"])
        #expect(try desk.ledger.read { try $0.events(of: request.number) }.count == 3)
    }

    @Test("a trial says the same and leaves no trace")
    func trial() throws {
        let (desk, number) = try waiting()
        func traces() throws -> [Int] {
            try desk.ledger.read { view in
                [
                    try view.events(of: number).count, try view.outbox(of: number).count,
                    try view.tokens(of: number).count,
                ]
            }
        }
        let before = (try desk.request(), try traces())
        let cancelled = try intervention(desk).cancel(number, reason: "x", isTrial: true)
        let resent = try intervention(desk).resend(number, isTrial: true)
        #expect(cancelled.letters.count == 2 && cancelled.request.state == "closed.cancelled")
        #expect(resent.letters.count == 1)
        #expect(try desk.request() == before.0)
        #expect(try traces() == before.1)
    }

    @Test("what is over, unknown, or the desk's own move is refused with the reason")
    func refused() throws {
        let (desk, number) = try waiting()
        let unknown = try #require(RequestNumber(year: 2026, sequence: 99))
        func problem(_ body: () throws -> Void) -> InterventionError.Problem? {
            do { try body() } catch { return (error as? InterventionError)?.problem }
            return nil
        }
        #expect(problem { _ = try intervention(desk).cancel(unknown, reason: "x") } == .unknown)
        #expect(problem { _ = try intervention(desk).resend(unknown) } == .unknown)
        _ = try intervention(desk).cancel(number, reason: "x")
        #expect(problem { _ = try intervention(desk).cancel(number, reason: "y") } == .closed("cancelled"))
        #expect(problem { _ = try intervention(desk).resend(number) } == .closed("cancelled"))
    }

    @Test("what was approved waits for nobody's mail; if it can never be carried out, it can be ended")
    func beingCarriedOut() throws {
        struct Broken: ClassifiedError {
            var failureClass: FailureClass { .permanent }
            var description: String { "broken" }
        }
        let desk = try TestDesk()
        let mail = try desk.issueToAuthority()
        desk.certificates.faults.atBeginning = Broken()
        try desk.decide("Setuju", in: mail, from: TestDesk.authority)
        #expect(throws: Broken.self) { try desk.next() }
        let number = try desk.request().number
        #expect(try desk.request().state == "awaitingExecution")
        let error = #expect(throws: InterventionError.self) { try intervention(desk).resend(number) }
        #expect(error?.problem == .beingCarriedOut)
        let outcome = try intervention(desk).cancel(number, reason: "x")
        #expect(outcome.request.state == "closed.cancelled")
        try desk.next()
        #expect(try desk.certificateRecords().isEmpty)
    }

    @Test("mail over the budget is held, and said to be")
    func held() throws {
        let (desk, number) = try waiting()
        for _ in 0..<40 { _ = try intervention(desk).resend(number) }
        let outcome = try intervention(desk).resend(number)
        #expect(outcome.letters.map(\.isHeld) == [true])
    }
}
