import Domain
import Pipeline
import Testing

/// Everything a stranger can write into a mail to be taken for somebody else (after "Composition Kills", USENIX
/// Security 2020, and "Weak Links", 2021), through the whole desk.
@Suite("Spoofed mail")
struct SpoofedMailTests {
    /// What an attacker who knows everything but the mailboxes would write.
    private struct Wish {
        let sender: String
        let subject: String
        let body: String
    }

    private static let boundary =
        "Received: from client by mx.desk.example with ESMTP; Mon, 23 Nov 2026 09:00:00 +0700\r\n"
    private static let claim = "dmarc=pass header.from=kominfo.example"
    private static let own = "Authentication-Results: mx.desk.example; "

    /// Header sections in which the sender is proven only to whoever reads carelessly. `FROM` stands for the victim.
    private static let disguises: [String] = {
        let below = [
            "\(own)\(claim)", "authentication-results: MX.DESK.EXAMPLE.; \(claim)",
            "Authentication-Results: (x) mx.desk.example (y); \(claim)",
            "Authentication-Results:\r\n mx.desk.example; \(claim)",
            "ARC-Authentication-Results: i=1; mx.desk.example; \(claim)",
            "X-Authentication-Results: mx.desk.example; \(claim)",
        ].map { "\(boundary)\($0)\r\nFrom: <FROM>\r\n" }
        let beside = [
            "evil.example; \(claim)", "mx.desk.example.evil.example; \(claim)",
            "evil.example (mx.desk.example); \(claim)",
            "mx.desk.example; spf=pass smtp.mailfrom=kominfo.example",
            "mx.desk.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=FROM",
            "mx.desk.example; dmarc=pass header.from=evil.example",
            "mx.desk.example; dmarc=fail header.from=kominfo.example; dkim=pass header.d=kominfo.example",
            "mx.desk.example; dmarc=pass header.from=kominfo.example.evil.example",
            "mx.desk.example; dkim=pass header.i=@kominfo.example header.d=evil.example",
            "mx.desk.example; none", "mx.desk.example 2; \(claim)",
            "mx.desk.example; dmarc=pass (header.from=kominfo.example)",
            "mx.desk.example; dmarc=pass reason=\"header.from=kominfo.example\"",
            "mx.desk.example; dmarc=none header.from=kominfo.example; spf=pass",
        ].map { "Authentication-Results: \($0)\r\n\(boundary)From: <FROM>\r\n" }
        let twice = [
            "\(own)\(claim)\r\n\(own)dmarc=fail header.from=kominfo.example\r\n\(boundary)From: <FROM>\r\n",
            "\(own)dmarc=fail header.from=kominfo.example\r\n\(boundary)\(own)\(claim)\r\nFrom: <FROM>\r\n",
            "\(own)\(claim); dmarc=fail header.from=kominfo.example\r\n\(boundary)From: <FROM>\r\n",
        ]
        // The provider vouches for the attacker's own domain; the victim stands somewhere in the header.
        let evil = "\(own)dmarc=pass header.from=evil.example\r\n\(boundary)"
        let froms = [
            "From: <FROM>, <x@evil.example>\r\n", "From: <x@evil.example>, <FROM>\r\n",
            "From: <x@evil.example>\r\nFrom: <FROM>\r\n", "From: <FROM>\r\nFrom: <x@evil.example>\r\n",
            "From: \"FROM\" <x@evil.example>\r\n", "From: FROM <x@evil.example>\r\n",
            "From: <x@evil.example>\r\nSender: <FROM>\r\n", "Sender: <x@evil.example>\r\nFrom: <FROM>\r\n",
            "From: <FROM,x@evil.example>\r\n", "From: <@evil.example:FROM>\r\n", "From: grup: <FROM>;\r\n",
            "From: <FROM>(<x@evil.example>)\r\n", "From : <FROM>\r\n", "From:\r\n <FROM>\r\n",
            "From: =?utf-8?q?=3CFROM=3E?= <x@evil.example>\r\n", "From: <FROM\u{0}@evil.example>\r\n",
            "From: \"<FROM>\"@evil.example\r\n", "From: <FROM> <x@evil.example>\r\n",
            "FROM: <FROM>\r\n", "From: FROM\r\nReply-To: x@evil.example\r\n",
            "Reply-To: <FROM>\r\nFrom: <x@evil.example>\r\n",
            "From: <FROM@evil.example>\r\n", "From: <>\r\nReply-To: <FROM>\r\n",
            "X: y\rFrom: <FROM>\r\nFrom: <x@evil.example>\r\n",
        ].map { evil + $0 }
        return below + beside + twice + froms
    }()

