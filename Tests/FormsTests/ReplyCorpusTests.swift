import Forms
import Foundation
import TestSupport
import Testing

/// What other libraries take for the fresh text. They contradict each other on signatures, on interleaved
/// answers and on whether a quote header counts, so agreement is a figure with a floor, not an identity.
@Suite(.enabled(if: Corpora.arePresent)) struct ReplyCorpusTests {
    private struct Expectations: Decodable {
        struct Entry: Decodable {
            let firstFragment: String?
            let visibleText: String?

            enum CodingKeys: String, CodingKey {
                case firstFragment = "first_fragment"
                case visibleText = "visible_text"
            }
        }
        let files: [String: Entry]
        let quoteHeaderLines: [String]

        enum CodingKeys: String, CodingKey {
            case files
            case quoteHeaderLines = "quote_header_lines"
        }
    }

    private func expectations() throws -> Expectations {
        try JSONDecoder().decode(Expectations.self, from: Data(Corpora.bytes("replies/expected.json")))
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try Corpora.bytes("replies/" + path), as: UTF8.self)
    }

    /// Words only: libraries differ in blanks, quotes and wrapping.
    private func words(_ text: String) -> [Substring] {
        ReplyText.split(
            text.split(separator: "\n", omittingEmptySubsequences: false).map { "x" + $0 }.joined(
                separator: "\n")
        )
        .plainText.split { $0.isWhitespace || $0 == "x" }
    }

    @Test func `quote headers in a dozen languages are recognised`() throws {
        let headers = try expectations().quoteHeaderLines
        let missed = headers.filter { header in
            ReplyText.split("fresh\n\n\(header)\n\nold\n").fresh.contains { $0.text == "old" }
        }
        #expect(missed.isEmpty, "\(missed)")
    }

    @Test func `fresh text agrees with the other libraries`() throws {
        var tally: [String: (agreed: Int, total: Int)] = [:]
        var differing: [String] = []
        for (path, entry) in try expectations().files.sorted(by: { $0.key < $1.key }) {
            guard let expected = entry.visibleText ?? entry.firstFragment else { continue }
            let reply = ReplyText.split(try text(path))
            let isWhole = entry.visibleText != nil
            let ours = words(reply.freshText)
            let withSignature = words(
                (reply.fresh + reply.signature).sorted { $0.number < $1.number }.map(\.text).joined(
                    separator: "\n"))
            let theirs = words(expected)
            let agrees =
                isWhole
                ? ours == theirs || withSignature == theirs
                : ours.starts(with: theirs) || withSignature.starts(with: theirs)
            let library = String(path.prefix { $0 != "/" })
            tally[library, default: (0, 0)].total += 1
            if agrees { tally[library, default: (0, 0)].agreed += 1 } else { differing.append(path) }
        }
        let agreed = tally.values.map(\.agreed).reduce(0, +)
        let total = tally.values.map(\.total).reduce(0, +)
        print(
            "reply corpora: \(agreed) of \(total) agree; \(tally.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.agreed)/\($0.value.total)" }); differing: \(differing)"
        )
        #expect(total > 70 && agreed * 100 >= total * 90)
    }

    @Test func `trimmed mails agree with the reply trimmer`() throws {
        var agreed = 0
        var differing: [String] = []
        let names = try Corpora.files(in: "replies/email_reply_trimmer/trimmed")
        for name in names {
            let reply = ReplyText.split(try text("email_reply_trimmer/emails/" + name))
            let expected = words(try text("email_reply_trimmer/trimmed/" + name))
            let ours = words(reply.freshText)
            if ours == expected { agreed += 1 } else { differing.append(name) }
        }
        print("reply trimmer: \(agreed) of \(names.count) agree; differing: \(differing)")
        #expect(names.count > 20 && agreed * 100 >= names.count * 70)
    }

    @Test func `no mail of any corpus loses or doubles a line`() throws {
        for folder in ["github", "willdurand", "zapier", "alfonsrv", "t2bot", "crisp"] {
            for name in try Corpora.files(in: "replies/" + folder) {
                let reply = ReplyText.split(try text("\(folder)/\(name)"))
                let numbers = (reply.fresh + reply.quoted + reply.signature).map(\.number)
                #expect(Set(numbers) == Set(1...(numbers.max() ?? 1)))
            }
        }
    }
}

extension ReplyText {
    fileprivate var plainText: String {
        (fresh + quoted + signature).sorted { $0.number < $1.number }.map(\.text).joined(separator: "\n")
    }
}
