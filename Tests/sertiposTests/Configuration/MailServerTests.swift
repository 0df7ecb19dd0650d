import Domain
import Testing

@testable import sertipos

@Suite("desk.yaml: mailbox and submission")
struct MailServerTests {
    @Test(
        "each mistake is named with file, line, column and what to write",
        arguments: [
            (
                "maildir:inbox", "pop3://x/",
                "desk.yaml:3:17: unknown scheme 'pop3:'; write one of: imaps:, imap:, maildir:"
            ),
            (
                "maildir:inbox", "imap.contoh.go.id",
                "desk.yaml:3:17: the URL has no scheme; begin it with one of: imaps:, imap:, maildir:"
            ),
            (
                "maildir:inbox", "imaps:imap.contoh.go.id",
                "desk.yaml:3:17: two slashes must follow the scheme; write it like imaps://imap.example.go.id/INBOX"
            ),
            (
                "maildir:inbox", "imaps://u:rahasia@host/INBOX",
                "desk.yaml:3:17: a user or password does not belong in a URL; use the keys 'user' and 'password-file'"
            ),
            (
                "maildir:inbox", "maildir:",
                "desk.yaml:3:17: 'maildir:' names no folder; write it like maildir:spool/maildir"
            ),
            (
                "maildir:outbox", "smtps://smtp.contoh.go.id/x",
                "desk.yaml:4:20: nothing may follow the host of a submission server; write it like smtps://smtp.example.go.id"
            ),
            (
                "maildir:outbox", "smtps://smtp.contoh.go.id:0",
                "desk.yaml:4:20: the port must be 1 to 65535; write it like smtps://smtp.example.go.id"
            ),
            (
                "maildir:outbox", "smtps://smtp_*.id",
                "desk.yaml:4:20: 'smtp_*.id' is not a host name; write it like smtps://smtp.example.go.id"
            ),
            (
                "maildir:outbox", "sendmail:bin/x",
                "desk.yaml:4:20: 'sendmail:' takes an absolute path; write sendmail: or sendmail:/usr/sbin/sendmail"
            ),
            (
                "mx.contoh.go.id", "'mx; x'",
                "desk.yaml:3:47: 'mx; x' is not an authserv-id; write it like mx.example.go.id"
            ),
            (
                "authserv-id:", "after: delete, authserv-id:",
                "desk.yaml:3:41: 'delete' is neither keep nor move:Folder; write keep, or move:Selesai"
            ),
            (
                "authserv-id:", "trusted-hosts: [a_, -b], authserv-id:",
                "desk.yaml:3:54: '-b' is not a host name; write it like mx.example.go.id"
            ),
            (
                "authserv-id:", "password: rahasia, authserv-id:",
                "desk.yaml:3:34: unknown key 'password'; secrets stay outside this file: put it in a file of its own, named by 'password-file'"
            ),
            (
                "\"maildir:outbox\"", "\"maildir:outbox\", connections: 17",
                "desk.yaml:4:51: 17 is out of range; write 1 to 16"
            ),
            (
                "\"maildir:outbox\"", "\"maildir:outbox\", connections: four",
                "desk.yaml:4:51: 'four' is not a whole number"
            ),
        ])
    func mistake(old: String, new: String, message: String) {
        #expect(ConfigurationSample.mistakes(replacing: old, by: new) == [message])
    }

    @Test(
        "a login is whole or refused",
        arguments: [
            ("", "mailbox.user is missing; write 'user: layanan@example.go.id' below 'mailbox:'"),
            (
                ", user: u",
                "mailbox.password-file is missing; write 'password-file: secrets/mail-password' below 'mailbox:'"
            ),
            (
                ", password-file: p",
                "mailbox.user is missing; write 'user: layanan@example.go.id' below 'mailbox:'"
            ),
            (
                ", user: u, password-file: p, oauth-file: o",
                "password-file and oauth-file exclude each other; keep one of them"
            ),
            (
                ", user: u, password-file: ~/p",
                "'~' is not expanded here; write an absolute path or one relative to the desk"
            ),
        ])
    func login(keys: String, message: String) {
        let found = ConfigurationSample.mistakes(
            replacing: "\"maildir:inbox\"", by: "\"imaps://imap.contoh.go.id\"\(keys)")
        #expect(found.count == 1)
        #expect(found.first?.hasSuffix(message) == true, "\(found)")
    }

    @Test("a submission server may ask nobody")
    func relay() throws {
        let text = ConfigurationSample.minimum.replacing("maildir:outbox", with: "smtp://localhost")
        #expect(try ConfigurationSample.load(text).submission.login == .anonymous)
    }

    @Test(
        "doubts are warnings with their place",
        arguments: [
            (
                ", authserv-id: mx.contoh.go.id", "",
                "3:10: without mailbox.authserv-id no sender can be proven, and no mail changes anything; copy the first word of an Authentication-Results field that your provider writes"
            ),
            ("authserv-id:", "user: u, authserv-id:", "3:40: mailbox.user is not used with 'maildir:'"),
        ])
    func doubts(old: String, new: String, message: String) throws {
        #expect(try ConfigurationSample.warnings(replacing: old, by: new) == ["desk.yaml:\(message)"])
    }
}
