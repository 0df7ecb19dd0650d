import Domain
import Pipeline
import Spool
import Testing

@Suite("Revocation")
struct RevocationTests {
    @Test("by the verifier: receipt, decision, effect, and nobody can ask for it twice")
    func verifier() throws {
        let desk = try TestDesk()
        let held = try desk.hold()
        desk.ask("Pencabutan", "Alasan: Mutasi", "Keterangan: pindah ke dinas lain")
        try desk.run()
        #expect(try desk.request().state == "awaitingAuthority")
        #expect(try desk.notices(for: TestDesk.siti) == ["verifier.request-registered"])
        let receipt = try desk.mail("applicant.revocation-received", for: TestDesk.budi)
        #expect(receipt.text.contains("Siti Rahma"))
        #expect(receipt.text.contains("BATAL \(try desk.request().number)"))
        let asked = try desk.mail("authority.request-link", for: TestDesk.authority)
        #expect(asked.text.contains("Mutasi") && asked.text.contains(held.serial.description))
        #expect(asked.text.contains("pindah ke dinas lain"))
        try desk.approve()
        #expect(try desk.request().state == "closed.revoked")
        let certificate = try desk.certificate(held.serial)
        #expect(certificate.status == .revoked && certificate.revocation == .affiliationChanged)
        for (notice, person) in [
            ("applicant.certificate-revoked", TestDesk.budi), ("verifier.certificate-revoked", TestDesk.siti),
        ] {
            let mail = try desk.mail(notice, for: person)
            #expect(mail.text.contains(held.serial.description) && mail.subject.contains("dicabut"))
        }
        desk.ask("Pencabutan", "Alasan: Mutasi")
        try desk.next()
        #expect(
            try desk.mail("verifier.submission-faults", for: TestDesk.siti).text.contains(
                "Tidak ada sertifikat"))
    }

    @Test("by the holder, from the mailbox in the certificate, without a letter")
    func owner() throws {
        let desk = try TestDesk()
        let held = try desk.hold()
        desk.ask("Pencabutan", from: TestDesk.budi, letter: false, "Alasan: Tidak diperlukan lagi")
        try desk.run()
        #expect(try desk.request().state == "awaitingAuthority")
        #expect(try desk.request().verifier == EmailAddress(TestDesk.siti))
        #expect(try desk.notices(for: TestDesk.budi) == ["applicant.revocation-received"])
        #expect(try desk.notices(for: TestDesk.siti) == ["verifier.request-registered"])
        #expect(
            try desk.mail("authority.request-link", for: TestDesk.authority).text.contains(
                "Diajukan oleh pemilik sertifikat sendiri"))
        try desk.approve()
        #expect(try desk.certificate(held.serial).revocation == .cessationOfOperation)
    }

    @Test("a holder may end no certificate but their own, and learns nothing about others")
    func otherOwner() throws {
        let desk = try TestDesk()
        try desk.hold()
        try desk.hold(name: "Ani Lestari", nik: "3201015708900003", address: "ani@kominfo.example")
        desk.ask("Pencabutan", from: "ani@kominfo.example", letter: false, "Alasan: Pensiun")
        try desk.next()
        #expect(try desk.requests().isEmpty)
        let answer = try desk.mail("verifier.submission-faults", for: "ani@kominfo.example").text
        #expect(answer.contains("Tidak ada sertifikat berlaku dengan data ini"))
        desk.ask("Pencabutan", from: "orang@lain.example", letter: false, "Alasan: Pensiun")
        try desk.next()
        #expect(try desk.notices(for: "orang@lain.example") == ["sender.unknown"])
        #expect(try desk.requests().isEmpty)
    }

    @Test("a holder's faulty form comes back without the whole NIK")
    func masked() throws {
        let desk = try TestDesk()
        try desk.hold()
        desk.ask("Pencabutan", from: TestDesk.budi, letter: false, "Alasan: bosan saja")
        try desk.next()
        let answer = try desk.mail("verifier.submission-faults", for: TestDesk.budi)
        #expect(answer.text.contains("Alasan"))
        #expect(!answer.text.contains(TestDesk.nik))
        #expect(try desk.requests().isEmpty)
    }

    @Test("people of one name are told apart by their NIK, and one person's two certificates are asked back")
    func homonyms() throws {
        let desk = try TestDesk()
        let elder = try desk.hold()
        let younger = try desk.hold(nik: "3201011708900004", address: "budi2@kominfo.example")
        // The NIK of one and the mailbox of the other: whose certificate is meant is not clear.
        desk.ask("Pencabutan", email: "budi2@kominfo.example", "Alasan: Pensiun")
        try desk.next()
        #expect(try desk.requests().isEmpty)
        #expect(
            try desk.mail("verifier.submission-faults", for: TestDesk.siti).text.contains(
                "berbeda dari data sertifikat"))
        desk.ask("Pencabutan", nik: "3201011708900004", email: "budi2@kominfo.example", "Alasan: Pensiun")
        try desk.next()
        try desk.approve()
        #expect(try desk.certificate(younger.serial).status == .revoked)
        #expect(try desk.certificate(elder.serial).status == .valid)
        let third = try desk.hold()
        desk.ask("Pencabutan", "Alasan: Pensiun")
        try desk.next()
        let answer = try desk.mail("verifier.submission-faults", for: TestDesk.siti).text
        #expect(answer.contains(third.serial.tail) && answer.contains(elder.serial.tail))
        desk.ask("Pencabutan", "Alasan: Pensiun", "Nomor seri: \(third.serial.tail)")
        try desk.next()
        try desk.approve()
        #expect(try desk.certificate(third.serial).status == .revoked)
        #expect(try desk.certificate(elder.serial).status == .valid)
    }

    @Test("a second identifier besides the NIK is asked for")
    func twoIdentifiers() throws {
        let desk = try TestDesk()
        let held = try desk.hold(nip: "199008172015011001")
        desk.ask("Pencabutan", email: nil, "Alasan: Pensiun")
        try desk.next()
        #expect(try desk.requests().isEmpty)
        desk.ask("Pencabutan", email: nil, "Alasan: Pensiun", "NIP: 199008172015011001")
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
        #expect(
            try desk.mail("authority.request-link", for: TestDesk.authority).text.contains(held.serial.tail))
    }

    @Test(
        "rejected or withdrawn by whoever opened it, it leaves the certificate in force",
        arguments: ["Tolak", "BATAL"])
    func harmless(word: String) throws {
        let desk = try TestDesk()
        let held = try desk.hold()
        desk.ask("Pencabutan", "Alasan: Pensiun")
        try desk.run()
        if word == "BATAL" {
            desk.command("BATAL \(try desk.request().number)", from: TestDesk.siti)
        } else {
            try desk.decide(
                word, in: try desk.mail("authority.request-link", for: TestDesk.authority),
                reason: "Belum pensiun", from: TestDesk.authority)
        }
        try desk.next()
        #expect(try desk.request().state.hasPrefix("closed."))
        #expect(try desk.certificate(held.serial).status == .valid)
        #expect(try desk.notices(for: TestDesk.budi).count == 1)
        #expect(try desk.notices(for: TestDesk.siti).count == 1)
    }

    @Test(
        "a mailbox that may be the compromised one cannot stop it",
        arguments: [(TestDesk.siti, TestDesk.budi), (TestDesk.budi, TestDesk.siti)])
    func unstoppable(opener: String, other: String) throws {
        let desk = try TestDesk()
        try desk.hold()
        desk.ask("Pencabutan", from: opener, "Alasan: Passphrase bocor")
        try desk.run()
        let number = try desk.request().number
        for words in ["BATAL \(number)", "TARIK PERSETUJUAN \(number)"] {
            desk.command(words, from: other)
            try desk.next()
            #expect(try desk.request().state == "awaitingAuthority", "\(words)")
        }
        desk.command("BATAL \(number)", from: opener)
        try desk.next()
        #expect(try desk.request().state == "closed.cancelled")
    }

    @Test("a key that somebody else knows goes before everything else, in the list and in the outbox")
    func urgent() throws {
        let desk = try TestDesk()
        try desk.hold()
        try desk.hold(name: "Ani Lestari", nik: "3201015708900003", address: "ani@kominfo.example")
        desk.ask("Pencabutan", "Alasan: Pensiun")
        desk.ask(
            "Pencabutan", name: "Ani Lestari", nik: "3201015708900003", email: "ani@kominfo.example",
            "Alasan: Passphrase bocor")
        desk.command("BANTUAN", from: TestDesk.siti)
        try desk.next()
        let asked = desk.newMail(for: TestDesk.authority)
        #expect(asked.count == 2)
        #expect(asked[0].text.contains("Ani Lestari") && asked[0].text.contains("Mendesak"))
        #expect(!asked[1].text.contains("Mendesak"))
        var listed: [Int] = []
        desk.certificates.faults.beforeListing = { entries in listed.append(entries.count) }
        for mail in asked.reversed() { try desk.decide("Setuju", in: mail, from: TestDesk.authority) }
        try desk.next()
        #expect(listed == [1, 2])
        let ended = try desk.requests().map { request in
            let events = try desk.ledger.read { try $0.events(of: request.number) }
            return events.last { $0.event.name == "certificate-revoked" }?.sequence ?? 0
        }
        #expect(ended[1] < ended[0])
    }
}
