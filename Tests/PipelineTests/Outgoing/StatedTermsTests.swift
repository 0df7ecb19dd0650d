import Domain
import Pipeline
import Testing

@Suite("What mails say about terms, people and reasons")
struct StatedTermsTests {
    @Test(
        "who is told that a request ends is told when it ends, not when the link dies",
        arguments: ["awaitingConfirmation", "awaitingAmendment"])
    func end(name: String) throws {
        let desk = try TestDesk()
        let state = try #require(WaitingState.all.first { $0.name == name })
        // Opened on 23 November; links live three days, the step two weeks.
        let asked = try desk.bring(to: state)
        #expect(asked.text.contains("7 Desember 2026") && !asked.text.contains("26 November 2026"))
    }

    @Test("the Registration Authority is told what is left of the promised time, not the whole of it")
    func remaining() throws {
        let desk = try TestDesk()
        let question = try desk.issueToVerification()
        desk.wait(86_400)
        try desk.decide("Setuju", in: question)
        try desk.next()
        let page = try desk.mail("applicant.passphrase-link", for: TestDesk.budi)
        try desk.sealPassphrase(for: page)
        try desk.next()
        // Three working days since 23 November, 9 o'clock; the verifier took one of them.
        let asked = try desk.mail("authority.request-link", for: TestDesk.authority)
        #expect(asked.text.contains("permohonan selesai paling lambat 26 November 2026 pukul 09.00"))
    }

    @Test("a certificate with a new mailbox goes to that mailbox")
    func newMailbox() throws {
        let desk = try TestDesk()
        try desk.hold()
        desk.ask("Perubahan", "Email baru: budi@baru.example")
        try desk.run()
        for person in [TestDesk.budi, "budi@baru.example"] {
            try desk.decide(
                "Setuju", in: try desk.mail("applicant.update-confirmation", for: person), from: person)
        }
        try desk.next()
        try desk.approve()
        #expect(try desk.notices(for: "budi@baru.example") == ["applicant.certificate-updated"])
        #expect(try desk.notices(for: TestDesk.budi).isEmpty)
    }

    @Test("the desk's own reason for a cancellation is in the language of whoever reads it")
    func cancellation() throws {
        let desk = try TestDesk()
        let siti = try #require(EmailAddress(TestDesk.siti))
        let old = desk.desk
        desk.desk = Desk(
            settings: old.settings, codec: old.codec, forms: old.forms, faultWording: old.faultWording,
            words: old.words, notices: old.notices, page: old.page, certification: old.certification,
            annexParsing: old.annexParsing,
            verifiers: [
                siti: Verifier(
                    address: siti, name: "Siti Rahma", agency: "Dinas Kominfo", locale: .english)
            ], clock: old.clock, random: old.random, digesting: old.digesting)
        desk.submit()
        try desk.run()
        desk.command("BATAL \(try desk.request().number)", from: TestDesk.budi)
        try desk.next()
        let (own, copy) = (
            try desk.mail("applicant.request-cancelled", for: TestDesk.budi),
            try desk.mail("verifier.request-cancelled", for: TestDesk.siti)
        )
        #expect(own.text.contains("Dibatalkan atas permintaan pemohon."))
        #expect(copy.text.contains("Cancelled at the request of the applicant."))
    }

    @Test("people of whom only the address is known are addressed by their office")
    func salutation() throws {
        let desk = try TestDesk()
        let asked = try desk.issueToAuthority()
        #expect(asked.text.hasPrefix("Yth. Registration Authority,"))
    }
}
