import Domain
import Pipeline
import Testing

@testable import sertipos

@Suite("Officer and citizen stay strangers")
struct CasePrivacyTests {
    @Test("neither address nor message identifier of one ever reaches the other, whatever they write")
    func addresses() throws {
        let desk = try TestDesk()
        let (wati, officer) = (TestDesk.wati, TestDesk.officer)
        let letter = try desk.complain(
            "PENGADUAN dari WATI@warga.example",
            body: "Hubungi saya di Wati@Warga.Example atau mailto:wati%40warga.example.\n-- \nWati, \(wati)")
        try desk.reply(
            to: letter,
            "Tulislah ke Petugas@Desk.example saja.\n\nOn Mon, Nov 23, 2026 Wati <\(wati)> wrote:\n> halo")
        let answer = try #require(desk.newMail(for: wati).first)
        #expect(answer.body.contains("Tulislah ke layanan@desk.example saja."))
        try desk.reply(to: answer, "Dari \(wati): masih tutup.", from: wati)
        desk.wait(2 * 86_400)
        try desk.run()
        try desk.reply(to: try #require(desk.newMail(for: officer).last), "TUTUP")
        let record = try desk.caseFile()
        #expect(record.status == .closed)
        desk.receive(from: wati, subject: "STATUS \(record.number)", body: "")
        try desk.run()
        for notice in ["case-opened", "case-continued", "case-reminder", "case-recorded"] {
            #expect(try desk.count("officer.\(notice)", of: record.number) > 0, "\(notice)")
        }
        for needle in [wati, "wati%40"] { #expect(!desk.everShown(needle, to: officer), "\(needle)") }
        #expect(!desk.everShown("<m1@client.example>", to: officer))
        #expect(!desk.everShown("<m2@client.example>", to: wati))
        #expect(!desk.everShown(officer, to: wati))
    }

    @Test("one-time codes and whole NIKs are masked on the way to somebody else")
    func secrets() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let mail = try #require(desk.newMail(for: TestDesk.budi).first)
        let link = try #require(TestDesk.links(in: mail).first)
        let code = try #require(link.recipient.subaddress.detail.map(String.init))
        let (head, tail) = (code.prefix(20), code.dropFirst(20))
        try desk.complain(
            "PENGADUAN tautan \(code)",
            body: """
                Tautan saya tidak bisa dibuka: \(link.url)
                Kode: \(code.uppercased())
                KODE%3A%20\(code)
                Kode: \(head)=
                \(tail)
                NIK saya 3201011708900001, juga 3201 0117 0890 0001.
                """, from: TestDesk.budi)
        let letter = try #require(desk.newMail(for: TestDesk.officer).last)
        #expect(letter.body.contains("Tautan saya tidak bisa dibuka"))
        #expect(!desk.everShown(code, to: TestDesk.officer))
        #expect(!desk.everShown(String(head), to: TestDesk.officer))
        #expect(!desk.everShown(String(tail), to: TestDesk.officer))
        #expect(!desk.everShown("3201011708900001", to: TestDesk.officer))
        #expect(!desk.everShown("3201 0117 0890 0001", to: TestDesk.officer))
        #expect(try !desk.caseFile().subject.contains(code))
        // It lives on in the hands it was given to.
        try desk.answerIdentity(mail)
        try desk.run()
        #expect(try desk.request().state == "awaitingVerification")
    }

    @Test("the officer's code never reaches the citizen")
    func officerCode() throws {
        let desk = try TestDesk()
        let letter = try desk.complain()
        let code = try #require(letter.replyTo.first?.address.subaddress.detail.map(String.init))
        try desk.reply(
            to: letter, "Balas ke layanan+\(code)@desk.example ya.\n> layanan+\(code)@desk.example")
        #expect(try desk.caseFile().status == .answered)
        #expect(!desk.everShown(code, to: TestDesk.wati))
    }

    @Test("files that could carry codes, programs or the address stay at the desk, and the officer is told")
    func kept() throws {
        let desk = try TestDesk()
        let files: [(name: String, mediaType: String, content: String)] = [
            ("surat.eml", "message/rfc822", "Subject: x\r\n\r\nisi"),
            ("a.exe", "application/octet-stream", "MZ"), ("a.zip", "application/zip", "PK\u{3}\u{4}isi"),
            ("a.html", "text/html", "<b>x</b>"), ("a.txt", "text/plain", "tulis ke warga4@warga.example"),
            ("b.txt", "text/plain", "abcdefghijklmnopqrstuvwxyz234567"),
        ]
        for (index, file) in files.enumerated() {
            desk.receive(
                from: "warga\(index)@warga.example", subject: "PENGADUAN", body: "Lihat lampiran.",
                file: Array(file.content.utf8), named: file.name, mediaType: file.mediaType)
        }
        try desk.run()
        let letters = desk.newMail(for: TestDesk.officer)
        #expect(letters.count == files.count)
        for (letter, file) in zip(letters, files) {
            #expect(letter.attachments.isEmpty, "\(file.name)")
            #expect(letter.body.contains("disimpan di meja layanan"), "\(file.name)")
        }
    }

    @Test("pictures, documents and plain texts go along under names of ours")
    func passedOn() throws {
        let desk = try TestDesk()
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        let files: [(name: String, mediaType: String, content: String, expected: String)] = [
            ("warga0@warga.example.pdf", "application/octet-stream", "%PDF-1.4 isi", "lampiran-1.pdf"),
            ("catatan.txt", "text/plain", "hanya catatan", "lampiran-1.txt"),
            ("surat.docx", word, "PK\u{3}\u{4}isi", "lampiran-1.docx"),
        ]
        for (index, file) in files.enumerated() {
            desk.receive(
                from: "warga\(index)@warga.example", subject: "PENGADUAN", body: "Lihat lampiran.",
                file: Array(file.content.utf8), named: file.name, mediaType: file.mediaType)
        }
        try desk.run()
        let letters = desk.newMail(for: TestDesk.officer)
        #expect(letters.flatMap(\.attachments).map(\.filename) == files.map(\.expected))
        #expect(!desk.everShown("warga0@warga.example", to: TestDesk.officer))
    }

    @Test("the terminal shows cases without addresses, filtered by kind and status")
    func terminal() throws {
        let desk = try TestDesk()
        let letter = try desk.complain()
        try desk.reply(to: letter, "LAPOR: 1234567\nSudah.")
        let record = try desk.caseFile()
        let calendar = desk.desk.settings.calendar
        let timeline = try desk.ledger.read { try CaseTimeline(record.number, in: $0, calendar: calendar) }
        let shown = try #require(timeline)
        let json = try OutputSchema.line(shown)
        for text in [shown.description, json] {
            #expect(!text.contains(TestDesk.wati))
            #expect(!text.contains(TestDesk.officer))
            #expect(text.contains("1234567"))
            #expect(text.contains("case-answered (officer)"))
            #expect(text.contains("mail citizen.case-answered: sent"))
        }
        let filter = try CaseList.filter(status: "answered", kind: "complaint", limit: 9)
        #expect(try desk.ledger.read { try $0.cases(filter) } == [record])
        let other = try CaseList.filter(status: "closed", kind: nil, limit: 9)
        #expect(try desk.ledger.read { try $0.cases(other) }.isEmpty)
        #expect(throws: (any Error).self) { try CaseList.filter(status: nil, kind: "gift", limit: 9) }
        let unknown = try #require(RequestNumber(series: .complaint, year: 2026, sequence: 9))
        #expect(try desk.ledger.read { try CaseTimeline(unknown, in: $0, calendar: calendar) } == nil)
    }

    @Test("explaining a complaint opens no case")
    func explanation() throws {
        let desk = try TestDesk()
        desk.receive(from: TestDesk.wati, subject: "PENGADUAN", body: "Loket tutup.")
        let octets = desk.mailbox.messages[0].octets
        let explanation = try Explanation(
            of: octets, record: nil, digest: desk.desk.digesting.digest(octets), desk: desk.desk,
            ledger: desk.ledger, spool: desk.spool)
        #expect(explanation.outcome == .processed)
        #expect(try desk.cases().isEmpty)
    }
}
