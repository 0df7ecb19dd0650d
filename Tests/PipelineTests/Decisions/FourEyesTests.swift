import Domain
import Pipeline
import Testing

@Suite("Four eyes")
struct FourEyesTests {
    @Test("the Registration Authority is nobody's applicant")
    func applies() throws {
        let desk = try TestDesk()
        desk.submit(applicant: TestDesk.authority)
        try desk.run()
        #expect(try desk.requests().isEmpty)
        let answer = try desk.mail("verifier.submission-faults", for: TestDesk.siti)
        #expect(answer.text.contains("Alamat ini milik Registration Authority"))
    }

    @Test("the Registration Authority opens no request")
    func verifies() throws {
        let desk = try TestDesk()
        let siti = try #require(EmailAddress(TestDesk.siti))
        desk.desk = desk.desk.with { $0.registrationAuthority = siti }
        desk.submit()
        try desk.run()
        #expect(try desk.requests().isEmpty)
        let answer = try desk.mail("verifier.submission-faults", for: TestDesk.siti)
        #expect(answer.text.contains("Verifikator dan Registration Authority harus dua orang"))
    }

    @Test("the desk is nobody's applicant", arguments: ["layanan@desk.example", "layanan+x@desk.example"])
    func deskApplies(address: String) throws {
        let desk = try TestDesk()
        desk.submit(applicant: address)
        try desk.run()
        #expect(try desk.requests().isEmpty)
    }

    @Test(
        "whoever became the Registration Authority meanwhile cannot decide on a request of their own",
        arguments: [TestDesk.siti, TestDesk.budi])
    func decides(person: String) throws {
        let desk = try TestDesk()
        let page = try desk.issueToPassphrase()
        let address = try #require(EmailAddress(person))
        desk.desk = desk.desk.with { $0.registrationAuthority = address }
        try desk.sealPassphrase(for: page)
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
        for word in ["Setuju", "Tolak"] {
            let asked = try desk.mail("authority.request-link", for: person)
            try desk.decide(word, in: asked, reason: "saya sendiri", from: person)
            try desk.run()
            #expect(try desk.lastOutcome().reason.contains("four eyes"))
        }
        #expect(try desk.request().state == "awaitingAuthority")
        #expect(try desk.certificateRecords().isEmpty)
    }

    @Test("an update cannot move a certificate to the verifier, the Registration Authority or the desk")
    func update() throws {
        let desk = try TestDesk()
        try desk.hold()
        for address in [TestDesk.siti, TestDesk.authority, "layanan@desk.example"] {
            desk.ask("Perubahan", "Email baru: \(address)")
            try desk.next()
            #expect(try desk.notices(for: TestDesk.siti) == ["verifier.submission-faults"], "\(address)")
        }
        #expect(try desk.requests().isEmpty)
    }

    @Test("nor can the correction of an update that came back")
    func amendment() throws {
        let desk = try TestDesk()
        try desk.hold()
        desk.ask("Perubahan", "Jabatan baru: Kepala Seksi")
        try desk.run()
        try desk.decide(
            "Kembalikan", in: try desk.mail("authority.request-link", for: TestDesk.authority),
            reason: "lampirkan SK", from: TestDesk.authority)
        try desk.next()
        let asked = try desk.mail("verifier.amendment-asked", for: TestDesk.siti)
        try desk.reply(
            "Jenis: Perubahan\nNama lengkap: Budi Santoso\nNIK: \(TestDesk.nik)\nEmail: \(TestDesk.budi)\n"
                + "Email baru: \(TestDesk.siti)", to: asked, from: TestDesk.siti)
        try desk.next()
        #expect(try desk.request().state == "awaitingAmendment")
        let faults = try desk.mail("verifier.amendment-faults", for: TestDesk.siti)
        #expect(faults.text.contains("dua orang"))
    }
}
