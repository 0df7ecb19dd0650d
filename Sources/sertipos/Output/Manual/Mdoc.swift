/// Text in the language of manual pages (mdoc, as in mandoc and groff).
struct Mdoc {
    private static let width = 76

    private(set) var lines: [String] = []

    /// A macro line, such as `.Sh NAME`; every word that stands for itself must be escaped.
    mutating func macro(_ name: String, _ words: String...) {
        lines.append(([".\(name)"] + words).joined(separator: " "))
    }

    /// A paragraph: each sentence begins a line, and no line is long.
    mutating func text(_ text: String) {
        for sentence in Self.sentences(text) {
            var line = ""
            for word in sentence.split(separator: " ") {
                let word = Self.escaped(String(word))
                if !line.isEmpty, line.count + 1 + word.count > Self.width {
                    append(line)
                    line = ""
                }
                line += line.isEmpty ? word : " \(word)"
            }
            if !line.isEmpty { append(line) }
        }
    }

    private mutating func append(_ line: String) {
        // A dot or quote at the beginning would be a macro.
        lines.append(line.first.map { ".'".contains($0) } == true ? "\\&" + line : line)
    }

    /// The words as they are, whatever roff would make of them.
    static func escaped(_ text: String) -> String {
        var output = ""
        for character in text {
            switch character {
            case "\\": output += "\\e"
            case "–", "—": output += "\\(en"
            case "…": output += "..."
            case "“", "”": output += "\\(dq"
            case "‘", "’": output += "\\(aq"
            case "-": output += "\\-"
            default: output.append(character)
            }
        }
        return output
    }

    /// A word behind a macro: one argument, however many words it has, and no macro itself.
    static func argument(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let escaped = escaped(words).split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\\(dq")
        let isPlain = escaped.allSatisfy { $0.isLetter || $0.isNumber || "\\-<>_./=".contains($0) }
        let isMacro = words.count <= 3 && words.first?.isUppercase == true
        return (isMacro ? "\\&" : "") + (isPlain ? escaped : "\"\(escaped)\"")
    }

    private static func sentences(_ text: String) -> [String] {
        var sentences: [String] = []
        var current: [Substring] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            current.append(word)
            let isEnd = word.hasSuffix(".") || word.hasSuffix("!") || word.hasSuffix("?")
            if isEnd {
                sentences.append(current.joined(separator: " "))
                current = []
            }
        }
        if !current.isEmpty { sentences.append(current.joined(separator: " ")) }
        return sentences
    }
}
