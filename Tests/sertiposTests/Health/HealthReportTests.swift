import Testing

@testable import sertipos

@Suite("The doctor's report")
struct HealthReportTests {
    private func report(_ findings: [HealthFinding]) -> HealthReport {
        HealthReport(desk: "/srv/desk", at: "2026-11-23T02:00:00Z", findings: findings)
    }

    @Test("warnings alone end with 0; failures with the code of the worst kind")
    func codes() {
        let warning = HealthFinding.warn("a", "b", remedy: "c")
        #expect(report([.ok("a", "b"), warning]).exitCode == 0)
        let kinds: [sertipos.ExitStatus] = [.tryLater, .unavailable, .dataError, .configuration]
        for count in kinds.indices {
            let findings = kinds[...count].map { HealthFinding.fail("a", "b", remedy: "c", $0) }
            #expect(report(findings).exitCode == kinds[count].rawValue)
            #expect(report(findings.reversed()).exitCode == kinds[count].rawValue)
        }
    }

    @Test("every line has its level, its check and its remedy")
    func text() {
        let text = report([.ok("disk", "12 MB"), .fail("mailbox", "one\ntwo", remedy: "do it")]).description
        #expect(
            text == """
                ok    disk          12 MB
                fail  mailbox       one
                                    two
                                    → do it
                /srv/desk: 1 of 2 failed, 0 warnings
                """)
    }

    @Test("each check has a name of its own, and all that DESIGN.md names are there")
    func checks() {
        let names = HealthExamination.checks.map { type(of: $0).name }
        #expect(Set(names).count == names.count)
        #expect(
            Set(names).isSuperset(of: [
                "configuration", "mailbox", "submission", "templates", "forms", "keys", "schedule", "disk",
                "clock",
                "permissions", "ledger", "libraries", "token", "trust", "backup", "runs",
            ]))
    }
}
