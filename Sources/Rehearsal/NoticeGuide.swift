internal import Domain
public import Notices

/// Knows the desk's mails the way a regular correspondent does: by their subjects, and their buttons by what
/// is written on them. Both are read from the templates, so that staff may reword everything.
public struct NoticeGuide: Sendable {
    private struct Pattern {
        let notice: NoticeName
        /// The fixed words of the subject, in order.
        let pieces: [Substring]
        var weight: Int { pieces.reduce(0) { $0 + $1.count } }
    }

    private let patterns: [Pattern]
    /// `notice action` to labels, one per language.
    private let labels: [String: Set<String>]

    /// A guide to the notices in `files`, whose names are paths such as `id/sender.form.md`.
    public init(files: [String: String]) {
        var patterns: [Pattern] = []
        var labels: [String: Set<String>] = [:]
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            let name = path.split(separator: "/").last?.split(separator: ".md").first ?? ""
            guard let notice = NoticeName(rawValue: String(name)) else { continue }
            for line in text.split(separator: "\n") where line.hasPrefix("subject:") {
                patterns.append(Pattern(notice: notice, pieces: Self.fixedWords(line.dropFirst(8))))
                break
            }
            for (action, label) in Self.buttons(text) {
                labels["\(notice.rawValue) \(action)", default: []].insert(label)
            }
        }
        self.patterns = patterns.sorted { $0.weight > $1.weight }
        self.labels = labels
    }

    /// Which notice has this subject: of several, the one with the most fixed words.
    public func notice(subject: String) -> NoticeName? {
        patterns.first { pattern in
            var rest = Substring(subject)
            return pattern.pieces.allSatisfy { piece in
                guard let found = rest.firstRange(of: piece) else { return false }
                rest = rest[found.upperBound...]
                return true
            }
        }?.notice
    }

    /// Whether `label` is what the button for `action` (`answer`, `approve`, …) of this notice says.
    public func isLabel(_ label: String, of action: String, in notice: NoticeName) -> Bool {
        labels["\(notice.rawValue) \(action)"]?.contains(label) ?? false
    }

    /// The pieces of a subject between `{{…}}`.
    private static func fixedWords(_ subject: Substring) -> [Substring] {
        var pieces: [Substring] = []
        var rest = Substring(subject.trimmed)
        while let open = rest.firstRange(of: "{{") {
            pieces.append(rest[..<open.lowerBound])
            rest = rest[open.upperBound...].firstRange(of: "}}").map { rest[$0.upperBound...] } ?? ""
        }
        return (pieces + [rest]).filter { $0.contains { $0.isLetter } }
    }

    /// `[label]({{link.action}})`.
    private static func buttons(_ text: String) -> [(action: String, label: String)] {
        var found: [(action: String, label: String)] = []
        var rest = Substring(text)
        while let mark = rest.firstRange(of: "]({{link.") {
            let before = rest[..<mark.lowerBound]
            let after = rest[mark.upperBound...]
            if let open = before.lastIndex(of: "["), let end = after.firstRange(of: "}}") {
                let label = before[before.index(after: open)...]
                found.append((action: after[..<end.lowerBound].trimmed, label: label.trimmed))
            }
            rest = after
        }
        return found
    }
}
