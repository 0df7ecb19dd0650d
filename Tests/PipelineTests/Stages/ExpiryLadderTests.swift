import Domain
import Pipeline
import Testing

@Suite("A certificate that ends")
struct ExpiryLadderTests {
    /// Days before the end on which `person` got a notice, while `days` days pass.
    private func noticed(
        _ desk: TestDesk, _ certificate: CertificateRecord, days: Int, person: String = TestDesk.budi
    ) throws -> [Int64] {
        var noticed: [Int64] = []
        for _ in 0..<days {
            desk.markRead()
            try desk.pass(days: 1)
            let expiring = try desk.notices(for: person).count { $0.hasPrefix("applicant.certificate-expir") }
            if expiring > 0 {
                #expect(expiring == 1)
                noticed.append((certificate.notAfter - desk.clock.now()) / 86_400)
            }
        }
        return noticed
    }

    @Test("is announced 60, 30, 14, 7, 3, 1 and 0 days before and 7 days after, once each")
    func ladder() throws {
        let desk = try TestDesk()
        let held = try desk.hold(days: 62)
        #expect(try noticed(desk, held, days: 85) == [60, 30, 14, 7, 3, 1, 0, -7])
    }

    @Test("its verifier gets one digest a week, as long as something is about to end")
    func digest() throws {
        let desk = try TestDesk()
        try desk.hold(days: 20)
        try desk.hold(name: "Ani Lestari", nik: "3201015708900003", address: "ani@kominfo.example", days: 5)
        try desk.hold(
            name: "Cici Dewi", nik: "3201015708900009", address: "cici@dinkes.example",
            verifier: TestDesk.rina,
            agency: "Dinas Kesehatan", days: 200)
        try desk.next()
        let digest = try desk.mail("verifier.expiring-digest", for: TestDesk.siti)
        #expect(digest.text.contains("Budi Santoso") && digest.text.contains("Ani Lestari"))
        #expect(!digest.text.contains("Cici Dewi"))
        var days: [Int] = []
        for day in 1...30 {
            desk.markRead()
            try desk.pass(days: 1)
            if try desk.notices(for: TestDesk.siti).contains("verifier.expiring-digest") { days.append(day) }
        }
        // Mondays.
        #expect(days == [7, 14])
        #expect(desk.newMail(for: TestDesk.rina).isEmpty)
    }

    @Test("missed announcements are skipped; only the one that fits today is made")
    func missed() throws {
        let desk = try TestDesk()
        try desk.hold(days: 62)
        try desk.next()
        #expect(desk.newMail(for: TestDesk.budi).isEmpty)
        desk.wait(50 * 86_400)
        try desk.next(isClockConfirmed: true)
        let mail = try desk.mail("applicant.certificate-expiring", for: TestDesk.budi)
        #expect(desk.newMail(for: TestDesk.budi).count == 1)
        #expect(mail.text.contains("12 hari"))
        desk.wait(30 * 86_400)
        try desk.next(isClockConfirmed: true)
        #expect(desk.newMail(for: TestDesk.budi).isEmpty)
    }

    @Test("brings a calendar file and the letter to the verifier that starts the renewal")
    func renewal() throws {
        let desk = try TestDesk()
        let held = try desk.hold(days: 30)
        try desk.next()
        let mail = try desk.mail("applicant.certificate-expiring", for: TestDesk.budi)
        let calendar = try #require(mail.attachments.first { $0.filename?.hasSuffix(".ics") ?? false })
        let text = String(decoding: calendar.content.decoded(), as: UTF8.self)
        #expect(text.contains("BEGIN:VALARM") && text.contains("20261223") && text.contains(held.serial.tail))
        #expect(!mail.text.contains(TestDesk.nik))
        let link = try #require(TestDesk.links(in: mail).first)
        #expect(link.recipient == EmailAddress(TestDesk.siti))
        // The verifier adds what she knows, and sends it on with her letter.
        desk.receive(
            from: TestDesk.siti, subject: link.subject,
            body: link.body + "\nNIK: \(TestDesk.nik)\nJabatan: Analis\nNo. HP: 081234567890", pdf: true)
        try desk.next()
        #expect(try desk.request().state == "awaitingIdentity")
        #expect(try desk.request().mechanism == .renewal)
    }

    @Test("is not announced while its renewal is under way, nor after it")
    func renewed() throws {
        let desk = try TestDesk()
        let held = try desk.hold(days: 31)
        desk.askRenewal()
        try desk.run()
        let asked = try desk.mail("applicant.identity-link", for: TestDesk.budi)
        #expect(try noticed(desk, held, days: 2) == [])
        try desk.answerIdentity(asked)
        try desk.next()
        try desk.decide("Setuju", in: try desk.mail("verifier.verification-link", for: TestDesk.siti))
        try desk.next()
        try desk.sealPassphrase(for: try desk.mail("applicant.passphrase-link", for: TestDesk.budi))
        try desk.next()
        try desk.approve()
        #expect(try desk.request().state == "closed.renewed")
        #expect(try noticed(desk, held, days: 40) == [])
        #expect(try !desk.notices(for: TestDesk.siti).contains("verifier.expiring-digest"))
    }

    @Test("is announced again if its renewal came to nothing")
    func cancelled() throws {
        let desk = try TestDesk()
        let held = try desk.hold(days: 31)
        desk.askRenewal()
        try desk.run()
        #expect(try noticed(desk, held, days: 2) == [])
        desk.command("BATAL \(try desk.request().number)", from: TestDesk.budi)
        try desk.next()
        #expect(try desk.notices(for: TestDesk.budi).contains("applicant.certificate-expiring"))
        #expect(try noticed(desk, held, days: 16) == [14])
    }

    @Test("is not announced once it is revoked")
    func revoked() throws {
        let desk = try TestDesk()
        let held = try desk.hold(days: 31)
        desk.ask("Pencabutan", "Alasan: Pensiun")
        try desk.run()
        try desk.approve()
        #expect(try noticed(desk, held, days: 40) == [])
    }

    @Test("two certificates of one person are announced each by itself")
    func two() throws {
        let desk = try TestDesk()
        let first = try desk.hold(days: 15)
        let second = try desk.hold(days: 16)
        desk.markRead()
        try desk.pass(days: 2)
        let mails = desk.newMail(for: TestDesk.budi).map(\.text)
        #expect(mails.count { $0.contains(first.serial.description) } == 1)
        #expect(mails.count { $0.contains(second.serial.description) } == 2)
        #expect(mails.count == 3)
    }
}
