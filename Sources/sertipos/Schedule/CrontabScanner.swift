/// Takes a crontab line apart into words, and knows where each begins.
struct CrontabScanner {
    /// A piece of the line.
    struct Piece {
        let text: String
        /// Where it begins, in octets from 1.
        let column: Int
    }

    private var left: Substring
    private var column: Int

    /// The line from `column` on.
    init(_ text: Substring, column: Int) {
        left = text
        self.column = column
    }

    /// The next word and the blanks behind it; empty at the end.
    mutating func word() -> Piece {
        let text = left.prefix { !Self.isBlank($0) }
        let piece = Piece(text: String(text), column: column)
        let behind = left.dropFirst(text.count)
        let rest = behind.drop(while: Self.isBlank)
        column += left.utf8.count - rest.utf8.count
        left = rest
        return piece
    }

    /// Everything that is left, without blanks at its end.
    var rest: Piece {
        var text = left
        while let last = text.last, Self.isBlank(last) { text.removeLast() }
        return Piece(text: String(text), column: column)
    }

    private static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
}

/// Settings as Debian's cron reads them: `NAME=value`, blanks around `=`, either part in quotes.
enum CrontabSetting {
    case setting(name: String, value: String)
    case broken(problem: String, remedy: String)

    /// The setting in `text`; `nil` if it is a line with a time.
    static func read(_ text: Substring) -> CrontabSetting? {
        guard let first = text.first, !"@*0123456789".contains(first) else { return nil }
        guard let equals = text.firstIndex(of: "=") else {
            guard first.isLetter || first == "_" || first == "\"" || first == "'" else { return nil }
            return .broken(
                problem: "neither a setting nor a line with a time",
                remedy: "write NAME=value, five times and a command, or # before a comment")
        }
        let name = String(trimmed(text[..<equals]))
        let value = String(trimmed(text[text.index(after: equals)...]))
        guard isName(name) else {
            return .broken(
                problem: "'\(name)' is not the name of a setting",
                remedy: "write NAME=value with letters, digits and _, or five times and a command")
        }
        guard !value.isEmpty else {
            return .broken(
                problem: "the setting \(name) has no value: cron refuses that",
                remedy: "write \(name)=\"\" for an empty one, or put # before the line")
        }
        for quote in ["\"", "'"] where value.hasPrefix(quote) {
            guard value.count >= 2, value.hasSuffix(quote), !value.dropFirst().dropLast().contains(quote)
            else {
                return .broken(
                    problem: "the value of \(name) opens a quote and does not end with it",
                    remedy: "write \(name)=\(quote)…\(quote)")
            }
            return .setting(name: name, value: String(value.dropFirst().dropLast()))
        }
        guard !value.contains(" #"), !value.contains("\t#") else {
            return .broken(
                problem:
                    "what follows # belongs to the value of \(name): cron knows no comments behind settings",
                remedy: "put the comment on a line of its own")
        }
        return .setting(name: name, value: value)
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(48...57).contains(first) else { return false }
        return text.utf8.allSatisfy { octet in
            octet == 95 || (48...57).contains(octet) || (65...90).contains(octet)
                || (97...122).contains(octet)
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
