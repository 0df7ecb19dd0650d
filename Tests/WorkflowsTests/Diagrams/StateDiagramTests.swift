import Domain
import Foundation
import TestSupport
import Testing
import Workflows

@Suite("State diagrams")
struct StateDiagramTests {
    static let file = Corpora.projectRoot.appending(
        path: "Sources/sertipos/Documentation.docc/StateDiagrams.md")
    static let isUpdating = ProcessInfo.processInfo.environment["SERTIPOS_UPDATE_DIAGRAMS"] == "1"

    @Test("the documentation shows what the reducers do")
    func page() throws {
        let page = StateDiagram.page()
        if Self.isUpdating { try Data(page.utf8).write(to: Self.file, options: .atomic) }
        let written = try String(contentsOf: Self.file, encoding: .utf8)
        let isCurrent = page == written
        #expect(isCurrent, "write it anew: SERTIPOS_UPDATE_DIAGRAMS=1 swift test --filter StateDiagramTests")
    }

    @Test("the page is the same whenever it is drawn")
    func determinism() {
        #expect(StateDiagram.page() == StateDiagram.page())
    }

    @Test("every state, every answer and every end stands on the page")
    func completeness() {
        let page = StateDiagram.page()
        for name in RequestState.openNames { #expect(page.contains("`\(name)`"), "\(name)") }
        for name in Outcome.names { #expect(page.contains("`closed.\(name)`"), "\(name)") }
        let events =
            RequestEvent.answers(amending: Sample.update) + [
                .submitted(Sample.issuance), .unclear(.authority), .cancelled(.verifier), .consentWithdrawn,
                .addressCorrected, .linkRequested(.identity), .reminderDue(.identity),
                .deadlinePassed(.identity),
                .serviceTimeUsed(80), .serviceTimeUsed(100), .undeliverable(.applicant),
            ]
        for event in events { #expect(page.contains("| \(event.name) "), "\(event.name)") }
        #expect(page.components(separatedBy: "```mermaid\nstateDiagram-v2\n").count == 5)
    }

    @Test("each way of opening and each edge stands in its diagram")
    func edges() {
        let sections = StateDiagram.page().components(separatedBy: "\n## ")
        let expected = [
            "Issuance": [
                "[*] --> awaitingIdentity : submitted",
                "awaitingVerification --> awaitingCorrection : verification-returned",
                "awaitingAuthority --> awaitingCorrection : authority-returned",
                "awaitingExecution --> awaitingPassphrase : passphrase-lost",
                "awaitingExecution --> issued : certificate-made", "issued --> [*]",
            ],
            "Update": [
                "[*] --> awaitingAuthority : submitted", "[*] --> awaitingConfirmation : submitted",
                "awaitingAmendment --> awaitingConfirmation : amended",
                "awaitingExecution --> updated : certificate-made",
            ],
            "Renewal": ["awaitingExecution --> renewed : certificate-made"],
            "Revocation": [
                "awaitingAuthority --> awaitingAmendment : authority-returned",
                "awaitingExecution --> revoked : certificate-revoked",
            ],
        ]
        for (title, edges) in expected {
            let section = sections.first { $0.hasPrefix(title) } ?? ""
            for edge in edges { #expect(section.contains("    \(edge)\n"), "\(title): \(edge)") }
        }
    }

    @Test("the page says who may end a revocation, and who a request that is being carried out")
    func rights() {
        let lines = Set(StateDiagram.page().split(separator: "\n").map(String.init))
        let expected = [
            "| cancelled by applicant | revocation opened by the verifier | every open state | refused | – |",
            "| cancelled by verifier | revocation opened by the applicant | every open state | refused | – |",
            "| cancelled by applicant | any but revocation opened by the verifier | `awaitingExecution` | refused | – |",
            "| cancelled by Registration Authority | any | every open state | refused | – |",
            "| cancelled by officer | any | every open state | refused | – |",
            "| consent-withdrawn | revocation | every open state | refused | – |",
            "| cancelled by administrator | any | every open state but `awaitingAuthority` | `closed.cancelled` | "
                + "applicant, verifier: `requestCancelled` |",
        ]
        for line in expected { #expect(lines.contains(line), "\(line)") }
    }

    @Test("renewal's table holds what differs from issuance, and nothing else")
    func twins() {
        let sections = StateDiagram.page().components(separatedBy: "\n## ")
        let renewal = sections.first { $0.hasPrefix("Renewal") } ?? ""
        #expect(renewal.contains("\nThe same as issuance, but for:\n\n| State | "))
        let rows = renewal.split(separator: "\n").filter { $0.hasPrefix("| `") }
        #expect(rows.count == 1)
        let start = "| `awaitingExecution` | desk | certificate-made | `closed.renewed` |"
        #expect(rows.first?.hasPrefix(start) == true)
        for other in sections where !other.hasPrefix("Renewal") { #expect(!other.contains("The same as")) }
    }

    @Test("the page is no book")
    func length() {
        let lines = StateDiagram.page().split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(lines < 200)
    }

    @Test("tables are whole: each row has as many cells as its head")
    func tables() {
        var cells = 0
        for line in StateDiagram.page().split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("|") else {
                cells = 0
                continue
            }
            let count = line.split(separator: "|").count
            if cells == 0 { cells = count }
            #expect(count == cells, "\(line)")
        }
    }
}
