import Foundation
import TestSupport
import Testing

@testable import MIME

@Suite(.enabled(if: Corpora.arePresent))
struct OracleAgreementTests {
    @Test func `tree, types, names and octets agree with five parsers, or differ for a listed reason`() throws
    {
        let comparisons =
            try PythonOracle.comparisons() + StalwartOracle.comparisons() + MailcoreOracle.comparisons()
        for comparison in comparisons {
            print(comparison.summary)
            #expect(comparison.unexplained.isEmpty)
            #expect(comparison.stale.isEmpty)
        }
        let total = comparisons.reduce(OracleScore()) { $0 + $1.score }
        print("all oracles: \(total)")
        #expect(total.percent >= 98)
    }
}
