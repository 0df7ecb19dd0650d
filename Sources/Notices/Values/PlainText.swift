/// Strangers' text made safe to stand between our own words, without changing what it says.
///
/// C0 and C1 controls, U+2028 and U+2029 could end a line or hide text; bidirectional embeddings, overrides
/// and isolates (UAX #9) could reorder the words around a value, so they show as U+FFFD.
enum PlainText {
    /// A text value on one line; a dash for an empty one and for other kinds.
    static func value(_ value: NoticeValue?, longest: Int) -> String {
        guard case .text(let text)? = value else { return ValueTable.dash }
        let line = line(cut(text, to: longest))
        return line.isEmpty ? ValueTable.dash : line
    }

    /// The first `limit` characters of `text`, with an ellipsis if there were more.
    static func cut(_ text: String, to limit: Int) -> String {
        if text.utf8.count <= limit { return text }
        let start = text.unicodeScalars.prefix(limit)
        return start.endIndex == text.endIndex ? text : String(Substring(start)) + "…"
    }

    /// Everything on one line, single spaces, none at the ends.
    static func line(_ text: String) -> String {
        if isPlainLine(text) { return text }
        var output: [UInt8] = []
        scan(text, onBreak: { _ in }, into: &output, keepingSpaces: false)
        return trimmed(String(decoding: output, as: UTF8.self))
    }

    /// The lines of `text`, each as ``line(_:)`` makes it; at most one blank line in a row, none at the ends.
    static func lines(_ text: String) -> [String] {
        var lines: [String] = []
        for raw in splitLines(text, keepingSpaces: false) {
            let line = trimmed(raw)
            if line.isEmpty, lines.last?.isEmpty ?? true { continue }
            lines.append(line)
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// The lines of `text` with their spaces; trailing spaces and blank lines at both ends go.
    static func preformatted(_ text: String) -> [String] {
        var lines = splitLines(text, keepingSpaces: true).map { line in
            var view = line.utf8[...]
            while view.last == UInt8(ascii: " ") { view.removeLast() }
            return String(Substring(view))
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return Array(lines.drop { $0.isEmpty })
    }

    private static func splitLines(_ text: String, keepingSpaces: Bool) -> [String] {
        var output: [UInt8] = []
        var lines: [String] = []
        scan(
            text,
            onBreak: { output in
                lines.append(String(decoding: output, as: UTF8.self))
                output.removeAll(keepingCapacity: true)
            }, into: &output, keepingSpaces: keepingSpaces, breaksLines: true)
        lines.append(String(decoding: output, as: UTF8.self))
        return lines
    }

    /// Whether `text` needs no change: the usual case, so that it costs one pass and no copy.
    private static func isPlainLine(_ text: String) -> Bool {
        var previous = UInt8(ascii: " ")
        for octet in text.utf8 {
            if octet < 0x20 || octet == 0x7F || octet == 0xC2 || octet >= 0xE1 && octet <= 0xE3
                || octet == 0x20 && previous == 0x20
            {
                return false
            }
            previous = octet
        }
        return previous != 0x20 || text.isEmpty
    }

    private enum Replacement { case none, space, lineBreak, replacementCharacter }

    private static func scan(
        _ text: String, onBreak: (inout [UInt8]) -> Void, into output: inout [UInt8], keepingSpaces: Bool,
        breaksLines: Bool = false
    ) {
        var previousWasReturn = false
        for scalar in text.unicodeScalars {
            let wasReturn = previousWasReturn
            previousWasReturn = scalar == "\r"
            switch replacement(for: scalar) {
            case .lineBreak where breaksLines:
                if !(scalar == "\n" && wasReturn) { onBreak(&output) }
            case .lineBreak, .space:
                if keepingSpaces || output.last != 0x20 { output.append(0x20) }
            case .replacementCharacter: output += [0xEF, 0xBF, 0xBD]
            case .none: output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    private static func replacement(for scalar: Unicode.Scalar) -> Replacement {
        switch scalar.value {
        case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: .lineBreak
        case 0x00...0x20, 0x7F...0x9F: .space
        case 0x202A...0x202E, 0x2066...0x2069: .replacementCharacter
        default: .none
        }
    }

    /// Without Unicode white space at the ends.
    private static func trimmed(_ text: String) -> String {
        var view = text.unicodeScalars[...]
        while let first = view.first, first.properties.isWhitespace { view.removeFirst() }
        while let last = view.last, last.properties.isWhitespace { view.removeLast() }
        return String(Substring(view))
    }
}