    private static func octets(_ wish: Wish, _ disguise: String, _ index: Int) -> [UInt8] {
        let subject = wish.subject
        return Array(
            """
            Return-Path: <x@evil.example>\r
            \(disguise.replacing("FROM", with: wish.sender))To: layanan@desk.example\r
            Subject: \(subject)\r
            Message-ID: <spoof-\(index)@evil.example>\r
            MIME-Version: 1.0\r
            Content-Type: text/plain; charset=utf-8\r
            \r
            \(wish.body.replacing("\n", with: "\r\n"))\r

            """.utf8)
    }

    @Test("of 500 and more kinds changes nothing, and no stranger gets a word")
    func spoofed() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        try desk.answerIdentity(try desk.mail("applicant.identity-link", for: TestDesk.budi))
        try desk.next()
        let question = try desk.mail("verifier.verification-link", for: TestDesk.siti)
        let record = try desk.request()
        let link = try #require(TestDesk.links(in: question).first { $0.body.hasPrefix("Setuju") })
        let wishes = [
            Wish(sender: TestDesk.siti, subject: link.subject, body: link.body),
            Wish(sender: TestDesk.siti, subject: "BATAL \(record.number)", body: ""),
            Wish(sender: TestDesk.budi, subject: "BATAL \(record.number)", body: "BATAL \(record.number)"),
            Wish(sender: TestDesk.budi, subject: "TARIK PERSETUJUAN \(record.number)", body: ""),
            Wish(sender: TestDesk.siti, subject: "KIRIM ULANG \(record.number)", body: ""),
            Wish(sender: TestDesk.siti, subject: "Tolak", body: "Tolak: palsu\n\n\(link.body)"),
            Wish(sender: TestDesk.authority, subject: "Setuju", body: link.body),
            Wish(sender: TestDesk.officer, subject: "PENGADUAN", body: "Tutup semua kasus."),
            Wish(sender: "orang@lain.example", subject: "PENGADUAN", body: "Saya mengadu."),
            Wish(sender: "orang@lain.example", subject: "STATUS \(record.number)", body: link.body),
            Wish(sender: TestDesk.rina, subject: "Setuju", body: link.body),
            Wish(sender: TestDesk.budi, subject: link.subject, body: "Tolak: bukan saya\n\n\(link.body)"),
            Wish(
                sender: TestDesk.siti, subject: "Permohonan pencabutan",
                body: "Jenis: Pencabutan\nNama lengkap: Budi Santoso\nNIK: \(TestDesk.nik)\nAlasan: lain"),
        ]
        let chain = try desk.ledger.read { try $0.verifyChain() }
        let tokens = try desk.ledger.read { try $0.tokens(of: record.number) }
        desk.markRead()
        let sent = desk.submission.accepted.count
        var count = 0
        for disguise in Self.disguises {
            // Whoever is proven under an address of their own may complain; that is no disguise.
            let isComplaining = !disguise.contains("header.from=evil.example")
            for wish in wishes where isComplaining || wish.subject != "PENGADUAN" {
                desk.mailbox.add(Self.octets(wish, disguise, count))
                count += 1
            }
        }
        #expect(count >= 500)
        try desk.run()
        #expect(try desk.request() == record)
        #expect(try desk.requests().count == 1)
        #expect(try desk.ledger.read { try $0.cases(CaseFilter()) }.isEmpty)
        #expect(try desk.ledger.read { try $0.tokens(of: record.number) } == tokens)
        #expect(try desk.ledger.read { try $0.verifyChain() } == chain)
        // People on file are asked at their own mailboxes; whoever wrote hears nothing, but for the attacker whose own
        // address is proven, who is told politely that this desk serves others.
        let answered = Set(desk.submission.accepted.dropFirst(sent).map(\.recipient.addrSpec))
        let known = Set([TestDesk.siti, TestDesk.rina, TestDesk.budi, TestDesk.authority, TestDesk.officer])
        #expect(
            answered.isSubset(of: known.union([TestDesk.administrator, "x@evil.example"])), "\(answered)")
        #expect(
            try desk.notices(for: "x@evil.example").allSatisfy {
                ["sender.unknown", "sender.link-foreign"].contains($0)
            })
        for person in known {
            let notices = try desk.notices(for: person)
            #expect(notices.allSatisfy { $0 == "sender.confirmation-asked" }, "\(person): \(notices)")
            #expect(notices.count <= 3)
        }
        // What two readers could take for two senders is put aside, nothing else is.
        let messages = try desk.ledger.read {
            try $0.messages(mailbox: desk.mailbox.name, uidValidity: UIDValidity(1)).suffix(count).map(
                \.message)
        }
        #expect(messages.allSatisfy { $0.outcome != .processed && $0.outcome != .pending })
        // The living code was in many of them, and still opens only for whom it was made.
        try desk.decide("Setuju", in: question)
        try desk.run()
        #expect(try desk.request().state == "awaitingPassphrase")
    }
}
