import Domain
import Foundation
import Pipeline
import Testing

@Suite("Rights over personal data")
struct PersonalDataTests {
    private static let nik = "3201011708900001"

    private func cases(_ desk: TestDesk) throws -> [CaseRecord] {
        try desk.ledger.read { try $0.cases(CaseFilter()) }
    }

    @Test(
        "DATA SAYA is answered at once with what is held about that mailbox, NIK masked, as a case that is over",
        arguments: ["DATA SAYA", "data pribadi saya", "MY DATA", "Mohon data saya"])
    func access(words: String) throws {
        let desk = try TestDesk()
        desk.desk.settings.retention = ["evidence": 2 * 366 * 86_400, "incoming": 30 * 86_400]
        _ = try desk.issueToAuthority()
        desk.command(words, from: TestDesk.budi)
        try desk.next()
        guard !words.hasPrefix("Mohon") else {
            #expect(try cases(desk).isEmpty)
            return
        }
        let letter = try desk.mail("citizen.personal-data", for: TestDesk.budi)
        let record = try #require(try cases(desk).first)
        #expect(record.kind == .access && record.status == .closed && record.answeredAt == desk.clock.now())
        let number = try desk.request().number
        for part in [
            "\(number)", "penerbitan sertifikat elektronik", "************0001", "**-**-1990", "Budi Santoso",
            "ktp.jpg", "rekomendasi.pdf", "Siti Rahma, Dinas Kominfo", "PSrE Contoh", "2 tahun", "30 hari",
            "email masuk 23 November 2026",
        ] { #expect(letter.text.contains(part), "\(part)") }
        for octets in desk.submission.accepted.filter({ $0.recipient == EmailAddress(TestDesk.budi) }).map(
            \.bytes)
        {
            #expect(!String(decoding: octets, as: UTF8.self).contains(Self.nik))
        }
        #expect(!letter.body.contains(Self.nik) && !letter.body.contains("081234567890"))
        let events = try desk.ledger.read { try $0.events(of: record.number) }.map(\.event.name)
        #expect(events == ["personal-data-told"])
    }

    @Test("a holder reads of the certificate, and nobody reads of another mailbox")
    func holder() throws {
        let desk = try TestDesk(certificates: .embedded)
        _ = try desk.issue()
        let serial = try #require(try desk.certificateRecords().first).serial.description
        desk.submit(applicant: "ani@kominfo.example", nik: "3201015708900003") {
            $0.replacing("Budi Santoso", with: "Ani Lestari")
        }
        desk.command("DATA SAYA", from: TestDesk.budi)
        try desk.next()
        let letter = try desk.mail("citizen.personal-data", for: TestDesk.budi)
        #expect(letter.text.contains(serial))
        #expect(!letter.text.contains("Ani Lestari") && !letter.text.contains("0003"))
    }

    @Test("somebody unknown gets the uniform answer, whatever they ask, and no case")
    func unknown() throws {
        let desk = try TestDesk()
        _ = try desk.issueToVerification()
        desk.command("DATA SAYA", from: "orang@lain.example")
        desk.receive(from: TestDesk.budi, subject: "DATA SAYA", body: "", proof: "dmarc=fail")
        try desk.next()
        #expect(try desk.notices(for: "orang@lain.example") == ["sender.unknown"])
        // Whoever is known, but not proven, is asked at the mailbox on file before anything is said.
        #expect(try desk.notices(for: TestDesk.budi) == ["sender.confirmation-asked"])
        #expect(try cases(desk).isEmpty)
    }

    @Test("at most five times a day")
    func flood() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        for _ in 1...8 { desk.command("DATA SAYA", from: TestDesk.budi) }
        try desk.next()
        #expect(try cases(desk).count == 5)
    }

