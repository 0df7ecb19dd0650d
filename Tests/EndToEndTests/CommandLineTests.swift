import Foundation
import Testing

/// What scripts and cron rely on: exit codes, JSON, and silence.
@Suite(.enabled(if: Program.isPresent))
struct CommandLineTests {
    private static let subcommands = [
        "init", "run", "fetch", "process", "send", "status", "request", "explain", "reconcile", "audit",
        "template", "purge", "backup", "restore", "evidence",
    ]

    @Test(arguments: subcommands)
    func `every command explains itself`(_ name: String) throws {
        let help = try Program.run([name, "--help"])
        #expect(help.code == 0)
        #expect(help.output.contains("OVERVIEW:") && help.output.contains("USAGE: sertipos \(name)"))
        #expect(help.errors.isEmpty)
    }

    @Test(arguments: [
        ["no-such-command"], ["run", "--no-such-option"], ["request", "show"],
        ["request", "show", "SE-2026-000001-0"], ["request", "list", "--mechanism", "renting"],
        ["request", "list", "--limit", "many"], ["explain"], ["run", "--desk"],
    ])
    func `wrong usage ends with 64 and says what is wrong`(_ arguments: [String]) throws {
        let execution = try Program.run(arguments)
        #expect(execution.code == 64, "\(execution)")
        #expect(execution.errors.contains("Error:"))
        #expect(execution.output.isEmpty)
    }

    @Test
    func `a folder that is no desk ends with 78 and names a way out`() throws {
        let execution = try Program.run(["run", "--desk", "/nonexistent"])
        #expect(execution.code == 78)
        #expect(execution.errors.contains("sertipos init"))
    }

    @Test
    func `the desk may be named by option, by variable or by the current folder`() throws {
        let desk = try DeskFixture()
        #expect(try desk.run("run").isClean)
        #expect(try Program.run(["run"], folder: desk.path).isClean)
        var environment = Program.environment
        environment["SERTIPOS_DESK"] = desk.path
        let byVariable = try ChildProcess([try Program.required(), "run"], environment: environment).wait()
        #expect(byVariable.isClean)
    }

    @Test
    func `run says nothing when all is well`() throws {
        let desk = try DeskFixture()
        try desk.receive([SampleMail.submission(1).octets])
        for _ in 0..<2 {
            let run = try desk.run("run")
            #expect(run.isClean, "\(run)")
            #expect(run.output.isEmpty)
        }
    }

    @Test
    func `request list and show give the documented fields`() throws {
        let desk = try DeskFixture()
        try desk.receive([SampleMail.submission(1).octets])
        try desk.run("run")
        let list = try desk.run("request", "list", "--json")
        #expect(list.isClean)
        let request = try #require(try list.json([ListedRequest].self).first)
        #expect(request.number.wholeMatch(of: /SE-20[0-9]{2}-000001-[0-9X]/) != nil)
        #expect(request.mechanism == "issuance")
        #expect(request.state == "awaitingIdentity")
        #expect(request.applicant == SampleMail.applicant(1))
        #expect(request.verifier == "siti@kominfo.test")
        let due = try #require(request.due)
        #expect(try Date(due, strategy: .iso8601) > Date())

        struct Timeline: Decodable {
            struct Entry: Decodable {
                let at: String
                let what: String
            }
            let request: ListedRequest
            let timeline: [Entry]
        }
        let shown = try desk.run("request", "show", request.number, "--json").json(Timeline.self)
        #expect(shown.request == request)
        #expect(shown.timeline.count == 3)
        #expect(try desk.run("request", "show", request.number).output.contains(request.number))
    }

    @Test
    func `reconcile names identifier, outcome and reason, and ends with 75 while something waits`() throws {
        let desk = try DeskFixture()
        try desk.receive([SampleMail.submission(1).octets, SampleMail.garbage])
        let before = try desk.run("reconcile", "--json")
        #expect(before.code == 75)
        #expect(try before.json(Reconciliation.self).outcomes == ["pending": 2])
        try desk.run("run")
        let after = try desk.run("reconcile", "--json")
        #expect(after.isClean)
        let messages = try after.json(Reconciliation.self).messages
        #expect(messages.map(\.uid) == [1, 2])
        #expect(messages.map(\.outcome) == ["processed", "quarantined"])
        #expect(messages.allSatisfy { !$0.reason.isEmpty })
    }

    @Test
    func `status, audit, template check and explain give JSON`() throws {
        let desk = try DeskFixture()
        try desk.receive([SampleMail.submission(1).octets])
        try desk.run("run")
        let status = try Self.object(try desk.run("status", "--json"))
        #expect((status["requests"] as? [String: Int]) == ["awaitingIdentity": 1])
        #expect(status["runningNow"] == nil)
        let audit = try Self.object(try desk.run("audit", "verify", "--json"))
        #expect(audit["events"] as? Int == 1)
        #expect(audit["firstBroken"] == nil)
        #expect(try desk.run("template", "check", "--json").output == "[\n\n]\n")
        let file = "\(desk.path)/inbox/cur/\(try #require(desk.names("inbox/cur").first))"
        let explained = try desk.run("explain", file, "--json")
        #expect(explained.isClean, "\(explained)")
        #expect(try Self.object(explained)["findings"] != nil)
    }

    private static func object(_ execution: Execution) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(execution.output.utf8))
        return try #require(value as? [String: Any])
    }
}
