import Domain
import Pipeline
import Testing

@Suite("An officer answers")
struct CaseAnswerTests {
    @Test("the reply reaches the citizen without signature and quotation, and is recorded")
    func answer() throws {
        let desk = try TestDesk()
        let letter = try desk.complain()
        desk.wait(3_600)
        try desk.reply(
            to: letter,
            """
            Loket buka sampai 15.00 mulai hari ini.

            --
            Ratna Dewi
            NIP 197001011990011001

            Pada Sen, 23 Nov 2026 pukul 09.00 Layanan SE <layanan@desk.example> menulis:
            > Loket sudah tutup pukul 13.00
            """, pdf: true)
        let record = try desk.caseFile()
        #expect(record.status == .answered)
        #expect(record.answeredAt == desk.clock.now())
        let answer = try #require(desk.newMail(for: TestDesk.wati).first)
        #expect(answer.subject.hasPrefix("[\(record.number)] "))
        #expect(answer.body.contains("Loket buka sampai 15.00 mulai hari ini."))
        #expect(!answer.body.contains("NIP 1970"))
        #expect(!answer.body.contains("> Loket"))
        #expect(answer.attachments.map(\.filename) == ["lampiran-1.pdf"])
        #expect(try desk.count("officer.case-recorded", of: record.number) == 1)
        let names = try desk.ledger.read { try $0.events(of: record.number) }.map(\.event.name)
        #expect(names == ["case-opened", "case-answered"])
    }

    @Test("the officer may write several times with one code; the first answer's moment stays")
    func several() throws {
        let desk = try TestDesk()
        let letter = try desk.complain()
        try desk.reply(to: letter, "Kami periksa.")
        let first = try #require(try desk.caseFile().answeredAt)
        desk.wait(7_200)
        try desk.reply(to: letter, "Sudah diperbaiki.", subject: "jawaban kedua")
        #expect(desk.newMail(for: TestDesk.wati).map(\.body).contains { $0.contains("Sudah diperbaiki.") })
        #expect(try desk.caseFile().answeredAt == first)
    }

    @Test("the number in the subject suffices from the officer's proven address, and so does In-Reply-To")
    func withoutCode() throws {
        let desk = try TestDesk()
        let letter = try desk.complain()
        desk.receive(from: TestDesk.officer, subject: "Re: \(letter.subject)", body: "Lewat nomor.")
        let id = try #require(letter.messageID)
        desk.receive(
            from: TestDesk.officer, subject: "Jawaban", body: "Lewat utas.", extra: "In-Reply-To: \(id)\r\n")
        desk.markRead()
        try desk.run()
        let bodies = desk.newMail(for: TestDesk.wati).map(\.body)
        #expect(bodies.count == 2)
        #expect(bodies.contains { $0.contains("Lewat nomor.") })
        #expect(bodies.contains { $0.contains("Lewat utas.") })
    }

    @Test("nobody else can answer: not with the code, not with the number, not unproven")
    func strangers() throws {
        let desk = try TestDesk()
        let letter = try desk.complain()
        let number = try desk.caseFile().number
        let code = try #require(letter.replyTo.first?.address.addrSpec)
        desk.receive(from: TestDesk.siti, to: code, subject: "Re: \(letter.subject)", body: "Palsu satu.")
        desk.receive(from: "maling@lain.example", subject: "Re: [\(number)] x", body: "Palsu dua.")
        desk.receive(
            from: TestDesk.officer, to: code, subject: letter.subject, body: "Palsu tiga.",
            proof: "dmarc=fail")
        desk.markRead()
        try desk.run()
        #expect(desk.newMail(for: TestDesk.wati).isEmpty)
        #expect(!desk.everShown("Palsu", to: TestDesk.wati))
        #expect(try desk.caseFile().status == .awaitingOfficer)
        #expect(try desk.caseFile().answeredAt == nil)
    }

    @Test("a number that exists and one that does not are answered alike")
    func uniform() throws {
        let desk = try TestDesk()
        try desk.complain()
        let known = try desk.caseFile().number
        let unknown = try #require(RequestNumber(series: .complaint, year: 2026, sequence: 77))
        for (first, second) in [(TestDesk.siti, TestDesk.siti), ("a1@lain.example", "b1@lain.example")] {
            for subject in ["Re: [#] halo", "STATUS #"] {
                let answers = try [(first, known), (second, unknown)].map { sender, number in
                    desk.receive(
                        from: sender, subject: subject.replacing("#", with: number.description),
                        body: "Apa kabar kasus ini?")
                    desk.markRead()
                    try desk.run()
                    #expect(desk.newMail(for: TestDesk.officer).isEmpty)
                    return desk.newMail(for: sender).map {
                        ($0.subject + $0.body).replacing(number.description, with: "#")
                    }
                }
                #expect(answers[0] == answers[1], "\(first) \(subject)")
            }
        }
        #expect(!desk.submission.accepted.filter { $0.recipient == EmailAddress(TestDesk.siti) }.isEmpty)
        #expect(!desk.submission.accepted.filter { $0.recipient == EmailAddress("a1@lain.example") }.isEmpty)
    }

