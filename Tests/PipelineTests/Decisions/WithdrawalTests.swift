import Domain
import Pipeline
import Testing

@Suite("Withdrawing a request")
struct WithdrawalTests {
    /// Everybody concerned hears of the end once, and every link is dead.
    private func expectEnd(
        _ desk: TestDesk, _ state: WaitingState, _ end: String, _ notice: String, asked: ReceivedMessage
    ) throws {
        #expect(try desk.request().state == end)
        #expect(try desk.notices(for: TestDesk.budi) == ["applicant.\(notice)"])
        #expect(try desk.notices(for: TestDesk.siti) == ["verifier.\(notice)"])
        let isAuthoritys = state.name == "awaitingAuthority"
        #expect(
            try desk.notices(for: TestDesk.authority) == (isAuthoritys ? ["authority.request-closed"] : []))
        try desk.move(state, in: asked)
        try desk.next()
        #expect(try desk.request().state == end)
        #expect(try desk.notices(for: state.mover) == ["sender.nothing-pending"])
        #expect(try desk.request().dueAt == nil)
    }

    @Test("the verifier may at every step", arguments: WaitingState.all)
    func verifier(state: WaitingState) throws {
        let desk = try TestDesk()
        let asked = try desk.bring(to: state)
        desk.command("BATAL \(try desk.request().number)", from: TestDesk.siti)
        try desk.next()
        try expectEnd(desk, state, "closed.cancelled", "request-cancelled", asked: asked)
    }

    @Test("the applicant may at every step", arguments: WaitingState.all)
    func applicant(state: WaitingState) throws {
        let desk = try TestDesk()
        let asked = try desk.bring(to: state)
        desk.command("CANCEL \(try desk.request().number)", from: TestDesk.budi)
        try desk.next()
        try expectEnd(desk, state, "closed.cancelled", "request-cancelled", asked: asked)
    }

    @Test("the applicant may withdraw the consent at every step", arguments: WaitingState.all)
    func consent(state: WaitingState) throws {
        let desk = try TestDesk()
        let asked = try desk.bring(to: state)
        desk.command("TARIK PERSETUJUAN \(try desk.request().number)", from: TestDesk.budi)
        try desk.next()
        try expectEnd(desk, state, "closed.withdrawn", "consent-withdrawn", asked: asked)
    }

    @Test("nobody else may, and a stranger learns nothing")
    func others() throws {
        let desk = try TestDesk()
        let asked = try desk.issueToAuthority()
        let number = try desk.request().number
        for person in [TestDesk.authority, TestDesk.rina, TestDesk.officer, "orang@lain.example"] {
            desk.command("BATAL \(number)", from: person)
            desk.command("TARIK PERSETUJUAN \(number)", from: person)
        }
        desk.command("TARIK PERSETUJUAN \(number)", from: TestDesk.siti)
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
        #expect(try desk.notices(for: "orang@lain.example") == ["sender.unknown"])
        #expect(try !desk.mail("sender.unknown", for: "orang@lain.example").body.contains("\(number)"))
        try desk.decide("Setuju", in: asked, from: TestDesk.authority)
        try desk.next()
        #expect(try desk.request().state == "closed.issued")
    }

    @Test("without a number the only open request is meant; of several it is asked which")
    func unnamed() throws {
        let desk = try TestDesk()
        desk.submit()
        desk.submit(applicant: "ani@kominfo.example", nik: "3201015708900003") {
            $0.replacing("Budi Santoso", with: "Ani Lestari")
        }
        try desk.run()
        desk.command("BATAL", from: TestDesk.siti)
        try desk.next()
        #expect(try desk.notices(for: TestDesk.siti) == ["sender.not-understood"])
        desk.command("BATAL", from: TestDesk.budi)
        try desk.next()
        #expect(try desk.requests().map(\.state) == ["closed.cancelled", "awaitingIdentity"])
    }

    @Test("once it is approved it is too late, and what was approved is carried out")
    func tooLate() throws {
        let desk = try TestDesk()
        let asked = try desk.issueToAuthority()
        desk.certificates.faults.atOpening = Fault(failureClass: .transient)
        try desk.decide("Setuju", in: asked, from: TestDesk.authority)
        #expect(desk.attempt().failure is Fault)
        #expect(try desk.request().state == "awaitingExecution")
        for words in ["BATAL", "TARIK PERSETUJUAN"] {
            desk.command("\(words) \(try desk.request().number)", from: TestDesk.budi)
            desk.markRead()
            _ = desk.attempt()
            // A consent that comes too late to stop the request is still withdrawn: the officer has 72 hours.
            let notice = words == "BATAL" ? "sender.nothing-pending" : "citizen.case-received"
            #expect(try desk.notices(for: TestDesk.budi) == [notice], "\(words)")
        }
        desk.certificates.faults.atOpening = nil
        try desk.next()
        #expect(try desk.request().state == "closed.issued")
        desk.command("BATAL \(try desk.request().number)", from: TestDesk.budi)
        try desk.next()
        #expect(try desk.notices(for: TestDesk.budi) == ["sender.nothing-pending"])
        #expect(try desk.certificateRecords().map(\.status) == [.valid])
    }
}
