import Domain
import Pipeline
import Testing
import Trust

@Suite("Submissions and other mail")
struct SubmissionTests {
    @Test("all faults of a form come back in one answer, and no request is opened")
    func faults() throws {
        let desk = try TestDesk()
        desk.submit(nik: "123") { $0.replacing("Email: ", with: "Email: bukan alamat ") }
        try desk.run()
        let answer = try #require(desk.newMail(for: TestDesk.siti).first)
        #expect(answer.body.contains("NIK"))
        #expect(answer.body.contains("Email"))
        #expect(answer.body.contains("Nama lengkap: Budi Santoso"))
        #expect(try desk.ledger.read { try $0.requests(RequestFilter()) }.isEmpty)
    }

    @Test("a verifier cannot be her own applicant")
    func fourEyes() throws {
        let desk = try TestDesk()
        desk.submit(applicant: TestDesk.siti)
        try desk.run()
        #expect(try desk.ledger.read { try $0.requests(RequestFilter()) }.isEmpty)
        #expect(try #require(desk.newMail(for: TestDesk.siti).first).body.contains("dua orang"))
    }

    @Test("a second request for the same applicant is answered with the number of the first")
    func duplicate() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        desk.submit { $0 + "\n" }
        desk.markRead()
        try desk.run()
        let requests = try desk.ledger.read { try $0.requests(RequestFilter()) }
        #expect(requests.count == 1)
        let answer = try #require(desk.newMail(for: TestDesk.siti).first)
        #expect(answer.body.contains(requests[0].number.description))
    }

    @Test("a proven stranger gets one uniform answer a day")
    func stranger() throws {
        let desk = try TestDesk()
        for subject in ["Halo", "STATUS", "STATUS SE-2026-000001-7"] {
            desk.receive(from: "orang@lain.example", subject: subject, body: "Apa kabar?")
            try desk.run()
        }
        #expect(desk.newMail(for: "orang@lain.example").count == 1)
        desk.wait(90_000)
        desk.receive(from: "orang@lain.example", subject: "Halo lagi", body: "Apa kabar?")
        try desk.run()
        #expect(desk.newMail(for: "orang@lain.example").count == 2)
    }

    @Test("mail that two readers could understand differently is put aside, the others go on")
    func ambiguous() throws {
        let desk = try TestDesk()
        desk.receive(from: TestDesk.siti, subject: "x", body: "y", extra: "From: lain@x.example\r\n")
        desk.submit()
        let report = try desk.run()
        #expect(report.process?.quarantined == 1)
        #expect(report.process?.processed == 1)
        #expect(desk.newMail(for: "admin@desk.example").count == 1)
    }

    @Test("commands: form, status, help, cancel")
    func commands() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let number = try desk.request().number
        for (subject, expected) in [
            ("FORMULIR PENERBITAN", "Nama lengkap:"), ("STATUS", number.description),
            ("Bantuan", "KIRIM ULANG"), ("RESEND \(number)", ""), ("BATAL \(number)", number.description),
        ] {
            desk.receive(from: TestDesk.siti, subject: subject, body: "")
            desk.markRead()
            try desk.run()
            let answer = try #require(desk.newMail(for: TestDesk.siti).first, "\(subject)")
            #expect((answer.subject + answer.body).contains(expected), "\(subject)")
        }
        #expect(try desk.request().state == "closed.cancelled")
    }

    @Test("a loop of answers ends at the budget, and what is held is not lost")
    func budget() throws {
        let desk = try TestDesk(budget: OutboundBudget(address: 5, request: 30, day: 5000))
        for _ in 0..<12 {
            desk.receive(from: TestDesk.siti, subject: "BANTUAN", body: "lagi")
            try desk.run()
        }
        #expect(desk.newMail(for: TestDesk.siti).count == 5)
        #expect(try desk.ledger.read { try $0.heldOutbox(limit: 100) }.count == 7)
    }

    @Test("explaining a mail changes nothing")
    func explanation() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let before = try desk.ledger.read { try $0.verifyChain() }
        let octets = desk.mailbox.messages[0].octets
        let digest = desk.desk.digesting.digest(octets)
        let record = try desk.ledger.read { try $0.message(digest) }
        let explanation = try Explanation(
            of: octets, record: record, digest: digest, desk: desk.desk, ledger: desk.ledger,
            spool: desk.spool)
        #expect(explanation.findings.contains { $0.topic == "recorded" && $0.finding.contains("processed") })
        #expect(!explanation.findings.contains { $0.finding.contains("3201011708900001") })
        #expect(try desk.ledger.read { try $0.verifyChain() } == before)
    }
}
