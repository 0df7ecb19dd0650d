import Domain
import Pipeline
import Testing

@Suite("A citizen writes again")
struct CaseContinuationTests {
    @Test("a reply reaches the officer, opens an answered case again, and is receipted once a day")
    func reply() throws {
        let desk = try TestDesk()
        let letter = try desk.complain()
        try desk.reply(to: letter, "Sudah kami tegur.")
        let answer = try #require(desk.newMail(for: TestDesk.wati).first)
        desk.wait(86_400)
        for text in ["Masih tutup.", "Sampai hari ini."] {
            try desk.reply(to: answer, text, from: TestDesk.wati)
            #expect(try #require(desk.newMail(for: TestDesk.officer).first).body.contains(text))
        }
        let record = try desk.caseFile()
        #expect(record.status == .awaitingOfficer)
        #expect(record.changedAt == desk.clock.now())
        #expect(try desk.count("officer.case-continued", of: record.number) == 2)
        // One on the first day, one on the second.
        #expect(try desk.count("citizen.case-received", of: record.number) == 2)
        let names = try desk.ledger.read { try $0.events(of: record.number) }.map(\.event.name)
        #expect(names == ["case-opened", "case-answered", "case-continued", "case-continued"])
    }

    @Test("a reply without the number is found by the mail it answers")
    func thread() throws {
        let desk = try TestDesk()
        try desk.complain()
        let receipt = try #require(desk.newMail(for: TestDesk.wati).first)
        let id = try #require(receipt.messageID)
        desk.receive(
            from: TestDesk.wati, subject: "tambahan", body: "Ada fotonya.", picture: true,
            extra: "In-Reply-To: \(id)\r\n")
        desk.markRead()
        try desk.run()
        let letter = try #require(desk.newMail(for: TestDesk.officer).first)
        #expect(letter.body.contains("Ada fotonya."))
        #expect(letter.attachments.map(\.filename) == ["lampiran-1.jpg"])
        #expect(try desk.caseFile().status == .awaitingOfficer)
    }

    @Test("writing every day does not put off the day the officer's answer is due")
    func impatience() throws {
        let desk = try TestDesk()
        try desk.complain()
        let opened = try desk.caseFile()
        desk.wait(80_000)
        desk.receive(from: TestDesk.wati, subject: "Re: [\(opened.number)] x", body: "Bagaimana?")
        try desk.run()
        #expect(try desk.caseFile().changedAt == opened.changedAt)
    }

    @Test("a citizen's LAPOR! number is recorded and shown to the officer")
    func lapor() throws {
        let desk = try TestDesk()
        try desk.complain()
        let number = try desk.caseFile().number
        desk.receive(
            from: TestDesk.wati, subject: "Re: [\(number)] x",
            body: "Saya juga melapor.\nNomor LAPOR: 2233445")
        desk.markRead()
        try desk.run()
        #expect(try desk.caseFile().laporNumber == "2233445")
        #expect(try #require(desk.newMail(for: TestDesk.officer).first).body.contains("2233445"))
    }

    @Test("a loop of replies reaches the officer ten times a day and no more")
    func loop() throws {
        let desk = try TestDesk()
        try desk.complain()
        let number = try desk.caseFile().number
        for index in 1...14 {
            desk.receive(from: TestDesk.wati, subject: "Re: [\(number)] x", body: "Lagi \(index)")
        }
        desk.markRead()
        try desk.run()
        #expect(desk.newMail(for: TestDesk.officer).count == 10)
        #expect(try desk.lastOutcome().outcome == .ignored)
    }

    @Test("STATUS shows the citizen's own case, by number and among everything")
    func status() throws {
        let desk = try TestDesk()
        let letter = try desk.complain()
        let number = try desk.caseFile().number
        for (subject, state) in [("STATUS \(number)", "menunggu jawaban"), ("STATUS", "menunggu jawaban")] {
            desk.receive(from: TestDesk.wati, subject: subject, body: "")
            desk.markRead()
            try desk.run()
            let answer = try #require(desk.newMail(for: TestDesk.wati).first, "\(subject)")
            #expect(answer.body.contains(number.description))
            #expect(answer.body.contains(state))
            #expect(desk.newMail(for: TestDesk.officer).isEmpty)
        }
        try desk.reply(to: letter, "TUTUP")
        desk.receive(from: TestDesk.wati, subject: "STATUS \(number)", body: "")
        desk.markRead()
        try desk.run()
        #expect(try #require(desk.newMail(for: TestDesk.wati).first).body.contains("ditutup"))
    }

    @Test("a closed case goes on as a new one of the same kind")
    func closed() throws {
        let desk = try TestDesk()
        let letter = try desk.complain("SARAN loket")
        try desk.reply(to: letter, "TUTUP")
        let told = try #require(desk.newMail(for: TestDesk.wati).first)
        try desk.reply(to: told, "Belum selesai menurut saya.", from: TestDesk.wati)
        let all = try desk.cases()
        #expect(all.map(\.status).sorted { $0.rawValue < $1.rawValue } == [.awaitingOfficer, .closed])
        #expect(all.allSatisfy { $0.kind == .suggestion })
        #expect(try #require(desk.newMail(for: TestDesk.officer).first).body.contains("Belum selesai"))
    }

    @Test("the officer is reminded once after one working day, not over the weekend, and again after news")
    func reminder() throws {
        let desk = try TestDesk()
        desk.wait(4 * 86_400)
        // Friday, 09.00 WIB.
        let letter = try desk.complain()
        let number = try desk.caseFile().number
        let reminders = { try desk.count("officer.case-reminder", of: number) }
        for hours: Int64 in [23, 24, 24] {
            desk.wait(hours * 3_600)
            try desk.run()
            #expect(try reminders() == 0)
        }
        // Monday, 09.00 WIB.
        desk.wait(3_600)
        desk.markRead()
        #expect(try desk.run().remind?.cases == 1)
        let reminder = try #require(desk.newMail(for: TestDesk.officer).first)
        desk.wait(86_400)
        try desk.run()
        #expect(try reminders() == 1)
        // Its Reply-To carries a code of its own.
        try desk.reply(to: reminder, "Maaf, sudah kami tegur.", subject: "jawaban")
        #expect(try desk.caseFile().status == .answered)
        desk.wait(2 * 86_400)
        try desk.run()
        #expect(try reminders() == 1)
        desk.receive(from: TestDesk.wati, subject: "Re: [\(number)] x", body: "Masih tutup.")
        try desk.run()
        desk.wait(2 * 86_400)
        try desk.run()
        #expect(try reminders() == 2)
        #expect(letter.replyTo != reminder.replyTo)
    }
}
