import Foundation
import Testing

/// What the documentation shows as a mail of the desk is one: every quoted line stands in a golden file.
@Suite("Quoted mails")
struct QuotedMailTests {
    static let golden = "Tests/NoticesTests/Golden/id"

    @Test("every quoted mail is a mail the desk writes", arguments: DocumentationTests.pages)
    func quotations(page: String) throws {
        for quotation in Quotation.all(in: try SourceTree.text(of: page)) {
            let subject = quotation.lines.first ?? ""
            let mails = try Self.mails().filter { $0.contains { $0 == subject } }
            #expect(!mails.isEmpty, "\(page):\(quotation.number): no mail has '\(subject)'")
            let missing = mails.map { quotation.firstMissing(in: $0) }
            #expect(
                mails.isEmpty || missing.contains(nil),
                "\(page):\(quotation.number): not in that mail, in this order: \(missing)")
        }
    }

    @Test("the pages for people show mails, and a changed word would be seen")
    func sensitivity() throws {
        for name in ["ForApplicants", "ForVerifiers", "ForRegistrationAuthorities", "ForOfficers"] {
            let page = try SourceTree.text(of: "\(DocumentationTests.catalog)/\(name).md")
            #expect(Quotation.all(in: page).count >= 2, "\(name).md shows no mails")
        }
        let mail = [
            "Subject: [1] Halo", "Yth. Budi,", "Data Anda kami terima.", "<mailto:x@y.example?body=z>",
        ]
        func missing(_ text: String) -> String? {
            Quotation.all(in: "```mail\n\(text)\n```").first?.firstMissing(in: mail)
        }
        #expect(missing("Subject: [1] Halo\n…\nkami terima.\n<mailto:x…") == nil)
        #expect(missing("Subject: [1] Halo\nkami tolak.") == "kami tolak.")
        #expect(missing("Subject: [1] Halo\nkami terima.\nYth. Budi,") == "Yth. Budi,")
    }

    /// The lines of every golden text, without indentation.
    private static func mails() throws -> [[String]] {
        try SourceTree.folders(in: golden).filter { $0.hasSuffix(".txt") }.map { name in
            try SourceTree.text(of: "\(golden)/\(name)").split(separator: "\n")
                .map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }
}

/// A fenced block marked `mail`. `…` stands for what was left out: alone for lines, at an end for the rest of one.
private struct Quotation {
    /// Of the block's first line.
    let number: Int
    private(set) var lines: [String] = []

    static func all(in page: String) -> [Quotation] {
        var found: [Quotation] = []
        var isInside = false
        for (index, line) in page.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if isInside, !line.hasPrefix("```") {
                let text = line.trimmingCharacters(in: .whitespaces)
                if !text.isEmpty { found[found.count - 1].lines.append(text) }
            } else {
                isInside = !isInside && line == "```mail"
                if isInside { found.append(Quotation(number: index + 2)) }
            }
        }
        return found
    }

    /// The first line that is not in `mail` behind those before it, if there is one.
    func firstMissing(in mail: [String]) -> String? {
        var rest = mail[...]
        for line in lines {
            let text = line.hasSuffix("…") ? String(line.dropLast()) : line
            if text.isEmpty { continue }
            guard let index = rest.firstIndex(where: { $0.contains(text) }) else { return line }
            rest = rest[index...]
        }
        return nil
    }
}
