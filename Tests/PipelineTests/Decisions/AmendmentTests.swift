import Domain
import Pipeline
import Testing

@Suite("A form that the Registration Authority returned")
struct AmendmentTests {
    /// An update of the position that came back; the mail that asks the verifier to mend it.
    private func returned(_ desk: TestDesk, reason: String = "Lampirkan SK jabatan") throws -> ReceivedMessage
    {
        try desk.hold()
        desk.ask("Perubahan", "Jabatan baru: Kepala Seksi")
        try desk.run()
        try desk.decide(
            "Kembalikan", in: try desk.mail("authority.request-link", for: TestDesk.authority),
            reason: reason,
            from: TestDesk.authority)
        try desk.next()
        return try desk.mail("verifier.amendment-asked", for: TestDesk.siti)
    }

    /// The link of `mail` with some lines more.
    private func answer(
        _ mail: ReceivedMessage, _ desk: TestDesk, _ lines: String, from sender: String = TestDesk.siti,
        letter: Bool = false
    ) throws {
        let link = try #require(TestDesk.links(in: mail).first)
        desk.receive(
            from: sender, to: link.recipient.addrSpec, subject: link.subject, body: "\(link.body)\n\(lines)",
            pdf: letter)
    }

    @Test("is asked of the verifier with the reason, and goes back to the Registration Authority mended")
    func verifier() throws {
        let desk = try TestDesk()
        let mail = try returned(desk)
        #expect(try desk.request().state == "awaitingAmendment")
        #expect(mail.text.contains("Lampirkan SK jabatan"))
        #expect(mail.text.contains("Kepala Seksi"))
        #expect(try desk.notices(for: TestDesk.authority) == ["authority.decision-recorded"])
        #expect(desk.newMail(for: TestDesk.budi).isEmpty)
        let link = try #require(TestDesk.links(in: mail).first)
        desk.receive(
            from: TestDesk.siti, to: link.recipient.addrSpec, subject: link.subject,
            body: link.body.replacing("Kepala Seksi", with: "Kepala Bidang"), pdf: true)
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
        #expect(
            try desk.mail("authority.request-link", for: TestDesk.authority).text.contains("Kepala Bidang"))
        try desk.approve()
        #expect(try desk.request().state == "closed.updated")
    }

    @Test("may go back as it was: the letter sent before counts")
    func unchanged() throws {
        let desk = try TestDesk()
        try answer(try returned(desk), desk, "")
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
        let asked = try desk.mail("authority.request-link", for: TestDesk.authority)
        #expect(asked.attachments.compactMap(\.filename) == ["letter.pdf"])
    }

    @Test("with faults comes back with each of them, and nothing is lost")
    func faults() throws {
        let desk = try TestDesk()
        let mail = try returned(desk)
        try answer(mail, desk, "Email baru: bukan alamat\nNo. HP baru: 12")
        try desk.next()
        #expect(try desk.request().state == "awaitingAmendment")
        let faults = try desk.mail("verifier.amendment-faults", for: TestDesk.siti)
        #expect(faults.text.contains("bukan alamat") && faults.text.contains("12"))
        try answer(faults, desk, "")
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
    }

    @Test("cannot be turned to somebody else's certificate")
    func otherPerson() throws {
        let desk = try TestDesk()
        let mail = try returned(desk)
        try desk.hold(name: "Ani Lestari", nik: "3201015708900003", address: "ani@kominfo.example")
        let link = try #require(TestDesk.links(in: mail).first)
        desk.receive(
            from: TestDesk.siti, to: link.recipient.addrSpec, subject: link.subject,
            body: link.body.replacing("Budi Santoso", with: "Ani Lestari")
                .replacing(TestDesk.nik, with: "3201015708900003")
                .replacing(TestDesk.budi, with: "ani@kominfo.example"), pdf: true)
        try desk.next()
        try desk.approve()
        let replaced = try desk.certificateRecords().filter { $0.replacedBy != nil }
        #expect(replaced.map(\.holder) == ["Budi Santoso"])
        #expect(desk.certificates.faults.begun == ["Budi Santoso"])
    }

    @Test("with a new name is confirmed by its owner first, old and new side by side")
    func confirmation() throws {
        let desk = try TestDesk()
        try answer(try returned(desk), desk, "Nama baru: Budi Santoso Wijaya", letter: true)
        try desk.next()
        #expect(try desk.request().state == "awaitingConfirmation")
        let asked = try desk.mail("applicant.update-confirmation", for: TestDesk.budi)
        #expect(asked.text.contains("semula Budi Santoso"))
        try desk.decide("Setuju", in: asked, from: TestDesk.budi)
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
    }

    @Test("of a revocation that its owner opened is asked of the owner, without the NIK")
    func owner() throws {
        let desk = try TestDesk()
        let held = try desk.hold()
        desk.ask("Pencabutan", from: TestDesk.budi, letter: false, "Alasan: Pensiun")
        try desk.run()
        try desk.decide(
            "Kembalikan", in: try desk.mail("authority.request-link", for: TestDesk.authority),
            reason: "Alasan kurang jelas", from: TestDesk.authority)
        try desk.next()
        let mail = try desk.mail("applicant.amendment-asked", for: TestDesk.budi)
        #expect(mail.text.contains("Alasan kurang jelas"))
        #expect(!mail.text.contains(TestDesk.nik))
        #expect(desk.newMail(for: TestDesk.siti).isEmpty)
        let link = try #require(TestDesk.links(in: mail).first)
        desk.receive(
            from: TestDesk.budi, to: link.recipient.addrSpec, subject: link.subject,
            body: link.body.replacing("Pensiun", with: "Perangkat hilang"))
        try desk.next()
        #expect(try desk.request().state == "awaitingAuthority")
        try desk.approve()
        #expect(try desk.certificate(held.serial).revocation == .keyCompromise)
    }
}
