import Domain
import Testing

@testable import sertipos

@Suite("desk.yaml")
struct ConfigurationTests {
    /// The least that makes a desk.
    static let minimum = """
        desk: { name: Layanan SE, address: layanan@contoh.go.id }
        people: { registration-authority: ra@psre.id, officer: petugas@contoh.go.id, administrator: admin@contoh.go.id }
        mailbox: { url: "maildir:inbox", authserv-id: mx.contoh.go.id }
        submission: { url: "maildir:outbox" }
        """

    private func load(_ text: String) throws -> Configuration {
        try Configuration(try YAMLDocument.parse(text: text, file: "desk.yaml"))
    }

    /// The mistakes of the minimum after replacing `old` by `new`.
    private func mistakes(replacing old: String, by new: String) -> [String] {
        guard Self.minimum.contains(old) else { return ["'\(old)' is not there"] }
        return mistakes(Self.minimum.replacing(old, with: new, maxReplacements: 1))
    }

    private func mistakes(_ text: String) -> [String] {
        do {
            _ = try load(text)
            return []
        } catch let error as ConfigurationError { return error.problems.map(\.description) } catch {
            return ["\(error)"]
        }
    }

    @Test("the shipped sample loads as it is, without a doubt")
    func sample() throws {
        let path = ShippedFile.path("cron/desk.yaml")
        let configuration = try Configuration(YAMLDocument.load(path: path))
        #expect(configuration.warnings == [])
        #expect(configuration.desk.zone == .wib)
        #expect(configuration.desk.channels.count == 2)
        #expect(configuration.mailbox.url.scheme == .imaps)
        #expect(configuration.files.map(\.path) == ["secrets/mail-password", "secrets/mail-password"])
        let minimum = try load(Self.minimum)
        #expect(configuration.links == minimum.links)
        #expect(configuration.steps == minimum.steps)
        #expect(configuration.budget == minimum.budget)
        #expect(configuration.limits == minimum.limits)
        #expect(configuration.retention == minimum.retention)
    }

    @Test("the sample names every key")
    func sampleIsComplete() throws {
        let text = try EditedFile(path: ShippedFile.path("cron/desk.yaml")).text()
        let keys =
            Configuration.Desk.keys + Configuration.People.keys + Configuration.Mailbox.keys
            + Configuration.Submission.keys + Configuration.Authority.keys + Configuration.Links.keys
            + Configuration.Steps.keys + Configuration.Budget.keys + Configuration.Limits.keys
            + Configuration.Retention.keys
        for key in keys { #expect(text.contains(" \(key):"), "\(key)") }
    }

    @Test("defaults are those of the design")
    func defaults() throws {
        let configuration = try load(Self.minimum)
        #expect(configuration.desk.locale == .indonesian)
        #expect(configuration.desk.zone == .wib)
        #expect(configuration.desk.fee == "Rp 0")
        #expect(configuration.submission.connections == 4)
        #expect(configuration.authority == .embedded)
        #expect(configuration.mailbox.afterwards == .keep)
        #expect(configuration.mailbox.login == .anonymous)
        #expect(configuration.links.identity == 72 * 3600)
        #expect(configuration.links.passphrase == 24 * 3600)
        #expect(configuration.links.decision == 72 * 3600)
        #expect(configuration.steps.verification == 14 * 86_400)
        #expect(configuration.budget.address == 20)
        #expect(configuration.budget.request == 30)
        #expect(configuration.budget.day == 5000)
        #expect(configuration.limits.message == 26_214_400)
        #expect(configuration.limits.messagesPerRun == 0)
        #expect(configuration.retention[.evidence] == 2 * 366 * 86_400)
    }

    @Test("every key takes effect")
    func everything() throws {
        let configuration = try load(
            """
            desk: { name: " Diskominfo ", address: Layanan@Contoh.go.id, locale: en, timezone: WITA, fee: "Rp 10.000", channels: Kotak Saran }
            people: { registration-authority: ra@psre.id, officer: p@contoh.go.id, administrator: a@contoh.go.id }
            mailbox: { url: "imap://imap.contoh.go.id:1143/Surat%20Masuk", user: u, oauth-file: /etc/token, ca-file: ca.pem,
                       authserv-id: MX.Contoh.go.id, trusted-hosts: [relay.contoh.go.id, RELAY2.contoh.go.id], after: "move:Selesai" }
            submission: { url: "smtp://[2001:db8::1]:587", user: u, password-file: pw, connections: 16 }
            authority: { kind: mailed, recipient-key: keys/ra.pem }
            links: { identity: 30m, passphrase: 1h, decision: 3d }
            steps: { identity: 1d, verification: 2d, passphrase: 3d }
            budget: { address: 1/day, request: 2, day: 3/day }
            limits: { message: 1 MiB, messages-per-run: 7 }
            retention: { incoming: 1d, quarantine: 2d, evidence: 3y, requests: 4y, cases: 5y, exports: 6d }
            """)
        #expect(configuration.warnings == [])
        #expect(configuration.desk.name == "Diskominfo")
        #expect(configuration.desk.locale == .english)
        #expect(configuration.desk.zone == .wita)
        #expect(configuration.desk.channels == ["Kotak Saran"])
        #expect(configuration.mailbox.url.description == "imap://imap.contoh.go.id:1143/Surat%20Masuk")
        guard case .oauth(user: "u", let token) = configuration.mailbox.login else {
            Issue.record("no token"); return
        }
        #expect(token.path == "/etc/token")
        #expect(configuration.mailbox.authservID == "mx.contoh.go.id")
        #expect(configuration.mailbox.trustedHosts == ["relay.contoh.go.id", "relay2.contoh.go.id"])
        #expect(configuration.mailbox.afterwards == .move(folder: "Selesai"))
        #expect(configuration.submission.connections == 16)
        #expect(
            configuration.files.map(\.key) == [
                "mailbox.oauth-file", "mailbox.ca-file", "submission.password-file",
                "authority.recipient-key",
            ])
        #expect(configuration.links.identity == 1800)
        #expect(configuration.steps.passphrase == 3 * 86_400)
        #expect(configuration.budget.request == 2)
        #expect(configuration.limits.message == 1 << 20)
        #expect(configuration.limits.messagesPerRun == 7)
        #expect(configuration.retention[.cases] == 5 * 366 * 86_400)
        #expect(configuration.retention[.exports] == 6 * 86_400)
    }

