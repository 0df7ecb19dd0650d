import Foundation
import Testing

/// Health as an administrator and a watchdog see it: whole programs on whole desks.
@Suite(.enabled(if: Program.isPresent))
struct DoctorCommandTests {
    private struct Report: Decodable {
        struct Finding: Decodable {
            let check: String
            let level: String
            let text: String
            let remedy: String?
        }
        let findings: [Finding]

        func levels(_ check: String) -> Set<String> {
            Set(findings.filter { $0.check == check }.map(\.level))
        }
    }

    @Test(arguments: [
        ["doctor"], ["schedule"], ["schedule", "show"], ["schedule", "check"], ["schedule", "install"],
        ["schedule", "remove"],
    ])
    func `every command explains itself`(_ command: [String]) throws {
        let help = try Program.run(command + ["--help"])
        #expect(help.code == 0 && help.output.contains("USAGE: sertipos \(command.joined(separator: " "))"))
    }

    @Test(arguments: [
        ["doctor", "--canary", "--offline"], ["status", "--json", "--prometheus", "x"],
        ["schedule", "show", "--locale", "fr"],
    ])
    func `wrong usage ends with 64`(_ arguments: [String]) throws {
        #expect(try Program.run(arguments).code == 64)
    }

    @Test
    func
        `a fresh desk: everything is looked at, nothing is changed, and each trouble ends with its own code`()
        throws
    {
        let desk = try DeskFixture()
        #expect(try desk.run("run").isClean)
        try desk.write(
            "cron/sertipos.crontab",
            "SERTIPOS_DESK=\(desk.path)\nMAILTO=a@x.id\n* * * * * \(try Program.required()) run\n")
        let before = try Shell.run([
            "find", desk.path, "-type", "f", "-newer", "\(desk.path)/spool/heartbeat",
        ])
        let good = try desk.run("doctor", "--json")
        let report = try good.json(Report.self)
        #expect(Set(report.findings.map(\.check)).count >= 12)
        for check in [
            "mailbox", "submission", "templates", "forms", "keys", "disk", "ledger", "permissions", "runs",
        ] {
            #expect(report.levels(check) == ["ok"], "\(check): \(good)")
        }
        #expect(report.levels("trust") == ["warn"])
        let failed = report.findings.filter { $0.level == "fail" }
        // Only the machine itself may be at fault here.
        #expect(failed.allSatisfy { $0.check == "libraries" }, "\(good)")
        #expect(good.code == (failed.isEmpty ? 0 : 78) && good.errors.isEmpty)
        #expect(report.findings.filter { $0.level != "ok" }.allSatisfy { $0.remedy != nil })
        let after = try Shell.run(["find", desk.path, "-type", "f", "-newer", "\(desk.path)/spool/heartbeat"])
        #expect(before == after)

        try desk.write("mail-templates/words.yaml", "nonsense: 1\n")
        #expect(try desk.run("doctor", "--offline").output.contains("fail  templates"))
        try desk.write("cron/desk.yaml", "desk: 1\n")
        let broken = try desk.run("doctor")
        #expect(broken.code == 78 && broken.output.contains("desk.yaml:1"), "\(broken)")
        #expect(try Program.run(["doctor", "--desk", "/nowhere"]).code == 78)
    }

    @Test
    func `a mailbox that is not there ends with 75, a login that is refused with 78`() throws {
        let desk = try DeskFixture(
            DeskFixture.configuration(
                mailbox: "url: \"imaps://localhost:1/INBOX\", user: x, password-file: \"secrets/p\""))
        try desk.write("secrets/p", "x\n")
        try Shell.run(["chmod", "600", "\(desk.path)/secrets/p"])
        try desk.write(
            "cron/sertipos.crontab",
            "SERTIPOS_DESK=\(desk.path)\nMAILTO=a@x.id\n* * * * * \(try Program.required()) run\n")
        let report = try desk.run("doctor", "--json").json(Report.self)
        #expect(report.levels("mailbox") == ["fail"])
        let down = try desk.run("run")
        #expect(down.code == 75 && down.errors.contains("unreachable"))
        #expect(desk.names("spool").contains("heartbeat") == false)
    }

    @Test
    func `status writes metrics in one step, and says how old the last good run is`() throws {
        let desk = try DeskFixture()
        try desk.receive([SampleMail.submission(1).octets])
        try desk.run("run")
        let file = "\(desk.path)/sertipos.prom"
        let written = try desk.run("status", "--prometheus", file)
        #expect(written.isClean && written.output.isEmpty)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("sertipos_requests{state=\"awaitingIdentity\"} 1\n"))
        #expect(text.contains("sertipos_last_run_ok 1\n") && text.contains("sertipos_heartbeat_age_seconds "))
        #expect(try desk.run("status", "--prometheus", "-").output.hasPrefix("# HELP sertipos_messages"))
        #expect(try desk.run("status").output.contains("good run"))
        #expect(!desk.names("").contains("sertipos.prom.new"))
    }

    @Test
    func `the exit code is cron's alarm, and the alert command the second: told once, and when it is over`()
        throws
    {
        let desk = try DeskFixture()
        let told = "\(desk.path)/told"
        try desk.write("page", "#!/bin/sh\ncat >>\"\(told)\"\n")
        try Shell.run(["chmod", "700", "\(desk.path)/page"])
        try desk.write(
            "cron/desk.yaml", DeskFixture.configuration() + "alerts: { command: [\"\(desk.path)/page\"] }\n")
        let verifiers = try desk.read("cron/verifiers.csv")
        try desk.receive([SampleMail.submission(1).octets])
        try desk.write("cron/verifiers.csv", "email,name\n")
        for _ in 0..<2 {
            let failed = try desk.run("run")
            #expect(failed.code == 78 && failed.errors.contains("verifiers.csv"), "\(failed)")
        }
        let first = try desk.read("told")
        #expect(
            first.contains("exit 78") && first.components(separatedBy: "is in trouble").count == 2, "\(first)"
        )
        #expect(!desk.names("spool").contains("heartbeat"))
        try desk.write("cron/verifiers.csv", verifiers)
        #expect(try desk.run("run").isClean)
        #expect(try desk.read("told").hasSuffix("works again after 0 minutes\n"))
        #expect(desk.names("spool").contains("heartbeat") && !desk.names("spool").contains("alerts.json"))

        try desk.write("page", "#!/bin/sh\nexit 3\n")
        try desk.write("cron/verifiers.csv", "email,name\n")
        try desk.receive([SampleMail.submission(2).octets], from: 2_000)
        let silent = try desk.run("run")
        #expect(silent.code == 78 && silent.errors.contains("told nobody"), "\(silent)")
    }
}
