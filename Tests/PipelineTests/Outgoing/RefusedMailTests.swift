import Domain
import Pipeline
import Testing

@Suite("Mail that is refused for good")
struct RefusedMailTests {
    @Test("a Registration Authority that cannot be reached is the administrator's to know, once a day")
    func authority() throws {
        let desk = try TestDesk()
        desk.submission.refused = [try #require(EmailAddress(TestDesk.authority))]
        try desk.sealPassphrase("Kuda-benar-baterai-7", for: try desk.issueToPassphrase())
        desk.markRead()
        try desk.run()
        let alarms = desk.newMail(for: TestDesk.administrator)
        #expect(alarms.count == 1)
        #expect(try #require(alarms.first).text.contains(TestDesk.authority))
        #expect(desk.newMail(for: TestDesk.siti).isEmpty)
    }

    /// Budi's invitation bounces in the run that sends it; gives what Siti is told.
    private func bounced(_ desk: TestDesk) throws -> ReceivedMessage {
        desk.submission.refused = [try #require(EmailAddress(TestDesk.budi))]
        desk.submit()
        try desk.run()
        try desk.run()
        return try desk.mail("verifier.applicant-unreachable", for: TestDesk.siti)
    }

    @Test("of an applicant is told to the verifier in the same run, who corrects the address with one link")
    func corrected() throws {
        let desk = try TestDesk()
        let told = try bounced(desk)
        let link = try #require(TestDesk.links(in: told).first)
        let address = "budi.santoso@kominfo.example"
        desk.receive(
            from: TestDesk.siti, to: link.recipient.addrSpec, subject: link.subject, body: link.body + address
        )
        try desk.next()
        #expect(try desk.request().applicant.addrSpec == address)
        #expect(try desk.notices(for: address) == ["applicant.identity-link"])
        #expect(try desk.notices(for: TestDesk.siti) == ["verifier.request-opened"])
        let number = try desk.request().number
        let tokens = try desk.ledger.read { try $0.tokens(of: number) }
        #expect(tokens.allSatisfy { $0.closedAt != nil || $0.addressee.addrSpec == address })
    }

    @Test(
        "of an applicant cannot be used to give a request to somebody who takes part in it, or by anybody else",
        arguments: [
            TestDesk.siti, TestDesk.authority, TestDesk.officer, "layanan+x@desk.example",
            "a@x.example b@x.example", "",
        ])
    func misused(words: String) throws {
        let desk = try TestDesk()
        let link = try #require(TestDesk.links(in: try bounced(desk)).first)
        desk.receive(from: TestDesk.siti, subject: link.subject, body: "\(link.body)\(words)")
        desk.receive(from: TestDesk.rina, subject: link.subject, body: "\(link.body)orang@x.example")
        desk.receive(from: TestDesk.budi, subject: link.subject, body: "\(link.body)orang@x.example")
        try desk.next()
        #expect(try desk.request().applicant.addrSpec == TestDesk.budi)
    }

    @Test("is no way to another mailbox once somebody has answered from the first one")
    func answered() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        try desk.answerIdentity(try desk.mail("applicant.identity-link", for: TestDesk.budi), picture: false)
        try desk.next()
        let number = try desk.request().number
        desk.receive(
            from: TestDesk.siti, subject: "ALAMAT \(number)", body: "Alamat yang benar: orang@x.example")
        try desk.next()
        #expect(try desk.request().applicant.addrSpec == TestDesk.budi)
        #expect(try desk.notices(for: TestDesk.siti) == ["sender.nothing-pending"])
    }
}
