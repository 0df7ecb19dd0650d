import Foundation
import Testing

/// Outside the mails of verifier and Registration Authority no NIK is shown whole. The mails are looked at where the
/// rehearsal plays all mechanisms (`MailManners`); here are the words of every command about the same desk.
@Suite(.enabled(if: Program.isPresent))
struct IdentityNumberTests {
    private static var wholeNumber: Regex<Substring> { #/\b\d(?:[ .-]?\d){15}\b/# }

    @Test
    func `no command shows a whole NIK, about any request, case, certificate or mail of a rehearsal`() throws
    {
        let folder = DeskFixture.base + "/rehearsal-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let rehearsal = try Program.run(["rehearse", folder])
        #expect(rehearsal.code == 0, "\(rehearsal)")
        expectMasked(rehearsal)
        func run(_ words: [String]) throws -> Execution {
            let execution = try Program.run(words + ["--desk", folder])
            expectMasked(execution)
            return execution
        }
        struct Numbered: Decodable { let number: String }
        struct Serialled: Decodable { let serial: String }
        let requests = try run(["request", "list", "--json"]).json([Numbered].self).map(\.number)
        let cases = try run(["case", "list", "--json"]).json([Numbered].self).map(\.number)
        let serials = try run(["certificate", "list", "--json"]).json([Serialled].self).map(\.serial)
        #expect(requests.count >= 18 && cases.count >= 1 && serials.count >= 5)
        let digests = try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/spool")
            .filter { $0.hasSuffix(".eml") || $0.hasSuffix(".sealed") }
            .compactMap { $0.split(separator: "/").last.map { String($0.prefix(16)) } }
        #expect(digests.count > 50)
        let words =
            [
                ["status"], ["request", "list"], ["case", "list"], ["certificate", "list"],
                ["verifier", "list"],
            ]
            + requests.map { ["request", "show", $0] } + cases.map { ["case", "show", $0] }
            + serials.map { ["certificate", "show", $0] } + digests.map { ["explain", $0] }
            + [["exposure", "--all"], ["exposure", "--all", "--csv"], ["audit", "verify"], ["reconcile"]]
        for words in words {
            _ = try run(words)
            if !words.contains("--csv") { _ = try run(words + ["--json"]) }
        }
        // Asked for, it is shown: the look at the others can find one.
        let full = try Program.run(["exposure", "--all", "--full-nik", "--desk", folder])
        #expect(full.output.firstMatch(of: Self.wholeNumber) != nil)
    }

    private func expectMasked(_ execution: Execution) {
        for text in [execution.output, execution.errors] {
            let match = text.firstMatch(of: Self.wholeNumber).map { String($0.output) }
            #expect(match == nil, "\(execution.arguments.dropFirst().prefix(3)): \(match ?? "")")
        }
    }
}
