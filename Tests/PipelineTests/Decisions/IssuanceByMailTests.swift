import Domain
import MIME
import Pipeline
import Testing

@Suite("Issuance by mail")
struct IssuanceByMailTests {
    /// A desk whose request waits for the verifier; returns the mail that asks her.
    private func verifying() throws -> (TestDesk, ReceivedMessage) {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let asked = try #require(desk.newMail(for: TestDesk.budi).first)
        try desk.answerIdentity(asked)
        desk.markRead()
        try desk.run()
        #expect(try desk.request().state == "awaitingVerification")
        return (desk, try #require(desk.newMail(for: TestDesk.siti).first))
    }

    @Test("submission, identity and approval lead to the passphrase step")
    func approval() throws {
        let (desk, mail) = try verifying()
        #expect(mail.attachments.count == 2)
        #expect(mail.body.contains("3201011708900001"))
        try desk.decide("Setuju", in: mail)
        desk.markRead()
        try desk.run()
        #expect(try desk.request().state == "awaitingPassphrase")
        #expect(desk.newMail(for: TestDesk.budi).count == 1)
        #expect(desk.newMail(for: TestDesk.siti).count == 1)
        #expect(try desk.ledger.read { try $0.verifyChain() }.firstBroken == nil)
    }

    @Test("the applicant's own mail never shows the whole NIK")
    func masked() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let asked = try #require(desk.newMail(for: TestDesk.budi).first)
        try desk.answerIdentity(asked, nik: "3201011708900002", picture: false)
        try desk.run()
        for mail in desk.newMail(for: TestDesk.budi) {
            #expect(!mail.body.contains("3201011708900001"))
            #expect(!mail.body.contains("3201011708900002"))
        }
        #expect(try desk.request().state == "awaitingIdentity")
    }

    @Test("documents and good values of a faulty answer need not be sent again")
    func draft() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let asked = try #require(desk.newMail(for: TestDesk.budi).first)
        try desk.answerIdentity(asked, nik: "123")
        desk.markRead()
        try desk.run()
        let faults = try #require(desk.newMail(for: TestDesk.budi).first)
        #expect(try desk.request().state == "awaitingIdentity")
        let link = try #require(TestDesk.links(in: faults).first)
        desk.receive(
            from: TestDesk.budi, to: link.recipient.addrSpec, subject: link.subject,
            body: "\(link.body)\nNIK: 3201011708900001\nPersetujuan: Saya setuju")
        try desk.run()
        #expect(try desk.lastOutcome().reason == "identity data complete")
        #expect(try desk.request().state == "awaitingVerification")
    }

    @Test("a return carries its reason to the applicant, whose correction reaches the verifier")
    func returned() throws {
        let (desk, mail) = try verifying()
        try desk.decide("Kembalikan", in: mail, reason: "Foto KTP buram")
        desk.markRead()
        try desk.run()
        #expect(try desk.request().state == "awaitingCorrection")
        let back = try #require(desk.newMail(for: TestDesk.budi).first)
        #expect(back.body.contains("Foto KTP buram"))
        try desk.answerIdentity(back)
        desk.markRead()
        try desk.run()
        #expect(try desk.request().state == "awaitingVerification")
        #expect(desk.newMail(for: TestDesk.siti).count == 1)
    }

    @Test("a rejection needs a reason; the unchanged placeholder is asked back")
    func placeholder() throws {
        let (desk, mail) = try verifying()
        try desk.decide("Tolak", in: mail)
        desk.markRead()
        try desk.run()
        #expect(try desk.request().state == "awaitingVerification")
        let again = try #require(desk.newMail(for: TestDesk.siti).first)
        try desk.decide("Tolak", in: again, reason: "Bukan pegawai kami")
        desk.markRead()
        try desk.run()
        #expect(try desk.request().state == "closed.rejected")
        #expect(try #require(desk.newMail(for: TestDesk.budi).first).body.contains("Bukan pegawai kami"))
    }

    @Test("a link that says approve with words that say reject decides nothing")
    func contradiction() throws {
        let (desk, mail) = try verifying()
        let link = try #require(TestDesk.links(in: mail).first { $0.body.hasPrefix("Setuju") })
        desk.receive(
            from: TestDesk.siti, to: link.recipient.addrSpec, subject: link.subject,
            body: link.body.replacing("Setuju", with: "Tolak: data salah"))
        try desk.run()
        #expect(try desk.request().state == "awaitingVerification")
    }

    @Test("a plain reply whose first word decides works without any link")
    func plainReply() throws {
        let (desk, mail) = try verifying()
        let identifier = try #require(mail.messageID)
        desk.receive(
            from: TestDesk.siti, subject: "Re: \(mail.subject)", body: "Setuju",
            extra: "In-Reply-To: \(identifier)\r\n")
        try desk.run()
        #expect(try desk.request().state == "awaitingPassphrase")
    }

    @Test("a used link is answered with what happened and when, and changes nothing")
    func secondUse() throws {
        let (desk, mail) = try verifying()
        try desk.decide("Setuju", in: mail)
        try desk.run()
        try desk.decide("Tolak", in: mail, reason: "berubah pikiran")
        desk.markRead()
        try desk.run()
        #expect(try desk.request().state == "awaitingPassphrase")
        #expect(try desk.lastOutcome().reason.contains("sender.link-used"))
    }

    @Test("a forwarded link is useless to somebody else")
    func foreign() throws {
        let (desk, mail) = try verifying()
        try desk.decide("Setuju", in: mail, from: TestDesk.budi)
        desk.markRead()
        try desk.run()
        #expect(try desk.request().state == "awaitingVerification")
        #expect(try desk.lastOutcome().reason.contains("sender.link-foreign"))
        #expect(desk.newMail(for: TestDesk.siti).isEmpty)
    }

    @Test("an expired link brings a fresh one at once, at most three times a day")
    func expired() throws {
        let (desk, mail) = try verifying()
        desk.wait(4 * 86_400)
        for expected in [1, 1, 1, 0] {
            try desk.decide("Setuju", in: mail)
            desk.markRead()
            try desk.run()
            let renewed = try desk.notices(for: TestDesk.siti).count { $0 == "verifier.link-renewed" }
            #expect(renewed == expected)
        }
        #expect(try desk.request().state == "awaitingVerification")
    }

    @Test("without proof of the sender nothing changes; only the mailbox on file is asked")
    func unproven() throws {
        let (desk, mail) = try verifying()
        let link = try #require(TestDesk.links(in: mail).first)
        desk.receive(
            from: TestDesk.siti, to: link.recipient.addrSpec, subject: link.subject, body: link.body,
            proof: "dmarc=fail")
        desk.markRead()
        let report = try desk.run()
        #expect(report.process?.answered == 1)
        #expect(report.send?.sent == 1)
        #expect(try desk.notices(for: TestDesk.siti) == ["sender.confirmation-asked"])
        #expect(try desk.request().state == "awaitingVerification")
    }

    @Test("an absence notice that quotes the whole mail spends no link")
    func vacation() throws {
        let (desk, mail) = try verifying()
        let link = try #require(TestDesk.links(in: mail).first { $0.body.hasPrefix("Setuju") })
        desk.receive(
            from: TestDesk.siti, to: link.recipient.addrSpec, subject: "Balasan otomatis: \(mail.subject)",
            body: link.body, extra: "Auto-Submitted: auto-replied\r\n")
        #expect(try desk.run().process?.ignored == 1)
        try desk.decide("Setuju", in: mail)
        try desk.run()
        #expect(try desk.request().state == "awaitingPassphrase")
    }
}