    @Test("an answer to what was told becomes a question for the officer")
    func reply() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        desk.command("DATA SAYA", from: TestDesk.budi)
        try desk.next()
        try desk.reply(
            "Mengapa disimpan dua tahun?", to: try desk.mail("citizen.personal-data", for: TestDesk.budi),
            from: TestDesk.budi)
        try desk.next()
        #expect(try cases(desk).map(\.kind) == [.information, .access])
        #expect(try desk.notices(for: TestDesk.officer) == ["officer.case-opened"])
    }

    @Test(
        "KOREKSI and HAPUS become a case with 72 hours, and the officer reads what stands in the way",
        arguments: [
            ("KOREKSI", "Jabatan saya salah.", CaseKind.correction),
            ("Correction: my position", "x", .correction),
            ("HAPUS DATA SAYA", "", .erasure), ("Delete my data", "Saya pindah.", .erasure),
            ("HAPUS", "", .erasure),
        ])
    func duties(subject: String, body: String, kind: CaseKind) throws {
        let desk = try TestDesk()
        desk.desk.settings.retention = ["requests": 7 * 366 * 86_400]
        _ = try desk.issueToVerification()
        let number = try desk.request().number
        desk.receive(from: TestDesk.budi, subject: subject, body: body)
        try desk.next()
        let record = try #require(try cases(desk).first)
        #expect(record.kind == kind && record.status == .awaitingOfficer)
        #expect(try desk.notices(for: TestDesk.budi) == ["citizen.case-received"])
        let letter = try desk.mail("officer.personal-data", for: TestDesk.officer)
        // 72 hours after Monday, 09.00 WIB, not one working day.
        #expect(letter.text.contains("26 November 2026 pukul 09.00 WIB"))
        #expect(letter.text.contains("Permohonan \(number) masih berjalan"))
        #expect(letter.text.contains("7 tahun") == (kind == .erasure))
        #expect(letter.text.contains("sertipos request erase") == (kind == .erasure))
        #expect(!letter.body.contains(TestDesk.budi) && !letter.body.contains(Self.nik))
        #expect(try desk.request().state == "awaitingVerification")
    }

    @Test("a certificate in force and nothing at all are told apart")
    func obstacles() throws {
        let desk = try TestDesk(certificates: .embedded)
        _ = try desk.issue()
        desk.command("HAPUS DATA SAYA", from: TestDesk.budi)
        desk.command("HAPUS DATA SAYA", from: "orang@lain.example")
        try desk.next()
        let letters = desk.newMail(for: TestDesk.officer).map(\.text)
        #expect(letters.contains { $0.contains("masih berlaku sampai") && !$0.contains("masih berjalan") })
        #expect(letters.contains { $0.contains("Tidak ada.") })
        #expect(try desk.notices(for: "orang@lain.example") == ["citizen.case-received"])
    }

    @Test(
        "TARIK PERSETUJUAN ends an open request at once; what is over already goes to the officer with 72 hours",
        arguments: ["TARIK PERSETUJUAN", "WITHDRAW CONSENT"])
    func withdrawal(words: String) throws {
        let desk = try TestDesk()
        _ = try desk.issueToVerification()
        desk.command(words, from: TestDesk.budi)
        try desk.next()
        #expect(try desk.request().state == "closed.withdrawn")
        #expect(try cases(desk).isEmpty)
        desk.command("\(words) \(try desk.request().number)", from: TestDesk.budi)
        try desk.next()
        let record = try #require(try cases(desk).first)
        #expect(record.kind == .withdrawal)
        #expect(record.answerDue(desk.desk.settings.calendar) == desk.clock.now() + 72 * 3600)
        // Verifiers have nothing of their own to withdraw.
        desk.command(words, from: TestDesk.siti)
        try desk.next()
        #expect(try desk.notices(for: TestDesk.siti) == ["sender.not-understood"])
    }

    @Test(
        "the officer is reminded at 36 and 60 hours, the administrator at 72, once each, also over a weekend")
    func clock() throws {
        let desk = try TestDesk()
        // Friday, 17.00 WIB.
        desk.wait(4 * 86_400 + 8 * 3600)
        desk.submit()
        try desk.run()
        desk.command("HAPUS DATA SAYA", from: TestDesk.budi)
        try desk.next()
        let expected: [(hours: Int64, officer: Int, administrator: Int)] = [
            (35, 0, 0), (36, 1, 0), (37, 0, 0), (59, 0, 0), (60, 1, 0), (61, 0, 0), (71, 0, 0), (72, 0, 1),
            (73, 0, 0),
        ]
        var now: Int64 = 0
        for step in expected {
            desk.wait((step.hours - now) * 3600)
            now = step.hours
            try desk.next()
            let officer = try desk.notices(for: TestDesk.officer).filter { $0 == "officer.case-reminder" }
            let administrator = try desk.notices(for: TestDesk.administrator)
                .filter { $0 == "administrator.personal-data-overdue" }
            #expect(officer.count == step.officer, "\(step.hours) h")
            #expect(administrator.count == step.administrator, "\(step.hours) h")
        }
    }

    @Test("a desk that slept through it reminds once; an answer stops the clock")
    func late() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        desk.command("HAPUS DATA SAYA", from: TestDesk.budi)
        try desk.next()
        let letter = try desk.mail("officer.personal-data", for: TestDesk.officer)
        desk.wait(80 * 3600)
        try desk.next(isClockConfirmed: true)
        #expect(try desk.notices(for: TestDesk.officer).filter { $0 == "officer.case-reminder" }.count == 1)
        #expect(try desk.notices(for: TestDesk.administrator).contains("administrator.personal-data-overdue"))
        try desk.reply("TUTUP: Data Anda sudah dihapus.", to: letter, from: TestDesk.officer)
        try desk.next()
        #expect(try desk.notices(for: TestDesk.budi) == ["citizen.case-answered"])
        #expect(try cases(desk).first?.status == .closed)
        desk.wait(40 * 3600)
        try desk.next()
        #expect(try !desk.notices(for: TestDesk.officer).contains("officer.case-reminder"))
    }

    @Test("words of forms and of other people are not taken for it")
    func innocent() throws {
        let desk = try TestDesk()
        _ = try desk.issueToVerification()
        for (subject, body) in [
            ("Data saya sebagai berikut", "Terlampir."), ("Hapus saya dari milis ini", "x"),
            ("Re: data", "Hapus saja"),
            ("My data plan is used up", "x"),
        ] { desk.receive(from: TestDesk.siti, subject: subject, body: body) }
        try desk.next()
        #expect(try cases(desk).isEmpty)
        #expect(try desk.notices(for: TestDesk.officer).isEmpty)
    }
}
