import Foundation
import Testing

/// What an administrator does to requests, verifiers and reminders from a terminal.
@Suite(.enabled(if: Program.isPresent))
struct AdministratorCommandTests {
    @Test(arguments: [
        ["remind"], ["request", "cancel"], ["request", "resend"], ["verifier"], ["verifier", "list"],
        ["verifier", "add"], ["verifier", "remove"], ["verifier", "import"], ["certificate"],
        ["certificate", "list"], ["certificate", "show"], ["certificate", "crl"], ["certificate", "import"],
        ["authority"], ["authority", "init"], ["authority", "show"], ["authority", "page"],
    ])
    func `every command explains itself, and says what it takes`(_ command: [String]) throws {
        let help = try Program.run(command + ["--help"])
        #expect(help.code == 0 && help.errors.isEmpty)
        #expect(help.output.contains("OVERVIEW:"))
        #expect(help.output.contains("USAGE: sertipos \(command.joined(separator: " "))"))
    }

    @Test(arguments: [
        ["request", "cancel", "SE-2026-000001-7"],
        ["request", "cancel", "SE-2026-000001-0", "--reason", "x"],
        ["request", "cancel", "SE-2026-000001-7", "--reason", " "], ["request", "resend"],
        ["verifier", "add", "a@x.id"], ["verifier", "add", "a", "--name", "A", "--agency", "B"],
        ["verifier", "remove", "a"], ["verifier", "import"], ["certificate", "import"],
        ["certificate", "import", "a.pem"], ["certificate", "list", "--status", "dead"],
        ["certificate", "crl", "--dry-run"], ["authority", "page"], ["remind", "--confirm"],
    ])
    func `wrong usage ends with 64`(_ arguments: [String]) throws {
        let execution = try Program.run(arguments)
        #expect(execution.code == 64, "\(execution)")
        #expect(execution.errors.contains("Error:") && execution.output.isEmpty)
    }

    private struct Intervention: Decodable {
        struct Letter: Decodable {
            let recipient: String
            let notice: String
            let subject: String
        }
        let request: ListedRequest
        let letters: [Letter]
        let isDryRun: Bool
    }

    @Test
    func
        `a request is cancelled: a dry run changes nothing, the next run tells both, a second time ends with 65`()
        throws
    {
        let desk = try DeskFixture()
        try desk.receive([SampleMail.submission(1).octets])
        try desk.run("run")
        let number = try #require(try desk.requests().first).number
        let trial = try desk.run("request", "cancel", number, "--reason", "dua kali", "--dry-run", "--json")
        let planned = try trial.json(Intervention.self)
        #expect(planned.isDryRun && planned.request.state == "closed.cancelled")
        #expect(planned.letters.map(\.recipient) == [SampleMail.applicant(1), "siti@kominfo.test"])
        #expect(try desk.requests().first?.state == "awaitingIdentity")

        let done = try desk.run("request", "cancel", number, "--reason", "dua kali")
        #expect(done.isClean && done.output.contains("2 mails queued"), "\(done)")
        #expect(desk.sentCount() == 2)
        try desk.run("run")
        #expect(desk.sentCount() == 4)
        #expect(try desk.requests().first?.state == "closed.cancelled")
        let again = try desk.run("request", "cancel", number, "--reason", "x")
        #expect(again.code == 65 && again.errors.contains("is over (cancelled)"))
        #expect(try desk.run("request", "resend", number).code == 65)
        #expect(try desk.run("request", "show", number).output.contains("cancelled (administrator)"))
    }

    @Test
    func `a link is sent again to whom the request waits for`() throws {
        let desk = try DeskFixture()
        try desk.receive([SampleMail.submission(1).octets])
        try desk.run("run")
        let number = try #require(try desk.requests().first).number
        let resent = try desk.run("request", "resend", number, "--json").json(Intervention.self)
        #expect(resent.letters.map(\.recipient) == [SampleMail.applicant(1)])
        #expect(resent.letters.first?.subject.contains(number) == true)
        try desk.run("send")
        #expect(desk.names("outbound/\(SampleMail.applicant(1))/new").count == 2)
        let unknown = try desk.run("request", "resend", "SE-2026-000123-7")
        #expect(unknown.code == 65 && unknown.errors.contains("no request SE-2026-000123-7"), "\(unknown)")
    }

