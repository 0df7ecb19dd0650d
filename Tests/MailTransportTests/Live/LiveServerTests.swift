import Domain
import Foundation
import Testing

@testable import MailTransport

/// Dovecot and Postfix as `scripts/mail-servers start DIR` runs them; `SERTIPOS_MAIL_SERVERS=DIR/servers.env`.
@Suite(.enabled(if: LiveServers.current != nil)) struct LiveServerTests {
    let servers: LiveServers

    init() throws { servers = try #require(LiveServers.current) }

    @Test(arguments: [TransportSecurity.implicit, .startTLS]) func `login and idle visit`(
        security: TransportSecurity
    ) throws {
        let mailbox = try servers.mailbox(servers.freshUser(), security)
        let status = try mailbox.open()
        #expect(status.exists == 0)
        try mailbox.list(from: UID(1)) { _ in Issue.record("empty") }
        mailbox.close()
    }

    @Test func `wrong password, wrong authority and wrong host name are told apart`() throws {
        let user = servers.freshUser()
        let password = #expect(throws: TransportError.self) {
            try servers.mailbox(user, .implicit, password: "wrong").open()
        }
        #expect(password?.code == .credentialsRefused)
        let authority = #expect(throws: TransportError.self) {
            try servers.mailbox(user, .implicit, authority: "/etc/ssl/certs/ca-certificates.crt").open()
        }
        #expect(authority?.code == .tlsFailed)
        let missing = #expect(throws: TransportError.self) {
            try servers.mailbox(user, .startTLS, authority: "/nonexistent.pem").open()
        }
        #expect(missing?.code == .trustUnreadable)
        let name = #expect(throws: TransportError.self) {
            try servers.mailbox(user, .implicit, host: "127.0.0.2").open()
        }
        #expect(name?.code == .tlsFailed)
    }

    @Test func `five hundred small messages and one of 3 MB arrive whole`() throws {
        let user = servers.freshUser()
        let large = wire(
            "Subject: large\n\n" + String(repeating: String(repeating: "A", count: 76) + "\n", count: 40_000))
        let small = (0..<500).map { wire("Subject: \($0)\n\nS3 OK FETCH completed\n)\n") }
        try servers.append(small + [large], to: user)
        let mailbox = try servers.mailbox(user, .implicit)
        #expect(try mailbox.open().exists == 501)
        var listed: [MailboxEntry] = []
        try mailbox.list(from: UID(1)) { listed += $0 }
        #expect(listed.count == 501)
        #expect(listed.contains { $0.size == large.count })
        var sink = CollectingSink()
        try mailbox.fetch(listed, into: &sink)
        #expect(Set(sink.whole.values) == Set(small + [large]))
        var headers = CollectingSink()
        try mailbox.fetchHeaders(Array(listed.prefix(3)), into: &headers)
        #expect(headers.whole.values.allSatisfy { $0.starts(with: Array("Subject: ".utf8)) && $0.count < 30 })
        mailbox.close()
    }

    @Test func `messages are marked and moved, and move again into a mailbox that exists`() throws {
        let user = servers.freshUser()
        try servers.append((0..<3).map { wire("Subject: \($0)\n\nx\n") }, to: user)
        let mailbox = try servers.mailbox(user, .implicit)
        let status = try mailbox.open()
        try mailbox.markSeen([UID(1), UID(2)])
        try mailbox.move([UID(1)], to: "Arsip")
        try mailbox.move([UID(2)], to: "Arsip")
        mailbox.close()
        let after = try servers.mailbox(user, .implicit)
        #expect(
            try after.open() == MailboxStatus(uidValidity: status.uidValidity, uidNext: UID(4), exists: 1))
        let archive = try servers.mailbox(user, .implicit, mailbox: "Arsip")
        #expect(try archive.open().exists == 2)
        #expect(throws: TransportError(.mailboxMissing, .select, host: "")) {
            try servers.mailbox(user, .implicit, mailbox: "Tidak Ada").open()
        }
    }

    @Test(arguments: [TransportSecurity.implicit, .startTLS, .plaintextLoopback])
    func `mail goes through Postfix into Dovecot and comes back`(security: TransportSecurity) throws {
        let user = servers.freshUser()
        let address = try #require(EmailAddress(user))
        let message = wire(
            "Subject: round trip\nFrom: desk@desk.test\nMessage-ID: <1@desk.test>\nDate: Sun, 22 Nov 2026 10:00:00 +0700\n\n.\n..dots\nend\n"
        )
        let items = try (0..<20).map { index in
            SubmissionItem(
                id: Int64(index), reversePath: EmailAddress(index == 0 ? "x@forged.test" : "desk@desk.test"),
                recipient: index == 1 ? try #require(address.withSubaddress("token")) : address,
                bytes: message)
        }
        let submission = try servers.submission(security)
        try submission.probe()
        let outcomes = try SMTPSubmissionTests.deliver(items, submission).outcomes
        #expect(outcomes.map(\.result) == Array(repeating: .accepted, count: 20))
        let received = try servers.waitForMail(user, count: 20)
        #expect(received.allSatisfy { Array($0.suffix(message.count)) == message })
        let texts = received.map { String(decoding: $0, as: UTF8.self) }
        #expect(
            texts.filter {
                $0.contains("Authentication-Results: mx.desk.test; dmarc=pass header.from=desk.test\r\n")
            }.count == 19)
        #expect(texts.filter { $0.contains("dmarc=fail header.from=forged.test") }.count == 1)
    }

    @Test func `Postfix refuses what is too large for good`() throws {
        let large = [UInt8](wire(String(repeating: String(repeating: "A", count: 900) + "\n", count: 50_000)))
        let item = SubmissionItem(
            id: 1, reversePath: nil, recipient: try #require(EmailAddress(servers.freshUser())), bytes: large)
        let outcome = try SMTPSubmissionTests.deliver([item], servers.submission(.plaintextLoopback))
            .outcomes[0]
        #expect(outcome.result == .rejected)
        #expect(outcome.reply?.description == "552 5.3.4")
    }
}