    @Test("an empty reply is asked back and nothing goes to the citizen")
    func empty() throws {
        let desk = try TestDesk()
        let letter = try desk.complain()
        try desk.reply(to: letter, "\n\n> Loket sudah tutup pukul 13.00\n")
        let record = try desk.caseFile()
        #expect(record.status == .awaitingOfficer)
        #expect(desk.newMail(for: TestDesk.wati).isEmpty)
        let asked = try #require(desk.newMail(for: TestDesk.officer).first)
        #expect(try desk.count("officer.case-unclear", of: record.number) == 1)
        // A reply to that mail counts.
        try desk.reply(to: asked, "Sudah kami tegur.")
        #expect(try desk.caseFile().status == .answered)
    }

    @Test("TUTUP in the first line closes the case, with or without further words, and the citizen is told")
    func closing() throws {
        let desk = try TestDesk()
        for (body, text) in [("TUTUP", ""), ("Close: Sudah selesai.", "Sudah selesai.")] {
            let citizen = "warga\(text.count)@warga.example"
            let letter = try desk.complain(from: citizen)
            try desk.reply(to: letter, body)
            #expect(try desk.cases().first { $0.citizen == EmailAddress(citizen) }?.status == .closed)
            let told = try #require(desk.newMail(for: citizen).first)
            #expect(told.body.contains("menutup kasus ini"))
            #expect(told.body.contains(text))
            #expect(!told.body.lowercased().contains("close"))
        }
    }

    @Test("a LAPOR! number is recorded and does not reach the citizen; alone it is no answer")
    func lapor() throws {
        let desk = try TestDesk()
        let letter = try desk.complain()
        try desk.reply(to: letter, "No. LAPOR! #7654321")
        #expect(try desk.caseFile().laporNumber == "7654321")
        #expect(try desk.caseFile().status == .awaitingOfficer)
        #expect(desk.newMail(for: TestDesk.wati).isEmpty)
        #expect(try #require(desk.newMail(for: TestDesk.officer).first).body.contains("7654321"))
        try desk.reply(to: letter, "Sudah kami tindak lanjuti.\nLAPOR: 1234567\n")
        #expect(try desk.caseFile().laporNumber == "1234567")
        let answer = try #require(desk.newMail(for: TestDesk.wati).first)
        #expect(answer.body.contains("Sudah kami tindak lanjuti."))
        #expect(!answer.body.contains("1234567"))
    }

    @Test("a code and a number that disagree are asked back, never guessed")
    func disagreement() throws {
        let desk = try TestDesk()
        let first = try desk.complain()
        let second = try desk.complain("SARAN loket", from: "tono@warga.example")
        try desk.reply(to: first, "Untuk siapa ini?", subject: "Re: \(second.subject)")
        #expect(desk.newMail(for: TestDesk.wati).isEmpty)
        #expect(desk.newMail(for: "tono@warga.example").isEmpty)
        #expect(desk.newMail(for: TestDesk.officer).count == 1)
        #expect(try desk.cases().allSatisfy { $0.status == .awaitingOfficer })
    }

    @Test("a code older than thirty days alone is not believed, but answered with a fresh one")
    func oldCode() throws {
        let desk = try TestDesk()
        let letter = try desk.complain()
        for _ in 0..<11 {
            desk.wait(3 * 86_400)
            try desk.run()
        }
        try desk.reply(to: letter, "Maaf terlambat.", subject: "maaf")
        #expect(desk.newMail(for: TestDesk.wati).isEmpty)
        let asked = try #require(desk.newMail(for: TestDesk.officer).first)
        try desk.reply(to: asked, "Maaf terlambat.", subject: "maaf")
        #expect(try #require(desk.newMail(for: TestDesk.wati).first).body.contains("Maaf terlambat."))
    }

    @Test("an enclosure that cannot go along is named to the officer, and nothing is sent by halves")
    func enclosure() throws {
        let desk = try TestDesk()
        let number = try desk.complain().subject.prefix { $0 != " " }
        desk.receive(
            from: TestDesk.officer, subject: "Re: \(number)", body: "Lihat lampiran.",
            file: Array("MZ program".utf8), named: "jawaban.exe", mediaType: "application/octet-stream")
        desk.markRead()
        try desk.run()
        #expect(desk.newMail(for: TestDesk.wati).isEmpty)
        #expect(try #require(desk.newMail(for: TestDesk.officer).first).body.contains("jawaban.exe"))
    }
}
