import Domain
import Testing

@testable import MailTransport

@Suite struct MailServerTests {
    @Test(arguments: [
        ("imaps://imap.example.go.id/INBOX", "imaps://imap.example.go.id:993/INBOX"),
        ("imaps://imap.example.go.id", "imaps://imap.example.go.id:993/INBOX"),
        ("imap://Imap.Example.go.id:1143/Surat%20Masuk", "imap://imap.example.go.id:1143/Surat%20Masuk"),
        ("smtps://smtp.example.go.id", "smtps://smtp.example.go.id:465"),
        ("smtp://[::1]:25", "smtp://[::1]:25"),
        ("maildir:/var/mail/a b", "maildir:/var/mail/a b"), ("maildir:///var/mail", "maildir:/var/mail"),
        ("sendmail:", "sendmail:/usr/sbin/sendmail"),
    ])
    func `URLs are read`(text: String, expected: String) throws {
        #expect(try MailServer(url: text).url == expected)
    }

    @Test func `plain schemes require STARTTLS`() throws {
        guard case .imap(let endpoint, let mailbox) = try MailServer(url: "imap://mail.go.id/R%26D") else {
            Issue.record("not IMAP")
            return
        }
        #expect(endpoint.security == .startTLS)
        #expect(mailbox == "R&D")
    }

    @Test(arguments: [
        "imaps", "http://x", "imaps:/x", "imaps://", "imaps://user:secret@host/", "imaps://host:0/",
        "imaps://host:99999/",
        "imaps://host/a%0d%0aX", "imaps://host/%zz", "imaps://ho st/", "imaps://host/INBOX;AUTH=*",
        "smtps://host/path",
        "maildir:", "sendmail:rm", "imaps://host\r\n/",
    ])
    func `unusable URLs are refused without repeating them`(text: String) {
        let error = #expect(throws: TransportError.self) { try MailServer(url: text) }
        #expect(error?.code == .invalidURL)
        #expect(error?.description.contains("secret") == false)
    }

    @Test func `plain text goes to the own host only`() throws {
        for host in ["localhost", "127.0.0.1", "127.9.8.7", "[::1]"] {
            _ = try MailServer(url: "smtp://\(host):2525", plaintextLoopback: true)
        }
        for host in ["mail.go.id", "128.0.0.1", "127.0.0.1.evil.id", "localhost.evil.id", "10.0.0.1"] {
            #expect(throws: TransportError(.insecureTransport, .configuration, host: host)) {
                try MailServer(url: "smtp://\(host):2525", plaintextLoopback: true)
            }
        }
    }

    @Test func `each URL makes its adapter`() throws {
        let options = TransportOptions()
        #expect(try MailServer(url: "imaps://h.id/x").makeMailbox(options).name == "imaps://h.id:993/x")
        #expect(try MailServer(url: "maildir:/m").makeMailbox(options) is Maildir)
        #expect(try MailServer(url: "sendmail:").makeSubmission(options) is SendmailSubmission)
        #expect(throws: TransportError.self) { try MailServer(url: "smtps://h.id").makeMailbox(options) }
        #expect(throws: TransportError.self) { try MailServer(url: "imaps://h.id").makeSubmission(options) }
    }
}
