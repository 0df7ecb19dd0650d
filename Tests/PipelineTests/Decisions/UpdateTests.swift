import Domain
import PKI
import Pipeline
import Testing

@Suite("Update")
struct UpdateTests {
    @Test("old and new stand side by side; the new certificate has the key and the end of the old one")
    func position() throws {
        let desk = try TestDesk()
        let held = try desk.hold()
        desk.ask(
            "Perubahan", "Jabatan semula: Analis", "Jabatan baru: Kepala Seksi", "Unit kerja baru: Bidang IKP"
        )
        try desk.run()
        #expect(try desk.request().state == "awaitingAuthority")
        #expect(try desk.notices(for: TestDesk.siti) == ["verifier.request-registered"])
        #expect(desk.newMail(for: TestDesk.budi).isEmpty)
        let asked = try desk.mail("authority.request-link", for: TestDesk.authority)
        #expect(asked.text.contains("Jabatan: semula Analis, menjadi Kepala Seksi"))
        #expect(asked.text.contains("semula –, menjadi Bidang IKP"))
        #expect(asked.attachments.compactMap(\.filename) == ["letter.pdf"])
        try desk.approve()
        #expect(try desk.request().state == "closed.updated")
        let new = try desk.successor(of: held)
        let reader = OpenSSLCertificateReader()
        let facts = try #require(reader.certificates(in: new.der).first)
        #expect(facts.publicKeyInfo == reader.certificates(in: held.der).first?.publicKeyInfo)
        #expect(facts.notAfter == held.notAfter)
        #expect(facts.subject.contains("Kepala Seksi") && facts.subject.contains("Bidang IKP"))
        #expect(facts.commonName == "Budi Santoso")
        // Two certificates over one key would say different things.
        #expect(try desk.certificate(held.serial).revocation == .superseded)
        #expect(desk.certificates.faults.lists.count == 1)
        let mail = try desk.mail("applicant.certificate-updated", for: TestDesk.budi)
        #expect(mail.text.contains("Kepala Seksi") && mail.text.contains(new.serial.description))
        let names = mail.attachments.compactMap(\.filename)
        #expect(names.contains { $0.hasSuffix(".cer") } && !names.contains { $0.hasSuffix(".p12") })
        #expect(
            try desk.mail("verifier.certificate-updated", for: TestDesk.siti).text.contains("Kepala Seksi"))
    }

    @Test("a new name is confirmed by its owner before the Registration Authority hears of it")
    func name() throws {
        let desk = try TestDesk()
        let held = try desk.hold()
        desk.ask("Perubahan", "Nama baru: Budi Santoso Wijaya")
        try desk.run()
        #expect(try desk.request().state == "awaitingConfirmation")
        #expect(desk.newMail(for: TestDesk.authority).isEmpty)
        let asked = try desk.mail("applicant.update-confirmation", for: TestDesk.budi)
        #expect(asked.text.contains("semula Budi Santoso") && asked.text.contains("Budi Santoso Wijaya"))
        #expect(!asked.text.contains(TestDesk.nik))
        try desk.decide("Setuju", in: asked, from: TestDesk.budi)
        try desk.next()
        #expect(
            try desk.mail("authority.request-link", for: TestDesk.authority).text.contains(
                "Pemilik sertifikat membenarkan data baru"))
        try desk.approve()
        let new = try desk.successor(of: held)
        #expect(new.holder == "Budi Santoso Wijaya" && new.nik == TestDesk.nik)
    }

    @Test(
        "a new mailbox is confirmed from both, in any order",
        arguments: [[TestDesk.budi, "budi@baru.example"], ["budi@baru.example", TestDesk.budi]])
    func mailboxes(order: [String]) throws {
        let desk = try TestDesk()
        let held = try desk.hold()
        desk.ask("Perubahan", "Email baru: budi@baru.example")
        try desk.run()
        let asked = try order.map { try desk.mail("applicant.update-confirmation", for: $0) }
        try desk.decide("Setuju", in: asked[0], from: order[0])
        try desk.next()
        #expect(try desk.request().state == "awaitingConfirmation")
        #expect(desk.newMail(for: TestDesk.authority).isEmpty)
        // The first mailbox cannot speak for the second.
        try desk.decide("Setuju", in: asked[1], from: order[0])
        try desk.decide("Setuju", in: asked[0], from: order[0])
        try desk.next()
        #expect(try desk.request().state == "awaitingConfirmation")
        try desk.decide("Setuju", in: asked[1], from: order[1])
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
        try desk.approve()
        let new = try desk.successor(of: held)
        #expect(new.address == EmailAddress("budi@baru.example"))
        let facts = try #require(OpenSSLCertificateReader().certificates(in: new.der).first)
        #expect(facts.addresses == ["budi@baru.example"])
    }

    @Test("whoever denies ends it with the reason", arguments: [TestDesk.budi, "budi@baru.example"])
    func denied(person: String) throws {
        let desk = try TestDesk()
        let held = try desk.hold()
        desk.ask("Perubahan", "Email baru: budi@baru.example")
        try desk.run()
        let asked = try desk.mail("applicant.update-confirmation", for: person)
        try desk.decide("Tolak", in: asked, reason: "Saya tidak meminta ini", from: person)
        try desk.next()
        #expect(try desk.request().state == "closed.rejected")
        #expect(
            try desk.mail("verifier.request-rejected", for: TestDesk.siti).text.contains(
                "Saya tidak meminta ini"))
        #expect(try desk.notices(for: TestDesk.budi) == ["applicant.request-rejected"])
        #expect(try desk.certificate(held.serial).replacedBy == nil)
    }

    @Test("an owner's words that fit neither are asked back, and a return is no answer of an owner")
    func unclear() throws {
        let desk = try TestDesk()
        try desk.hold()
        desk.ask("Perubahan", "Nama baru: Budi Santoso Wijaya")
        try desk.run()
        let asked = try desk.mail("applicant.update-confirmation", for: TestDesk.budi)
        for words in ["Siapa yang meminta ini?", "Kembalikan: nama salah", "Tolak"] {
            try desk.reply(words, to: asked, from: TestDesk.budi)
            try desk.next()
            #expect(try desk.notices(for: TestDesk.budi) == ["applicant.decision-unclear"], "\(words)")
        }
        #expect(try desk.request().state == "awaitingConfirmation")
        try desk.reply("Setuju", to: asked, from: TestDesk.budi)
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
    }

    @Test("a lost link comes again to the mailbox that asks")
    func resend() throws {
        let desk = try TestDesk()
        try desk.hold()
        desk.ask("Perubahan", "Email baru: budi@baru.example")
        try desk.run()
        let number = try desk.request().number
        desk.command("KIRIM ULANG \(number)", from: TestDesk.budi)
        try desk.next()
        #expect(try desk.notices(for: TestDesk.budi) == ["applicant.update-confirmation"])
        #expect(desk.newMail(for: "budi@baru.example").isEmpty)
    }

    @Test("a form without any change, or without a certificate, comes back")
    func nothing() throws {
        let desk = try TestDesk()
        desk.ask("Perubahan", "Jabatan baru: Kepala Seksi")
        try desk.next()
        #expect(
            try desk.mail("verifier.submission-faults", for: TestDesk.siti).text.contains(
                "Tidak ada sertifikat"))
        try desk.hold()
        desk.ask("Perubahan")
        try desk.next()
        #expect(try desk.notices(for: TestDesk.siti) == ["verifier.submission-faults"])
        #expect(try desk.requests().isEmpty)
    }
}