    @Test
    func `while a run holds the lock, nothing is changed and the command ends with 75`() throws {
        let desk = try DeskFixture()
        try desk.run("run")
        let script = """
            import fcntl, subprocess, sys
            lock = open(sys.argv[1] + "/spool/run.lock", "r+")
            fcntl.flock(lock, fcntl.LOCK_EX)
            for words in (["verifier", "remove", "siti@kominfo.test"], ["authority", "init"], ["remind", "--confirm-clock"],
                          ["verifier", "remove", "siti@kominfo.test", "--dry-run"]):
                print(subprocess.run([sys.argv[2]] + words + ["--desk", sys.argv[1]], stdout=subprocess.DEVNULL).returncode)
            """
        let codes = try Shell.python(script, desk.path, try Program.required())
        #expect(codes.split(separator: "\n") == ["75", "75", "75", "0"])
        #expect(try desk.read("cron/verifiers.csv").contains("siti@kominfo.test"))
    }

    @Test
    func `verifiers are added, listed, removed and merged; faults end with 65 and change nothing`() throws {
        struct Listed: Decodable, Equatable {
            let email: String
            let name: String
            let agency: String
            let locale: String
        }
        let desk = try DeskFixture()
        let original = try desk.read("cron/verifiers.csv")
        #expect(
            try desk.run("verifier", "add", "ani@x.id", "--name", "Ani", "--agency", "RSUD", "--dry-run")
                .isClean)
        #expect(try desk.read("cron/verifiers.csv") == original)
        #expect(try desk.run("verifier", "add", "ani@x.id", "--name", "Ani", "--agency", "RSUD").isClean)
        for address in ["ani@x.id", "ra@psre.test", "layanan+1@desk.test"] {
            let refused = try desk.run("verifier", "add", address, "--name", "Ani", "--agency", "RSUD")
            #expect(refused.code == 65 && refused.errors.contains("nothing was changed"), "\(refused)")
        }
        let listed = try desk.run("verifier", "list", "--json").json([Listed].self)
        #expect(listed.map(\.email) == ["siti@kominfo.test", "ani@x.id"])
        #expect(listed.last == Listed(email: "ani@x.id", name: "Ani", agency: "RSUD", locale: "id"))

        try desk.write("more.csv", "email;name;agency;locale\nani@x.id;Ani;Bappeda;en\nx;;D;id\n")
        let faulty = try desk.run("verifier", "import", "\(desk.path)/more.csv")
        #expect(faulty.code == 65 && faulty.errors.contains("more.csv:3: 'x' is not a mail address"))
        try desk.write("more.csv", "email;name;agency;locale\nani@x.id;Ani;Bappeda;en\nnew@x.id;Baru;D;id\n")
        let merged = try desk.run("verifier", "import", "\(desk.path)/more.csv")
        #expect(merged.output.contains("added    new@x.id") && merged.output.contains("changed  ani@x.id"))
        #expect(try desk.run("verifier", "remove", "ani@x.id").isClean)
        #expect(try desk.run("verifier", "remove", "ani@x.id").code == 65)
        #expect(try desk.read("cron/verifiers.csv") == original + "\"new@x.id\",\"Baru\",\"D\",\"id\"\n")
        #expect(try desk.run("run").isClean)
    }

    @Test
    func `whoever removes a verifier hears of the requests that stay open`() throws {
        let desk = try DeskFixture()
        try desk.receive([SampleMail.submission(1).octets])
        try desk.run("run")
        let number = try #require(try desk.requests().first).number
        let removed = try desk.run("verifier", "remove", "siti@kominfo.test")
        #expect(removed.code == 0)
        #expect(removed.output.contains("WARNING") && removed.output.contains(number))
    }

    @Test
    func `after the clock has jumped nothing is reminded of until somebody confirms it`() throws {
        let desk = try DeskFixture()
        #expect(try desk.run("remind").isClean)
        try Shell.python(
            """
            import sqlite3, sys
            ledger = sqlite3.connect(sys.argv[1] + "/spool/ledger.sqlite")
            ledger.execute("UPDATE fact SET value = value - 40 * 86400 WHERE key = 'clock-high-water'")
            ledger.commit()
            """, desk.path)
        let held = try desk.run("remind")
        #expect(held.code == 75 && held.errors.contains("sertipos remind --confirm-clock"), "\(held)")
        try desk.run("send")
        let told = try desk.sentMails().filter { $0.recipient == "admin@desk.test" }
        #expect(told.count == 1)
        #expect(String(decoding: try #require(told.first).octets, as: UTF8.self).contains("confirm-clock"))
        let confirmed = try desk.run("remind", "--confirm-clock", "--json")
        #expect(confirmed.isClean && confirmed.output.contains("\"isClockHeld\" : false"), "\(confirmed)")
        #expect(try desk.run("remind").isClean)
    }
}
