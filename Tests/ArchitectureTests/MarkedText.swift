import Foundation
import TestSupport

/// The parts of a Markdown page that can be checked: its code, and in it paths; its links; its topics.
struct MarkedText {
    /// All lines.
    let lines: [String]
    /// Inline code and the lines of code blocks, in order.
    private(set) var code: [String] = []
    /// Paths of the project that stand in code, patterns cut to their fixed folder.
    private(set) var paths: [String] = []
    /// Targets of relative links, without their fragment.
    private(set) var links: [String] = []
    /// Articles that the page curates for DocC.
    private(set) var topics: [String] = []

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var isBlock = false
        for line in lines {
            if line.drop(while: { $0 == " " }).hasPrefix("```") {
                isBlock.toggle()
            } else if isBlock {
                note(code: line)
            } else {
                readInline(line)
            }
        }
    }

    private mutating func readInline(_ line: String) {
        for (index, part) in line.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
            if index % 2 == 1 { note(code: String(part)) }
        }
        for part in line.split(separator: "](", omittingEmptySubsequences: false).dropFirst() {
            let target = part.prefix { $0 != ")" }.prefix { $0 != "#" }
            if !target.isEmpty, !target.contains(":"), !target.contains("{") { links.append(String(target)) }
        }
        if let start = line.range(of: "<doc:") {
            topics.append(String(line[start.upperBound...].prefix { $0 != ">" }))
        }
    }

    private mutating func note(code text: String) {
        guard !text.isEmpty else { return }
        code.append(text)
        for word in text.split(whereSeparator: { " (),;'\"".contains($0) }) {
            if let path = Self.path(word) { paths.append(path) }
        }
    }

    /// The folders whose entries are the project's, not a desk's at run time.
    private static let roots = ["Sources/", "Tests/", "cron/", "mail-templates/", "scripts/", "spool/README"]

    /// `Sources/X.swift:12` gives the file; `mail-templates/<locale>/x.md` gives the folder that is sure.
    private static func path(_ word: Substring) -> String? {
        guard roots.contains(where: word.hasPrefix) else { return nil }
        let plain = word.prefix { $0 != ":" }
        guard let end = plain.firstIndex(where: { "<*{…".contains($0) }) else { return String(plain) }
        return plain[..<end].lastIndex(of: "/").map { String(plain[..<$0]) }
    }
}

extension SourceTree {
    /// Whether the project has this file or folder.
    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: Corpora.projectRoot.appending(path: path).path)
    }
}
