import Domain
import Pipeline
import Testing

@Suite("The Registration Authority decides")
struct AuthorityDecisionTests {
    @Test("it gets the data, the checks done so far, the documents and three links")
    func dossier() throws {
        let desk = try TestDesk()
        let mail = try desk.issueToAuthority()
        #expect(mail.subject.contains(try desk.request().number.description))
        for expected in [
            "Budi Santoso", TestDesk.nik, TestDesk.budi, "Analis", "Dinas Kominfo", "17 Agustus 1990",
            "Siti Rahma", "pengirim terbukti", "Pemohon melengkapi data identitas",
            "Verifikator Siti Rahma menyetujui", "passphrase tersegel", "rekomendasi.pdf", "ktp.jpg",
        ] {
            #expect(mail.text.contains(expected), "\(expected)")
        }
        #expect(mail.attachments.compactMap(\.filename).sorted() == ["identity-card.jpg", "letter.pdf"])
        let words = TestDesk.links(in: mail).map { $0.body.prefix { $0.isLetter } }
        #expect(words.sorted() == ["Kembalikan", "Setuju", "Tolak"])
        #expect(!mail.text.contains("sertifikatnya"))
    }

    @Test("fee and note reach applicant and verifier")
    func feeAndNote() throws {
        let desk = try TestDesk()
        let link = try #require(
            TestDesk.links(in: try desk.issueToAuthority()).first { $0.body.hasPrefix("Setuju") })
        desk.receive(
            from: TestDesk.authority, to: link.recipient.addrSpec, subject: link.subject,
            body: "Setuju\nBiaya: Rp 50.000\nCatatan: kuitansi menyusul\n\n\(link.body)")
        try desk.next()
        let mails = [
            try desk.mail("applicant.certificate-issued", for: TestDesk.budi),
            try desk.mail("verifier.certificate-issued", for: TestDesk.siti),
        ]
        for mail in mails {
            #expect(mail.text.contains("Rp 50.000"))
            #expect(mail.text.contains("kuitansi menyusul"))
        }
        #expect(
            try desk.mail("authority.decision-recorded", for: TestDesk.authority).text.contains("Rp 50.000"))
    }

    @Test("without a fee and a note nothing is said about them")
    func silent() throws {
        let desk = try TestDesk()
        let mail = try desk.issue()
        #expect(!mail.text.contains("menurut Registration Authority"))
        #expect(!mail.text.contains("Catatan dari"))
    }

    @Test("a return goes to the applicant, then past the verifier and a new passphrase to it again")
    func returned() throws {
        let desk = try TestDesk()
        let asked = try desk.issueToAuthority()
        try desk.decide("Kembalikan", in: asked, reason: "Foto KTP terpotong", from: TestDesk.authority)
        try desk.next()
        #expect(try desk.request().state == "awaitingCorrection")
        let back = try desk.mail("applicant.identity-returned", for: TestDesk.budi)
        #expect(back.text.contains("Foto KTP terpotong"))
        #expect(back.text.contains("Registration Authority"))
        let told = try desk.mail("verifier.authority-returned", for: TestDesk.siti)
        #expect(told.text.contains("Foto KTP terpotong"))
        #expect(try desk.notices(for: TestDesk.authority) == ["authority.decision-recorded"])
        try desk.answerIdentity(back)
        try desk.next()
        try desk.decide("Setuju", in: try desk.mail("verifier.verification-link", for: TestDesk.siti))
        try desk.next()
        #expect(try desk.request().state == "awaitingPassphrase")
        try desk.sealPassphrase(for: try desk.mail("applicant.passphrase-link", for: TestDesk.budi))
        try desk.next()
        try desk.approve()
        #expect(try desk.request().state == "closed.issued")
        #expect(desk.certificates.faults.begun == ["Budi Santoso"])
    }

    @Test("a rejection ends it, with the reason for applicant and verifier")
    func rejected() throws {
        let desk = try TestDesk()
        let asked = try desk.issueToAuthority()
        try desk.decide("Tolak", in: asked, reason: "Data kependudukan tidak cocok", from: TestDesk.authority)
        try desk.next()
        #expect(try desk.request().state == "closed.rejected")
        for (notice, person) in [
            ("applicant.request-rejected", TestDesk.budi), ("verifier.request-rejected", TestDesk.siti),
            ("authority.decision-recorded", TestDesk.authority),
        ] {
            #expect(
                try desk.mail(notice, for: person).text.contains("Data kependudukan tidak cocok"), "\(notice)"
            )
            #expect(try desk.notices(for: person).count == 1)
        }
        #expect(try desk.certificateRecords().isEmpty)
    }

    @Test(
        "whatever fits no decision is asked back, with fresh links",
        arguments: ["Mungkin besok", "Kembalikan", "Tolak:", "Setuju tapi belum yakin", "Biaya: Rp 50.000"])
    func unclear(words: String) throws {
        let desk = try TestDesk()
        let asked = try desk.issueToAuthority()
        try desk.reply(words, to: asked, from: TestDesk.authority)
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
        let again = try desk.mail("authority.decision-unclear", for: TestDesk.authority)
        #expect(desk.newMail(for: TestDesk.budi).isEmpty)
        try desk.decide("Setuju", in: again, from: TestDesk.authority)
        try desk.next()
        #expect(try desk.request().state == "closed.issued")
    }

    @Test("a plain reply whose first word decides works, and so does a reason behind the word")
    func plainReply() throws {
        let desk = try TestDesk()
        try desk.reply(
            "Tolak: NIK milik orang lain\n\nSalam,\nRA", to: try desk.issueToAuthority(),
            from: TestDesk.authority)
        try desk.next()
        #expect(try desk.request().state == "closed.rejected")
        #expect(
            try desk.mail("applicant.request-rejected", for: TestDesk.budi).text.contains(
                "NIK milik orang lain"))
    }

    @Test("its link is useless to everybody else", arguments: [TestDesk.siti, TestDesk.budi, TestDesk.rina])
    func foreign(person: String) throws {
        let desk = try TestDesk()
        let asked = try desk.issueToAuthority()
        try desk.decide("Setuju", in: asked, from: person)
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
        #expect(try desk.lastOutcome().reason.contains("sender.link-foreign"))
        try desk.decide("Setuju", in: asked, from: TestDesk.authority)
        try desk.next()
        #expect(try desk.request().state == "closed.issued")
    }

    @Test("a second decision is told that the first one counts")
    func secondThought() throws {
        let desk = try TestDesk()
        let asked = try desk.issueToAuthority()
        try desk.decide("Setuju", in: asked, from: TestDesk.authority)
        try desk.decide("Tolak", in: asked, reason: "keliru", from: TestDesk.authority)
        try desk.next()
        #expect(try desk.request().state == "closed.issued")
        #expect(try desk.notices(for: TestDesk.authority).contains("sender.link-used"))
    }
}
