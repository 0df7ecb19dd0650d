import Domain
import MIME
import Pipeline
import TestSupport
import Testing
import Trust

/// Programs that answer, among them another desk like this one.
@Suite("Loops")
struct LoopTests {
    @Test("two desks that write to each other for 1,000 rounds send two mails at most")
    func twoDesks() throws {
        let desk = try TestDesk()
        desk.receive(from: "desk@lain.example", subject: "Halo", body: "Apa ini?")
        var rounds = 0
        var answered = 0
        while rounds < 1000 {
            rounds += 1
            try desk.run()
            let mails = desk.newMail(for: "desk@lain.example")
            desk.markRead()
            answered += mails.count
            if mails.isEmpty { break }
            // The other desk answers as this one does: marked as automatic, in the thread, from its own address.
            for mail in mails {
                let identifier = try #require(mail.messageID)
                desk.receive(
                    from: "desk@lain.example", subject: "Re: \(mail.subject)", body: mail.body,
                    extra: "Auto-Submitted: auto-replied\r\nIn-Reply-To: \(identifier)\r\n")
            }
        }
        #expect(answered <= 2)
        #expect(rounds < 1000)
    }

    @Test(
        "a program without any mark that writes from a new address each time is held by its domain's budget")
    func newAddresses() throws {
        let desk = try TestDesk(budget: OutboundBudget(address: 20, request: 30, domain: 25, day: 5000))
        for round in 0..<120 {
            desk.receive(
                from: "robot\(round)@loop.example", subject: "Pertanyaan \(round)", body: "Mohon dijawab.")
        }
        try desk.run()
        let sent = desk.submission.accepted.filter { $0.recipient.domain == "loop.example" }
        #expect(sent.count == 25)
        #expect(try desk.notices(for: TestDesk.administrator) == ["administrator.budget-held"])
        // Somebody of another domain is answered as ever.
        desk.markRead()
        desk.receive(from: "orang@lain.example", subject: "Pertanyaan", body: "Mohon dijawab.")
        try desk.run()
        #expect(desk.newMail(for: "orang@lain.example").count == 1)
        for _ in 0..<20 {
            desk.wait(3600)
            try desk.run()
        }
        #expect(desk.submission.accepted.count { $0.recipient.domain == "loop.example" } == 25)
    }

    @Test("a late mail extends the step it asks for by a day, once, and a forged report does nothing")
    func late() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let due = try #require(try desk.request().dueAt)
        let invitation = try desk.mail("applicant.identity-link", for: TestDesk.budi)
        let identifier = try #require(invitation.messageID)
        for id in ["<m1@desk.example>", "\(identifier)", "\(identifier)", "\(identifier)"] {
            desk.receiveReport(action: "delayed", status: "4.4.1", about: id, recipient: TestDesk.budi)
            try desk.run()
        }
        #expect(try desk.request().dueAt == due + 86_400)
        #expect(try desk.request().state == "awaitingIdentity")
        #expect(desk.newMail(for: TestDesk.budi).count == 1)
    }

    @Test(
        "bounces, complaints and list mails of other people, about our mail or not: no answer, no request, no code spent",
        .enabled(if: Corpora.arePresent))
    func corpora() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let record = try desk.request()
        let tokens = try desk.ledger.read { try $0.tokens(of: record.number) }
        let sent = desk.submission.accepted.count
        var count = 0
        for folder in ["bounces", "flanker/bounce", "flanker/complaints", "notmuch-lkml"] {
            for name in try Corpora.files(in: folder) where name.hasSuffix(".eml") {
                let octets = try Corpora.bytes("\(folder)/\(name)")
                desk.mailbox.add(octets)
                count += 1
            }
        }
        try desk.run()
        #expect(count >= 200)
        #expect(try desk.request() == record)
        #expect(try desk.ledger.read { try $0.tokens(of: record.number) } == tokens)
        let answered = desk.submission.accepted.dropFirst(sent).filter {
            $0.recipient.addrSpec != TestDesk.administrator
        }
        #expect(answered.isEmpty, "\(answered.map(\.recipient))")
    }

    @Test("absence notices in both languages that quote our whole mail get no answer and spend no code")
    func vacations() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let invitation = try desk.mail("applicant.identity-link", for: TestDesk.budi)
        let link = try #require(TestDesk.links(in: invitation).first)
        let record = try desk.request()
        let sent = desk.submission.accepted.count
        let quote = (link.body + "\n" + invitation.body).split(separator: "\n").map { "> \($0)" }
            .joined(separator: "\n")
        let subjects = [
            "Balasan otomatis: \(invitation.subject)", "Automatic reply: \(invitation.subject)",
            "Out of office: \(invitation.subject)", "Sedang cuti: \(invitation.subject)",
            "Auto: \(invitation.subject)", "Re: \(invitation.subject)",
        ]
        let marks = [
            "Auto-Submitted: auto-replied\r\n", "Auto-Submitted: auto-generated (vacation)\r\n",
            "X-Autoreply: yes\r\n", "X-Autorespond: 1\r\n", "Precedence: auto_reply\r\n",
            "Precedence: Bulk\r\n",
            "X-Auto-Response-Suppress: All\r\nAuto-Submitted: auto-replied; owner-email=x@y.example\r\n",
        ]
        var count = 0
        for subject in subjects {
            for mark in marks {
                desk.receive(
                    from: TestDesk.budi, to: link.recipient.addrSpec, subject: subject,
                    body: "Saya sedang tidak di kantor sampai 30 November.\n\n\(quote)", extra: mark)
                count += 1
            }
        }
        for subject in subjects.prefix(4) {
            desk.receive(
                from: TestDesk.budi, to: link.recipient.addrSpec, subject: subject,
                body: "Saya cuti.\n\n\(quote)")
            count += 1
        }
        try desk.run()
        #expect(count >= 40)
        #expect(try desk.request() == record)
        #expect(desk.submission.accepted.count == sent)
        try desk.answerIdentity(invitation)
        try desk.run()
        #expect(try desk.request().state == "awaitingVerification")
    }
}

extension TestDesk {
    /// A delivery status notification (RFC 3464).
    func receiveReport(action: String, status: String, about identifier: String, recipient: String) {
        mailbox.add(
            Array(
                """
                Return-Path: <>\r
                Received: from mx by mx.desk.example with ESMTP; Mon, 23 Nov 2026 09:00:00 +0700\r
                From: Mail Delivery System <MAILER-DAEMON@mx.lain.example>\r
                To: layanan@desk.example\r
                Subject: Delivery Status Notification\r
                Message-ID: <dsn-\(mailbox.messages.count)@mx.lain.example>\r
                MIME-Version: 1.0\r
                Content-Type: multipart/report; report-type=delivery-status; boundary=r\r
                \r
                --r\r
                Content-Type: text/plain\r
                \r
                Your message is still on its way.\r
                --r\r
                Content-Type: message/delivery-status\r
                \r
                Reporting-MTA: dns; mx.lain.example\r
                \r
                Final-Recipient: rfc822; \(recipient)\r
                Action: \(action)\r
                Status: \(status)\r
                \r
                --r\r
                Content-Type: message/rfc822\r
                \r
                Message-ID: \(identifier)\r
                To: \(recipient)\r
                Subject: x\r
                \r
                x\r
                --r--\r

                """.utf8))
    }
}
