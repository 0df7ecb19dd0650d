import Domain
import Testing

@testable import sertipos

@Suite("desk.yaml")
struct ConfigurationTests {
    @Test("the shipped sample loads as it is, without a doubt")
    func sample() throws {
        let path = ShippedFile.path("cron/desk.yaml")
        let configuration = try Configuration(YAMLDocument.load(path: path))
        #expect(configuration.warnings == [])
        #expect(configuration.desk.zone == .wib)
        #expect(configuration.desk.channels.count == 2)
        #expect(configuration.mailbox.url.scheme == .imaps)
        #expect(configuration.files.map(\.path) == ["secrets/mail-password", "secrets/mail-password"])
        let minimum = try ConfigurationSample.load()
        #expect(configuration.authority == minimum.authority)
        #expect(configuration.service == minimum.service)
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
            + Configuration.Submission.keys + Configuration.Authority.keys + Configuration.Service.keys
            + Configuration.Links.keys
            + Configuration.Steps.keys + Configuration.Budget.keys + Configuration.Limits.keys
            + Configuration.Retention.keys
        for key in keys { #expect(text.contains(" \(key):"), "\(key)") }
    }

    @Test("defaults are those of the design")
    func defaults() throws {
        let configuration = try ConfigurationSample.load()
        #expect(configuration.desk.locale == .indonesian)
        #expect(configuration.desk.zone == .wib)
        #expect(configuration.desk.fee == "Rp 0")
        #expect(configuration.submission.connections == 4)
        guard case .embedded(let embedded) = configuration.authority.kind else {
            Issue.record("the default is the desk's own authority")
            return
        }
        #expect(embedded.validity == 730 * 86_400)
        #expect(embedded.passphraseFile == nil)
        #expect(configuration.service.promisedDays == 3)
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
        let configuration = try ConfigurationSample.load(
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

    @Test("all mistakes of a file come at once, in the order of its lines")
    func allAtOnce() {
        let found = ConfigurationSample.mistakes(
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
        #expect(ConfigurationSample.mistakes("").count == 7)
        #expect(
            ConfigurationSample.mistakes("desk: x\n").filter {
                $0.contains("desk.yaml:1:7") || $0.contains(": desk.")
            }.count == 1
        )
        #expect(ConfigurationSample.mistakes("- a\n- b\n") == ["desk.yaml:1:1: expected keys with values"])
    }

    @Test("no message repeats what may be a secret")
    func secrets() {
        for new in ["imaps://u:rahasia@host", "rahasia@host", "imaps:rahasia@host"] {
            let found = ConfigurationSample.mistakes(replacing: "maildir:inbox", by: new)
            #expect(found.count >= 1)
            #expect(!found.joined().contains("rahasia"))
        }
        #expect(
            !ConfigurationSample.mistakes(replacing: "authserv-id:", by: "password: rahasia, authserv-id:")
                .joined().contains(
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