    @Test(
        "each mistake is named with file, line, column and what to write",
        arguments: [
            (
                "name: Layanan SE, ", "",
                "desk.yaml:1:7: desk.name is missing; write 'name: Layanan Sertifikat Elektronik' below 'desk:'"
            ),
            (
                "layanan@contoh.go.id", "layanan",
                "desk.yaml:1:36: 'layanan' is not a mail address; write it like layanan@example.go.id, without a name"
            ),
            (
                "layanan@contoh.go.id", "layanan+a@contoh.go.id",
                "desk.yaml:1:36: the desk's address must have no '+'; the desk adds its own '+code'; leave it out here"
            ),
            (
                "name: Layanan SE,", "nama: Layanan SE, name: x,",
                "desk.yaml:1:9: unknown key 'nama'; did you mean 'name'?"
            ),
            (
                "submission:", "outgoing: 1\nsubmission:",
                "desk.yaml:4:1: unknown key 'outgoing'; known keys: desk, people, mailbox, submission, authority, links, steps, budget, limits, retention"
            ),
            ("address:", "locale: de, address:", "desk.yaml:1:35: unknown locale 'de'; did you mean 'id'?"),
            (
                "address:", "timezone: Asia/Jakrta, address:",
                "desk.yaml:1:37: unknown timezone 'Asia/Jakrta'; did you mean 'Asia/Jakarta'?"
            ),
            (
                "address:", "timezone: Europe/Amsterdam, address:",
                "desk.yaml:1:37: unknown timezone 'Europe/Amsterdam'; write one of: Asia/Jakarta, WIB, Asia/Makassar, WITA, Asia/Jayapura, WIT, Etc/UTC, UTC"
            ),
            ("name: Layanan SE", "name: [a]", "desk.yaml:1:15: expected a single value"),
            (
                "name: Layanan SE", "name: \"a\\nb\"",
                "desk.yaml:1:15: the value must be one line of text without control characters"
            ),
            ("name: Layanan SE", "name: \"  \"", "desk.yaml:1:15: the value is empty"),
            (
                "ra@psre.id", "layanan+ra@contoh.go.id",
                "desk.yaml:2:35: people.registration-authority is the desk's own address; name the mailbox of a person"
            ),
            (
                ", officer: petugas@contoh.go.id", "",
                "desk.yaml:2:9: people.officer is missing; write 'officer: petugas@example.go.id' below 'people:'"
            ),
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
            (
                "submission:", "links: { identity: 72 }\nsubmission:",
                "desk.yaml:4:20: '72' is not a period; write a whole number and m, h, d or y, such as 30m, 72h, 14d or 2y"
            ),
            (
                "submission:", "links: { identity: 1.5h }\nsubmission:",
                "desk.yaml:4:20: '1.5h' is not a period; write a whole number and m, h, d or y, such as 30m, 72h, 14d or 2y"
            ),
            (
                "submission:", "links: { decision: 0h }\nsubmission:",
                "desk.yaml:4:20: the period '0h' is out of range; write at least 1m and at most 100y"
            ),
            (
                "submission:", "steps: { identity: 999999999999999999y }\nsubmission:",
                "desk.yaml:4:20: the period '999999999999999999y' is out of range; write at least 1m and at most 100y"
            ),
            (
                "submission:", "budget: { address: 20/hour }\nsubmission:",
                "desk.yaml:4:20: '20/hour' is not a rate; write a whole number per day, such as 20/day"
            ),
            (
                "submission:", "budget: { day: 0 }\nsubmission:",
                "desk.yaml:4:16: the rate '0' is out of range; write 1/day to 1000000/day"
            ),
            (
                "submission:", "limits: { message: 25 megabytes }\nsubmission:",
                "desk.yaml:4:20: '25 megabytes' is not a size; write a whole number and B, KiB or MiB, such as 25MiB"
            ),
            (
                "submission:", "limits: { message: 2GiB }\nsubmission:",
                "desk.yaml:4:20: the size '2GiB' is out of range; write at least 64KiB and at most 100MiB"
            ),
            (
                "submission:", "retention: { eviden: 2y }\nsubmission:",
                "desk.yaml:4:14: unknown key 'eviden'; did you mean 'evidence'?"
            ),
            (
                "submission:", "authority: { kind: embeded }\nsubmission:",
                "desk.yaml:4:20: unknown kind of authority 'embeded'; did you mean 'embedded'?"
            ),
            (
                "submission:", "authority: { kind: mailed }\nsubmission:",
                "desk.yaml:4:12: authority.recipient-key is missing; write 'recipient-key: keys/ra-public.pem' below 'authority:'"
            ),
            ("submission:", "links: 72h\nsubmission:", "desk.yaml:4:8: expected keys with values"),
        ])
    func mistake(old: String, new: String, message: String) {
        #expect(mistakes(replacing: old, by: new) == [message])
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
        let found = mistakes(replacing: "\"maildir:inbox\"", by: "\"imaps://imap.contoh.go.id\"\(keys)")
        #expect(found.count == 1)
        #expect(found.first?.hasSuffix(message) == true, "\(found)")
    }

