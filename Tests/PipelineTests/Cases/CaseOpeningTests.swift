import Domain
import Pipeline
import Testing
import Trust

@Suite("Complaints become cases")
struct CaseOpeningTests {
    @Test("a complaint becomes a numbered case, with a receipt and a mail to the officer in the same run")
    func opening() throws {
        let desk = try TestDesk()
        let letter = try desk.complain()
        let record = try desk.caseFile()
        #expect(record.number.description.hasPrefix("PA-2026-000001-"))
        #expect(record.kind == .complaint)
        #expect(record.status == .awaitingOfficer)
        #expect(record.citizen == EmailAddress(TestDesk.wati))
        let receipt = try #require(desk.newMail(for: TestDesk.wati).first)
        #expect(receipt.subject.hasPrefix("[\(record.number)] "))
        #expect(receipt.body.contains("pengaduan"))
        #expect(receipt.body.contains("loket tutup"))
        // One working day after Monday, 09.00 WIB.
        #expect(receipt.body.contains("24 November 2026 pukul 09.00 WIB"))
        #expect(letter.subject.hasPrefix("[\(record.number)] "))
        #expect(letter.body.contains("24 November 2026 pukul 09.00 WIB"))
        #expect(letter.body.contains("padahal tertulis sampai 15.00"))
        #expect(try desk.lastOutcome().outcome == .processed)
        let events = try desk.ledger.read { try $0.events(of: record.number) }.map(\.event)
        #expect(events.map(\.name) == ["case-opened"])
        #expect(events.first?.actor == "citizen")
        #expect(try desk.ledger.read { try $0.verifyChain() }.firstBroken == nil)
    }

    @Test("every word opens its kind, in both languages, in subject or first line")
    func words() throws {
        let desk = try TestDesk()
        let mails: [(subject: String, body: String, kind: CaseKind)] = [
            ("PENGADUAN: antre lama", "Lama.", .complaint),
            ("Complaint about the queue", "Long.", .complaint),
            ("Halo", "Pengaduan\nAntre lama.", .complaint), ("SARAN", "Tambah loket.", .suggestion),
            ("Suggestion", "More counters.", .suggestion), ("Aspirasi warga", "Buka Sabtu.", .aspiration),
            ("INFORMASI jam buka", "Jam berapa?", .information), ("Info", "When?", .information),
        ]
        for (index, mail) in mails.enumerated() {
            desk.receive(from: "warga\(index)@warga.example", subject: mail.subject, body: mail.body)
        }
        try desk.run()
        for (index, mail) in mails.enumerated() {
            let citizen = EmailAddress("warga\(index)@warga.example")
            #expect(try desk.cases().first { $0.citizen == citizen }?.kind == mail.kind, "\(mail.subject)")
        }
    }

    @Test("a verifier and an applicant may complain too, and requests go on as before")
    func participants() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let link = try #require(desk.newMail(for: TestDesk.budi).first)
        try desk.complain(from: TestDesk.siti)
        // A reply to the link's mail under another subject is no answer to the link.
        try desk.reply(
            to: link, "Halaman tidak terbuka.", from: TestDesk.budi, subject: "PENGADUAN tautan")
        #expect(
            Set(try desk.cases().map(\.citizen)) == [
                EmailAddress(TestDesk.siti), EmailAddress(TestDesk.budi),
            ])
        #expect(try desk.request().state == "awaitingIdentity")
        try desk.answerIdentity(link)
        try desk.run()
        #expect(try desk.request().state == "awaitingVerification")
    }

    @Test("a filled form under the word INFORMASI is still a form")
    func form() throws {
        let desk = try TestDesk()
        desk.submit { "Informasi: permohonan terlampir\n" + $0 }
        try desk.run()
        #expect(try desk.cases().isEmpty)
        #expect(try desk.request().state == "awaitingIdentity")
    }

    @Test("automatic and unproven mail never opens a case")
    func refused() throws {
        let desk = try TestDesk()
        desk.receive(from: TestDesk.wati, subject: "PENGADUAN", body: "Palsu.", proof: "dmarc=fail")
        desk.receive(
            from: TestDesk.wati, subject: "PENGADUAN", body: "Otomatis.",
            extra: "Auto-Submitted: auto-replied\r\n")
        try desk.run()
        #expect(try desk.cases().isEmpty)
        #expect(desk.submission.accepted.isEmpty)
    }

    @Test("the same octets fetched twice are one case")
    func twice() throws {
        let desk = try TestDesk()
        try desk.complain()
        desk.mailbox.add(desk.mailbox.messages[0].octets)
        try desk.run()
        _ = try desk.caseFile()
    }

    @Test("a word alone opens nothing; the sender learns how to use it")
    func bare() throws {
        let desk = try TestDesk()
        desk.receive(from: TestDesk.wati, subject: "PENGADUAN", body: "")
        try desk.run()
        #expect(try desk.cases().isEmpty)
        #expect(try #require(desk.newMail(for: TestDesk.wati).first).body.contains("PENGADUAN"))
        #expect(desk.newMail(for: TestDesk.officer).isEmpty)
    }

    @Test("a loop opens five cases a day and no more, whatever the budget")
    func flood() throws {
        let desk = try TestDesk()
        for index in 1...9 {
            desk.receive(from: TestDesk.wati, subject: "PENGADUAN \(index)", body: "Lagi \(index).")
        }
        try desk.run()
        #expect(try desk.cases().count == 5)
        #expect(desk.newMail(for: TestDesk.officer).count == 5)
        #expect(try desk.lastOutcome().outcome == .ignored)
        #expect(try desk.lastOutcome().reason.contains("5 cases"))
        // Somebody else is not shut out, and tomorrow is another day.
        try desk.complain(from: "tono@warga.example")
        desk.wait(86_500)
        try desk.complain()
        #expect(try desk.cases().count == 7)
    }

    @Test(
        "a very long complaint is shown in part and goes along whole as a file, and no text breaks the desk")
    func long() throws {
        let desk = try TestDesk()
        let letter = try desk.complain(body: String(repeating: "\"&<😀\n", count: 3_500) + "akhir cerita")
        #expect(letter.body.contains("lengkap.txt"))
        let file = try #require(letter.attachments.first { $0.filename == "lengkap.txt" })
        #expect(String(decoding: file.content.decoded(), as: UTF8.self).contains("akhir cerita"))
        #expect(try desk.lastOutcome().outcome == .processed)
    }
}
