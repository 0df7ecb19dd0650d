internal import Domain
internal import Pipeline

/// An explanation for reading: first what came of the mail, then why.
struct ExplanationText {
    private let explanation: Explanation
    private let record: MessageRecord?

    init(_ explanation: Explanation, _ record: MessageRecord?) {
        self.explanation = explanation
        self.record = record
    }

    /// The lines; long findings go on under themselves.
    func lines(_ style: TerminalStyle) -> [String] {
        var lines = [style.tinted(summary.printable, .strong), ""]
        let width = (explanation.findings.map(\.topic.count).max() ?? 0) + 2
        for finding in explanation.findings {
            let room = style.width.map { max($0 - width, 20) } ?? .max
            for (index, part) in Self.wrapped(finding.finding.printable, room).enumerated() {
                let label = index == 0 ? finding.topic : ""
                lines.append(style.tinted(label.padding(width), .faint) + style.tinted(part, tint(finding)))
            }
        }
        return lines
    }

    /// What became of it, and what would if it came now, in one line.
    var summary: String {
        let now = "\(explanation.outcome.rawValue): \(explanation.reason)"
        guard let record, record.outcome != .pending else { return "If it came now: \(now)" }
        let then = "\(record.outcome.rawValue): \(record.reason)"
        return then == now ? "Ended as \(then)" : "Ended as \(then). If it came now: \(now)"
    }

    private func tint(_ finding: Explanation.Finding) -> TerminalStyle.Tint {
        switch finding.topic {
        case "defect", "fault": .warning
        case "would end", "would write", "recorded": .link
        default: .plain
        }
    }

    private static func wrapped(_ text: String, _ width: Int) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let last = lines[lines.count - 1]
            if last.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if last.count + 1 + word.count <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
