import Domain
import Testing

@testable import Trust

/// 8 DMARC results × 4 DKIM results × 2 SPF results: every verdict is written down.
struct VerdictTableTests {
    private static let dmarc = [
        "", "dmarc=pass header.from=dinas.go.id; ", "dmarc=pass header.from=evil.test; ",
        "dmarc=fail header.from=dinas.go.id; ", "dmarc=none header.from=dinas.go.id; ",
        "dmarc=temperror header.from=dinas.go.id; ", "dmarc=permerror header.from=dinas.go.id; ",
        "dmarc=quarantine header.from=dinas.go.id; ",
    ]
    private static let dkim = [
        "", "dkim=pass header.d=dinas.go.id; ", "dkim=pass header.d=evil.test; ",
        "dkim=fail header.d=dinas.go.id; ",
    ]
    private static let spf = ["spf=pass smtp.mailfrom=dinas.go.id", "spf=fail smtp.mailfrom=dinas.go.id"]

    private static let fallback = ["nothing-passed", "aligned-dkim", "dkim-not-aligned", "nothing-passed"]
    /// One row per DMARC result, one column per DKIM result; SPF never changes anything.
    private static let expected = [
        fallback,
        ["dmarc", "dmarc", "dmarc", "dmarc"],
        [
            "dmarc-for-other-domain", "dmarc-for-other-domain", "dmarc-for-other-domain",
            "dmarc-for-other-domain",
        ],
        ["dmarc-failed", "dmarc-failed", "dmarc-failed", "dmarc-failed"],
        fallback, fallback, fallback,
        ["dmarc-failed", "dmarc-failed", "dmarc-failed", "dmarc-failed"],
    ]

    @Test func `64 combinations of results give the verdicts of the table`() {
        var cases = 0
        var proven = 0
        let verifier = SenderVerifier(authservID: Mailbox.id)
        for (row, dmarc) in Self.dmarc.enumerated() {
            for (column, dkim) in Self.dkim.enumerated() {
                for spf in Self.spf {
                    let verdict = verifier.verdict(of: Mailbox.mail([Mailbox.results(dmarc + dkim + spf)]))
                    let name = verdict.description.split(separator: ":").last.map { String($0) }
                    #expect(name == Self.expected[row][column], "\(dmarc)\(dkim)\(spf)")
                    cases += 1
                    proven += verdict.isProven ? 1 : 0
                }
            }
        }
        #expect(cases == 64)
        #expect(proven == 16)
    }
}
