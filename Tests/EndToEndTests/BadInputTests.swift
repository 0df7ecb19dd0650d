import Foundation
import Testing

/// Everything people and disks get wrong: a clear word, the right exit code, and nothing lost.
@Suite(.enabled(if: Program.isPresent))
struct BadInputTests {
    /// Runs a desk that somebody broke, expects the complaint, and that the mail waits for the repair.
    private func expectRefusal(
        _ code: Int32, naming words: [String], _ damage: (DeskFixture) throws -> Void,
        repair: (DeskFixture) throws -> Void
    ) throws {
        let desk = try DeskFixture()
        try desk.receive([SampleMail.submission(1).octets])
        try damage(desk)
        let broken = try desk.run("run")
        #expect(broken.code == code, "\(broken)")
        for word in words { #expect(broken.errors.contains(word), "\(word): \(broken)") }
        #expect(desk.sentCount() == 0)
        try repair(desk)
        let repaired = try desk.run("run")
        #expect(repaired.isClean, "\(repaired)")
        #expect(try desk.requests().map(\.applicant) == [SampleMail.applicant(1)])
        #expect(desk.sentCount() == 2)
    }

    private func expectRefusal(
        _ code: Int32, naming words: [String], in file: String, _ change: (String) -> String
    ) throws {
        let good = try DeskFixture().read(file)
        try expectRefusal(code, naming: words) {
            try $0.write(file, change(good))
        } repair: {
            try $0.write(file, good)
        }
    }

    @Test
    func `broken YAML is named with file and line`() throws {
        try expectRefusal(78, naming: ["cron/desk.yaml:2:"], in: "cron/desk.yaml") {
            $0.replacing("people: {", with: "people: [")
        }
    }

    @Test
    func `an unknown key is named with its line and the nearest known one`() throws {
        try expectRefusal(78, naming: ["cron/desk.yaml:3:", "authserv-id"], in: "cron/desk.yaml") {
            $0.replacing("authserv-id:", with: "authserver-id:")
        }
    }

    @Test
    func `an empty configuration is refused`() throws {
        try expectRefusal(78, naming: ["cron/desk.yaml"], in: "cron/desk.yaml") { _ in "" }
    }

    @Test
    func `a verifier list with a wrong line is named with that line`() throws {
        try expectRefusal(78, naming: ["cron/verifiers.csv:3"], in: "cron/verifiers.csv") {
            $0 + "no address,Nobody,Dinas,id\n"
        }
    }

    @Test(arguments: [
        "id/applicant.identity-link.md", "en/applicant.identity-link.md", "id/verifier.request-opened.md",
    ])
    func `a template broken before the first run is named with file and line, and the mail waits`(
        _ name: String
    ) throws {
        try expectRefusal(78, naming: ["\(name):"], in: "mail-templates/\(name)") {
            $0 + "\n{{no-such-variable}}\n"
        }
    }

    @Test
    func `a form broken before the first run is named with file and line, and the mail waits`() throws {
        try expectRefusal(78, naming: ["forms/issuance.yaml:"], in: "mail-templates/forms/issuance.yaml") {
            $0.replacing("fields:", with: "feilds:")
        }
    }

    @Test
    func `a missing template is named`() throws {
        try expectRefusal(78, naming: ["applicant.identity-link.md"]) {
            unlink("\($0.path)/mail-templates/id/applicant.identity-link.md")
        } repair: {
            try Shell.run([
                "cp",
                Program.environment["SERTIPOS_SHARE", default: ""]
                    + "/mail-templates/id/applicant.identity-link.md", "\($0.path)/mail-templates/id/",
            ])
        }
    }

    @Test
    func `a file that is no ledger is refused and left as it is`() throws {
        let text = "these are somebody's notes, not a ledger\n"
        try expectRefusal(65, naming: ["ledger", "foreignFile"]) {
            try $0.write("spool/ledger.sqlite", text)
            chmod("\($0.path)/spool/ledger.sqlite", 0o600)
        } repair: { desk throws in
            #expect(try desk.read("spool/ledger.sqlite") == text)
            unlink("\(desk.path)/spool/ledger.sqlite")
        }
    }

    @Test
    func `another program's database is refused and left as it is`() throws {
        var before = Data()
        try expectRefusal(65, naming: ["ledger", "foreignFile"]) {
            let file = "\($0.path)/spool/ledger.sqlite"
            try Shell.run(["sqlite3", file, "CREATE TABLE songs(title TEXT); INSERT INTO songs VALUES('x')"])
            chmod(file, 0o600)
            before = try Data(contentsOf: URL(filePath: file))
        } repair: { desk throws in
            let file = "\(desk.path)/spool/ledger.sqlite"
            #expect(try Data(contentsOf: URL(filePath: file)) == before)
            unlink(file)
        }
    }

    @Test
    func `a spool that others may read is refused with the remedy`() throws {
        try expectRefusal(65, naming: ["unsafePermissions", "chmod"]) {
            chmod("\($0.path)/spool", 0o755)
        } repair: {
            chmod("\($0.path)/spool", 0o700)
        }
    }

    @Test
    func `hostile mails among good ones stop nothing`() throws {
        let desk = try DeskFixture()
        var nested = "Authentication-Results: mx.desk.test; dmarc=pass header.from=kominfo.test\n"
        nested += "From: siti@kominfo.test\nTo: layanan@desk.test\nSubject: x\nMIME-Version: 1.0\n"
        for level in 0..<2_000 {
            nested += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n"
        }
        let twoSenders = SampleMail.submission(90).octets
        let hostile: [[UInt8]] = [
            SampleMail.garbage, Array(nested.utf8), [10], Array("\n\n\n".utf8),
            Array("From: siti@kominfo.test\nFrom: eve@evil.test\n".utf8) + twoSenders,
            Array(String(repeating: "X-Y: z\n", count: 100_000).utf8),
            Array(("Subject: " + String(repeating: "=?utf-8?q?=41?= ", count: 50_000) + "\n\nx").utf8),
            Array(repeating: 0, count: 100_000),
        ]
        var mails = hostile
        for number in 1...8 { mails.insert(SampleMail.submission(number).octets, at: number * 2 - 1) }
        try desk.receive(mails)
        let run = try desk.run("run")
        #expect(run.isClean, "\(run)")
        let outcomes = try desk.reconciliation().outcomes
        print("8 hostile mails among 8 good ones: \(outcomes)")
        #expect(outcomes["processed"] == 8)
        #expect(outcomes["pending"] == nil)
        #expect(outcomes.values.reduce(0, +) == 16)
        let applicants = try desk.requests().map(\.applicant).sorted()
        #expect(applicants == (1...8).map { SampleMail.applicant($0) }.sorted())
        for name in desk.names("spool/quarantine") { #expect(name.hasSuffix(".eml")) }
    }

    @Test
    func `an empty file in the mailbox stops nothing`() throws {
        let desk = try DeskFixture()
        try desk.receive([[], SampleMail.submission(1).octets])
        let run = try desk.run("run")
        #expect(run.isClean, "\(run)")
        #expect(try desk.requests().count == 1)
        #expect(try desk.run("run").isClean)
    }

    @Test
    func `a server that is down costs nothing: 75, and decided mail is still sent`() throws {
        let desk = try DeskFixture()
        try desk.receive([SampleMail.submission(1).octets])
        #expect(try desk.run("fetch").isClean)
        let good = try desk.read("cron/desk.yaml")
        try desk.write("secret", "s3cret-canary\n")
        chmod("\(desk.path)/secret", 0o600)
        try desk.write(
            "cron/desk.yaml",
            DeskFixture.configuration(
                mailbox: "url: \"imaps://localhost:1/INBOX\", user: x, password-file: secret"))
        let run = try desk.run("run")
        #expect(run.code == 75, "\(run)")
        #expect(run.errors.contains("localhost") && run.errors.contains("unreachable"))
        #expect(!run.errors.contains("s3cret-canary"))
        #expect(desk.sentCount() == 2)
        try desk.write("cron/desk.yaml", good)
        #expect(try desk.run("run").isClean)
        #expect(desk.sentCount() == 2)
    }

    @Test
    func `a submission server that is down keeps the mails in the outbox`() throws {
        let desk = try DeskFixture(
            DeskFixture.configuration(submission: "url: \"smtps://localhost:1\""))
        try desk.receive([SampleMail.submission(1).octets])
        let run = try desk.run("run")
        #expect(run.code == 75, "\(run)")
        #expect(run.errors.contains("unreachable"))
        #expect(try desk.requests().count == 1)
        let queued = try Shell.run([
            "sqlite3", "\(desk.path)/spool/ledger.sqlite", "SELECT status, count(*) FROM outbox GROUP BY 1",
        ])
        #expect(queued == "queued|2\n")
    }

    @Test(arguments: [nil, 0o644])
    func `a password file that is missing or open to others is refused and named`(_ mode: mode_t?) throws {
        let desk = try DeskFixture(
            DeskFixture.configuration(
                mailbox: "url: \"imaps://localhost:1/INBOX\", user: x, password-file: secrets/word"))
        if let mode {
            try desk.write("secrets/word", "s3cret-canary\n")
            chmod("\(desk.path)/secrets/word", mode)
        }
        let run = try desk.run("run")
        #expect(run.code == 78, "\(run)")
        #expect(run.errors.contains("secretUnreadable"))
        #expect(!run.errors.contains("s3cret-canary"))
    }
}
