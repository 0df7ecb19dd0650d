import Domain
import Foundation
import Pipeline
import Testing
import Trust

/// Mail whose sender nothing proves: people the desk knows are asked at the mailbox on file.
@Suite("A mail that nothing proves")
struct ConfirmationTests {
    private let forged = "dmarc=fail"
    private let asked = "sender.confirmation-asked"

    private func submitted(_ desk: TestDesk) throws -> ReceivedMessage {
        desk.receive(
            from: TestDesk.siti, subject: "Permohonan penerbitan",
            body: """
                Jenis: Penerbitan
                Nama lengkap: Budi Santoso
                NIK: 3201011708900001
                Pangkat/Golongan: III/c
                Jabatan: Analis
                Unit kerja: Bidang Aptika
                Instansi: Dinas Kominfo
                Kota/Kabupaten: Contoh
                Provinsi: Jawa Barat
                Email: \(TestDesk.budi)
                No. HP: 081234567890
                Sistem: e-Office
                Kegunaan: https://jahat.example/x naskah dinas
                """, pdf: true, proof: forged)
        try desk.run()
        #expect(try desk.requests().isEmpty)
        return try desk.mail(asked, for: TestDesk.siti)
    }

    private func answer(
        _ word: String, to question: ReceivedMessage, from sender: String = TestDesk.siti,
        on desk: TestDesk, extra: String = ""
    ) throws {
        let link = try #require(TestDesk.links(in: question).first { $0.body.hasPrefix(word) })
        desk.receive(
            from: sender, to: link.recipient.addrSpec, subject: link.subject, body: link.body, proof: forged,
            extra: extra)
        try desk.next()
    }

    @Test("opens its request once the mailbox says yes, and not a second time")
    func confirmed() throws {
        let desk = try TestDesk()
        let question = try submitted(desk)
        #expect(desk.newMail(for: TestDesk.budi).isEmpty)
        #expect(try desk.verdicts() == ["unproven:dmarc-failed"])
        try answer("Setuju", to: question, on: desk)
        // What was found out about each mail stays on record, for the confirmed one as well.
        #expect(try desk.verdicts() == ["proven:confirmation", "unproven:dmarc-failed"])
        #expect(try desk.request().state == "awaitingIdentity")
        #expect(try desk.notices(for: TestDesk.budi) == ["applicant.identity-link"])
        #expect(try desk.lastOutcome().reason.hasPrefix("confirmed the mail"))
        try answer("Setuju", to: question, on: desk)
        #expect(try desk.requests().count == 1)
        #expect(try desk.lastOutcome().reason == "the question was answered before")
    }

    @Test("is shown to its owner without numbers of people, codes and anything that opens by a click")
    func quoted() throws {
        let question = try submitted(try TestDesk())
        #expect(question.text.contains("Nama lengkap: Budi Santoso"))
        #expect(!question.text.contains("3201011708900001"))
        #expect(!question.text.contains("https://"))
    }

    @Test("ends without effect when the mailbox says no, and the administrator hears of it")
    func denied() throws {
        let desk = try TestDesk()
        let question = try submitted(desk)
        try answer("Tolak", to: question, on: desk)
        #expect(try desk.notices(for: TestDesk.administrator) == ["administrator.problem"])
        try answer("Setuju", to: question, on: desk)
        #expect(try desk.requests().isEmpty)
    }

    @Test("is confirmed from the mailbox that was asked and from no other one, in time, by a person")
    func bound() throws {
        let desk = try TestDesk()
        let question = try submitted(desk)
        for sender in [TestDesk.rina, TestDesk.budi, "orang@lain.example"] {
            try answer("Setuju", to: question, from: sender, on: desk)
        }
        try answer("Setuju", to: question, on: desk, extra: "Auto-Submitted: auto-replied\r\n")
        #expect(try desk.requests().isEmpty)
        // An absence notice without any mark quotes the whole question, links and all.
        desk.receive(
            from: TestDesk.siti, subject: "Sedang dinas luar",
            body: "Saya kembali hari Senin.\n\n"
                + question.body.split(separator: "\n").map { "> \($0)" }
                .joined(separator: "\n"), proof: forged)
        try desk.next()
        #expect(try desk.requests().isEmpty)
        desk.wait(4 * 86_400)
        try answer("Setuju", to: question, on: desk)
        #expect(try desk.requests().isEmpty)
        #expect(try desk.lastOutcome().reason == "the answer to the question came too late")
    }

    @Test("is asked about at most three times a day")
    func limited() throws {
        let desk = try TestDesk()
        for _ in 0..<10 { _ = try submitted(desk) }
        #expect(try desk.notices(for: TestDesk.siti).count { $0 == asked } == 3)
        desk.wait(86_401)
        desk.markRead()
        _ = try submitted(desk)
        #expect(try desk.notices(for: TestDesk.siti).count { $0 == asked } == 1)
    }

    @Test("of an applicant whose domain proves nothing leads on, one question for each answer")
    func applicant() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let invitation = try desk.mail("applicant.identity-link", for: TestDesk.budi)
        try desk.answerIdentity(invitation, proof: forged)
        try desk.next()
        #expect(try desk.request().state == "awaitingIdentity")
        let question = try desk.mail(asked, for: TestDesk.budi)
        #expect(!question.text.contains("3201011708900001"))
        try answer("Setuju", to: question, from: TestDesk.budi, on: desk)
        #expect(try desk.request().state == "awaitingVerification")
    }

    @Test("says nothing to a stranger, and nothing to anybody when it would have no effect")
    func silent() throws {
        let desk = try TestDesk()
        for (sender, subject) in [
            ("orang@lain.example", "STATUS"), ("orang@lain.example", "PENGADUAN"),
            ("orang@lain.example", "Permohonan penerbitan"),
        ] {
            desk.receive(from: sender, subject: subject, body: "Tolong.", proof: forged)
        }
        try desk.run()
        #expect(desk.submission.accepted.isEmpty)
    }

    @Test("with a passphrase in it is not kept, and not asked about")
    func passphrase() throws {
        let desk = try TestDesk()
        desk.receive(
            from: TestDesk.siti, subject: "Passphrase", body: "Passphrase saya: rahasia-sekali-99",
            proof: forged)
        try desk.run()
        #expect(desk.submission.accepted.isEmpty)
        #expect(try SecretTrace.find("rahasia-sekali-99", in: desk.folder.appending(path: "spool")).isEmpty)
    }

    @Test("counts again as before once the ladder asks for more than the domain's word")
    func ladder() throws {
        let desk = try TestDesk()
        desk.desk = desk.desk.asking(.init([.init(.verifier, .openRequest): .confirmed]))
        desk.submit()
        try desk.run()
        #expect(try desk.requests().isEmpty)
        let question = try desk.mail(asked, for: TestDesk.siti)
        try answer("Setuju", to: question, on: desk)
        #expect(try desk.request().state == "awaitingIdentity")
    }

    @Test("is all mail while trust is suspended; afterwards results count again")
    func suspended() throws {
        let desk = try TestDesk()
        try desk.ledger.write { try $0.setFact(TrustSuspension.key, "1") }
        desk.submit()
        try desk.run()
        #expect(try desk.requests().isEmpty)
        #expect(try desk.notices(for: TestDesk.siti) == [asked])
        try desk.ledger.write { try $0.setFact(TrustSuspension.key, "") }
        desk.submit()
        try desk.run()
        #expect(try desk.requests().count == 1)
    }
}
