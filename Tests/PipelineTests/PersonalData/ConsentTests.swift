import Domain
import Pipeline
import Testing

@Suite("Consent")
struct ConsentTests {
    @Test("is on record in the audit log with who, when and the digest of the words; the words are kept")
    func recorded() throws {
        let desk = try TestDesk()
        let before = desk.clock.now()
        _ = try desk.issueToVerification()
        let number = try desk.request().number
        let events = try desk.ledger.read { try $0.events(of: number) }.map(\.event)
        let found = try desk.ledger.read { view in
            try events.compactMap { event in try RecordedConsent(event, in: view).map { (event, $0) } }
        }
        let (event, consent) = try #require(found.first)
        #expect(found.count == 1)
        #expect(event.actor == "applicant" && event.at == before && event.message != nil)
        let wording = try #require(consent.wording)
        #expect(wording.contains("Persetujuan: ") && wording.contains("UU 27/2022"))
        #expect(desk.desk.digesting.digest(Array(wording.utf8)).hex == consent.digest)
        #expect(consent.remark.contains(consent.digest.prefix(16)) && consent.remark.contains("UU 27/2022"))
        #expect(!event.payload.contains("3201011708900001"))
        #expect(try desk.ledger.read { try $0.verifyChain() }.firstBroken == nil)
    }

    @Test("no consent is recorded while the form is incomplete, and one that came first counts later")
    func later() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        try desk.answerIdentity(try desk.mail("applicant.identity-link", for: TestDesk.budi), picture: false)
        try desk.next()
        let number = try desk.request().number
        func consents() throws -> Int {
            try desk.ledger.read { view in
                try view.events(of: number).compactMap { try RecordedConsent($0.event, in: view) }.count
            }
        }
        #expect(try consents() == 0)
        try desk.answerIdentity(try desk.mail("applicant.identity-faults", for: TestDesk.budi))
        try desk.next()
        #expect(try consents() == 1)
    }
}