    @Test("a submission server may ask nobody")
    func relay() throws {
        let text = Self.minimum.replacing("maildir:outbox", with: "smtp://localhost")
        #expect(try load(text).submission.login == .anonymous)
    }

    @Test("all mistakes of a file come at once, in the order of its lines")
    func allAtOnce() {
        let found = mistakes(
            "desk: { name: A, adress: x }\npeople: {}\nlinks: { identity: x, decision: y }\nfoo: 1\n")
        let lines = [
            "1:1: mailbox.url is missing", "1:1: submission.url is missing", "1:7: desk.address is missing",
            "1:18: unknown key 'adress'; did you mean 'address'?", "2:9: people.administrator is missing",
            "2:9: people.officer is missing", "2:9: people.registration-authority is missing",
            "3:20: 'x' is not a period", "3:33: 'y' is not a period", "4:1: unknown key 'foo'",
        ]
        #expect(found.count == lines.count)
        for (message, line) in zip(found, lines) {
            #expect(message.hasPrefix("desk.yaml:\(line)"), "\(message)")
        }
    }

    @Test("an empty file says what a desk needs")
    func empty() {
        #expect(mistakes("").count == 7)
        #expect(
            mistakes("desk: x\n").filter { $0.contains("desk.yaml:1:7") || $0.contains(": desk.") }.count == 1
        )
        #expect(mistakes("- a\n- b\n") == ["desk.yaml:1:1: expected keys with values"])
    }

    @Test(
        "doubts are warnings with their place",
        arguments: [
            (
                "ra@psre.id", "admin@contoh.go.id",
                "2:35: people.registration-authority and people.administrator are the same mailbox; four eyes see more than two: let somebody else decide on requests"
            ),
            (
                ", authserv-id: mx.contoh.go.id", "",
                "3:10: without mailbox.authserv-id no sender can be proven, and no mail changes anything; copy the first word of an Authentication-Results field that your provider writes"
            ),
            ("authserv-id:", "user: u, authserv-id:", "3:40: mailbox.user is not used with 'maildir:'"),
            (
                "submission:", "authority: { recipient-key: x }\nsubmission:",
                "4:29: authority.recipient-key is not used with 'kind: embedded'"
            ),
        ])
    func doubts(old: String, new: String, message: String) throws {
        let configuration = try load(Self.minimum.replacing(old, with: new))
        #expect(configuration.warnings.map(\.description) == ["desk.yaml:\(message)"])
    }

    @Test("no message repeats what may be a secret")
    func secrets() {
        for new in ["imaps://u:rahasia@host", "rahasia@host", "imaps:rahasia@host"] {
            let found = mistakes(replacing: "maildir:inbox", by: new)
            #expect(found.count >= 1)
            #expect(!found.joined().contains("rahasia"))
        }
        #expect(
            !mistakes(replacing: "authserv-id:", by: "password: rahasia, authserv-id:").joined().contains(
                "rahasia"))
    }

    @Test("a configuration error is permanent and prints one line per mistake")
    func error() {
        let error = ConfigurationError([
            DocumentError(file: "b", line: 2, problem: "y"), DocumentError(file: "b", line: 1, problem: "x"),
        ])
        #expect(error.failureClass == .permanent)
        #expect(error.description == "b:1: x\nb:2: y")
    }
}
