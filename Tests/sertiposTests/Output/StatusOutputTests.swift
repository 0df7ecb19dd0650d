import Domain
import Foundation
import Pipeline
import TestSupport
import Testing

@testable import sertipos

@Suite("Status")
struct StatusOutputTests {
    private func report(_ change: (inout StatusReport.Surroundings) -> Void = { _ in }) -> StatusReport {
        var figures = LedgerFigures()
        figures.messages = [.processed: 12, .quarantined: 1]
        figures.outbox = [.held: 2]
        figures.requests = ["awaitingIdentity": 3]
        let now = Timestamp(seconds: 1_795_399_200)
        figures.oldestUnsent = now + -600
        figures.runs = [
            RunRecord(
                id: 1, stage: "run", startedAt: now + -60, endedAt: now + -58, result: "ok", summary: "{}")
        ]
        var surroundings = StatusReport.Surroundings()
        change(&surroundings)
        return StatusReport(figures, surroundings, holder: nil, warnings: [], at: now)
    }

    @Test("every metric has its help and its type, once, and plain numbers")
    func metrics() throws {
        let text = StatusMetrics(
            report {
                $0.tokenDays = ["/a\"b\\c": 12]
                $0.freeOctets = 5_000_000_000
            }
        ).description
        let lines = text.split(separator: "\n").map(String.init)
        let names = lines.filter { $0.hasPrefix("# TYPE ") }.map { String($0.split(separator: " ")[2]) }
        #expect(Set(names).count == names.count && names.count >= 15)
        #expect(lines.filter { $0.hasPrefix("# HELP ") }.count == names.count && text.hasSuffix("\n"))
        for line in lines where !line.hasPrefix("#") {
            let pattern = /sertipos_[a-z_]+(\{[a-z]+="(\\.|[^"\\])*"\})? -?[0-9]+/
            #expect(line.wholeMatch(of: pattern) != nil, "\(line)")
        }
        #expect(lines.contains("sertipos_messages{outcome=\"quarantined\"} 1"))
        #expect(lines.contains("sertipos_token_days_left{file=\"/a\\\"b\\\\c\"} 12"))
        #expect(
            lines.contains("sertipos_last_run_ok 1") && lines.contains("sertipos_oldest_unsent_seconds 600"))
        #expect(lines.contains("sertipos_trust_suspended 0") && !text.contains("heartbeat_age_seconds "))
    }

    @Test("what may soon be wrong stands in the text, and only then")
    func text() {
        let calm = report().description
        #expect(!calm.contains("promise") && !calm.contains("SUSPENDED") && !calm.contains("token"))
        let worried = report {
            $0.atRisk = 2
            $0.broken = 1
            $0.trustSuspendedSince = "2026-11-22T02:00:00Z"
            $0.tokenDays = ["/t": 5]
            $0.certificatesExpiring = 1
            ($0.canarySeconds, $0.canaryFinding) = (10 * 86_400, "trusted")
            $0.heartbeatSeconds = 7_000
        }.description
        for words in [
            "1 broken, 2 at risk", "SUSPENDED since", "5 days left", "1 certificate within 30 days",
            "10 days ago",
            "116 min ago",
        ] { #expect(worried.contains(words), "\(words): \(worried)") }
    }

    @Test("a live desk's figures come from ledger, dead-man file and disk")
    func live() throws {
        let sample = try LiveDeskSample()
        let now = sample.clock.now()
        try sample.hold("0A01", days: 20)
        try sample.hold("0A02", days: 40)
        try sample.hold("0A03", days: 10, status: .revoked)
        try sample.live.ledger().write {
            try $0.setFact(TrustSuspension.key, String(now.seconds))
            try $0.setFact(CanaryLog.key, "\(now.seconds - 60) trusted")
        }
        let more = try StatusReport(sample.live).surroundings
        #expect(more.certificatesExpiring == 1 && more.canarySeconds == 60 && more.canaryFinding == "trusted")
        #expect(more.trustSuspendedSince == now.description)
        #expect((more.freeOctets ?? 0) > 0 && more.heartbeatSeconds == nil)
    }
}
