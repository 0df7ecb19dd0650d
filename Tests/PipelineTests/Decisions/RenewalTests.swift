import Domain
import Pipeline
import Testing

@Suite("Renewal")
struct RenewalTests {
    /// What is said about a renewal that is not opened.
    private func refusal(_ desk: TestDesk, to person: String = TestDesk.siti) throws -> String {
        try desk.next()
        #expect(try desk.requests().isEmpty)
        return try desk.mail("verifier.submission-faults", for: person).text
    }

    /// A renewal from its form to the mail that asks the Registration Authority.
    private func renewToAuthority(_ desk: TestDesk) throws {
        desk.askRenewal()
        try desk.run()
        try desk.answerIdentity(try desk.mail("applicant.identity-link", for: TestDesk.budi))
        try desk.next()
        try desk.decide("Setuju", in: try desk.mail("verifier.verification-link", for: TestDesk.siti))
        try desk.next()
        try desk.sealPassphrase(for: try desk.mail("applicant.passphrase-link", for: TestDesk.budi))
        try desk.next()
    }

    @Test("goes the six steps of an issuance, and the successor takes the certificate's place")
    func renewed() throws {
        let desk = try TestDesk()
        let held = try desk.hold(days: 60)
        try renewToAuthority(desk)
        let asked = try desk.mail("authority.request-link", for: TestDesk.authority)
        #expect(asked.text.contains("Masa layanan sertifikat diperpanjang"))
        #expect(asked.text.contains(held.serial.description))
        try desk.approve()
        #expect(try desk.request().state == "closed.renewed")
        let old = try desk.certificate(held.serial)
        let new = try desk.successor(of: held)
        #expect(old.status == .valid)
        #expect(new.status == .valid && new.replacedBy == nil)
        #expect(new.notAfter == desk.clock.now() + desk.desk.settings.service.certificateLifetime)
        let mail = try desk.mail("applicant.certificate-renewed", for: TestDesk.budi)
        #expect(mail.subject.contains("diperpanjang"))
        #expect(mail.text.contains(new.serial.description))
        #expect(mail.attachments.contains { $0.filename?.hasSuffix(".p12") ?? false })
        let told = try desk.mail("verifier.certificate-renewed", for: TestDesk.siti)
        #expect(told.subject.contains("diperpanjang"))
    }

    @Test("before the window opens, the date on which it does is named")
    func early() throws {
        let desk = try TestDesk()
        // 2026-11-23 and 100 days, less the 90 days of the window.
        try desk.hold(days: 100)
        desk.askRenewal()
        let answer = try refusal(desk)
        #expect(answer.contains("baru dapat diperpanjang mulai 3 Desember 2026"))
        try desk.pass(days: 11)
        desk.askRenewal()
        try desk.next()
        #expect(try desk.request().state == "awaitingIdentity")
    }

    @Test("long after the end a new issuance is asked for; shortly after it the renewal still goes")
    func late() throws {
        let desk = try TestDesk()
        let held = try desk.hold(days: -40)
        desk.askRenewal()
        let answer = try refusal(desk)
        #expect(answer.contains("tidak dapat diperpanjang lagi"))
        try desk.ledger.write { transaction in
            var ended = held
            ended.status = .abandoned
            try transaction.update(ended)
        }
        try desk.hold(days: -20)
        desk.askRenewal()
        try desk.next()
        #expect(try desk.request().state == "awaitingIdentity")
    }

    @Test("of somebody who holds none, whose NIK differs, or whom another agency knows, is not opened")
    func unknown() throws {
        let desk = try TestDesk()
        desk.askRenewal()
        #expect(try refusal(desk).contains("Tidak ada sertifikat berlaku dengan data ini"))
        try desk.hold(days: 60)
        desk.askRenewal(nik: "3201011708900002")
        #expect(try refusal(desk).contains("berbeda dari data sertifikat"))
        desk.askRenewal(from: TestDesk.rina)
        let answer = try refusal(desk, to: TestDesk.rina)
        // She learns no more than if nobody held one.
        #expect(answer.contains("Tidak ada sertifikat berlaku dengan data ini"))
        desk.ask(
            "Perpanjangan", name: "Ani Lestari", "Jabatan: Analis", "Instansi: Dinas Kominfo",
            "No. HP: 081234567890")
        #expect(try refusal(desk).contains("berbeda dari data sertifikat"))
    }

    @Test("of one of several certificates asks which, and the last digits are answer enough")
    func several() throws {
        let desk = try TestDesk()
        let first = try desk.hold(days: 60)
        let second = try desk.hold(days: 70)
        desk.askRenewal()
        let answer = try refusal(desk)
        #expect(answer.contains("Ada beberapa sertifikat"))
        #expect(answer.contains(first.serial.tail) && answer.contains(second.serial.tail))
        desk.askRenewal(serial: "bukan nomor")
        #expect(try refusal(desk).contains("berbeda dari data sertifikat"))
        desk.askRenewal(serial: String(second.serial.tail.suffix(4)))
        #expect(try refusal(desk).contains("Tidak ada sertifikat"))
        desk.askRenewal(serial: second.serial.tail.lowercased())
        try desk.next()
        #expect(try desk.request().state == "awaitingIdentity")
        try desk.answerIdentity(try desk.mail("applicant.identity-link", for: TestDesk.budi))
        try desk.next()
        let asked = try desk.mail("verifier.verification-link", for: TestDesk.siti)
        #expect(asked.text.contains(second.serial.tail.lowercased()))
    }

    @Test("a second one for the same person names the first; issuance is refused as long as one is in force")
    func duplicates() throws {
        let desk = try TestDesk()
        let held = try desk.hold(days: 60)
        desk.askRenewal()
        try desk.run()
        let number = try desk.request().number
        desk.askRenewal(serial: held.serial.description)
        try desk.next()
        #expect(
            try desk.mail("verifier.submission-faults", for: TestDesk.siti).text.contains(number.description))
        #expect(try desk.requests().count == 1)
        let other = try TestDesk()
        let long = try other.hold(days: 200)
        other.submit()
        try other.next()
        let answer = try other.mail("verifier.submission-faults", for: TestDesk.siti).text
        #expect(answer.contains("masih memegang sertifikat"))
        #expect(answer.contains(long.serial.tail))
    }

    @Test("a renewed certificate cannot be renewed again; its successor is found instead")
    func successor() throws {
        let desk = try TestDesk()
        let held = try desk.hold(days: 60)
        try renewToAuthority(desk)
        try desk.approve()
        desk.askRenewal(serial: held.serial.description)
        try desk.next()
        #expect(
            try desk.mail("verifier.submission-faults", for: TestDesk.siti).text.contains(
                "Tidak ada sertifikat"))
        desk.askRenewal()
        try desk.next()
        #expect(
            try desk.mail("verifier.submission-faults", for: TestDesk.siti).text.contains(
                "baru dapat diperpanjang"))
        // It stays in force until it ends, so that it can be revoked if its number is named.
        desk.ask("Pencabutan", "Alasan: Passphrase bocor", "Nomor seri: \(held.serial.description)")
        try desk.next()
        try desk.approve()
        #expect(try desk.certificate(held.serial).status == .revoked)
        #expect(try desk.successor(of: held).status == .valid)
    }
}
