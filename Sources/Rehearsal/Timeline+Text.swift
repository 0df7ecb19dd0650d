internal import Domain

extension Timeline {
    /// The story for a terminal, 100 columns wide.
    public var text: String {
        chapters.indices.map { chapter($0) }.joined(separator: "\n\n") + "\n"
    }

    /// `Mon 23 Nov 2026`.
    static func day(_ date: CivilDate) -> String {
        let month = DateWording.months(.english)[date.month - 1].prefix(3)
        return "\(MailDate.days[date.weekday - 1]) \(date.day) \(month) \(date.year)"
    }

    private func chapter(_ index: Int) -> String {
        let chapter = chapters[index]
        var lines = ["\(index + 1)  \(chapter.title)"]
        lines += Self.wrapped(chapter.synopsis, width: 92).map { "   \($0)" }
        var today: CivilDate?
        for entry in chapter.entries {
            let local = LocalTime(entry.moment, in: zone)
            if local.date != today {
                lines += ["", "   \(Self.day(local.date))"]
                today = local.date
            }
            lines += rows(of: entry, at: local.clock(separator: "."))
        }
        return lines.joined(separator: "\n")
    }

    private func rows(of entry: Entry, at clock: String) -> [String] {
        let indent = String(repeating: " ", count: 10)
        let remark = { (mark: String) in
            Self.wrapped(entry.remark, width: 88).enumerated().map { index, line in
                indent + (index == 0 ? mark : String(repeating: " ", count: mark.count)) + line
            }
        }
        switch entry.kind {
        case .mail:
            guard let mail = entry.mail else { return [] }
            let people = Self.column("\(mail.from) → \(mail.to)", 27)
            let subject = mail.letter.message.subject
            return ["   \(clock)  \(people)  \(Self.clipped(subject, 58))"] + remark("")
        case .pause: return ["   \(clock)  · \(entry.remark)"]
        case .note: return remark("! ")
        case .check where entry.isFulfilled: return remark("✓ ")
        case .check:
            return remark("✗ ") + Self.wrapped(entry.finding, width: 86).map { indent + "  → \($0)" }
        }
    }

    private static func column(_ text: String, _ width: Int) -> String {
        let text = clipped(text, width)
        return text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func clipped(_ text: String, _ width: Int) -> String {
        text.count <= width ? text : text.prefix(width - 1) + "…"
    }

    private static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
