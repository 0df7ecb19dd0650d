/// Text inside HTML.
enum HTMLMarks {
    /// `text` with everything that could be markup made harmless, also inside quoted attributes.
    static func escaped(_ text: some StringProtocol) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            case "\t", "\n": output.unicodeScalars.append(scalar)
            // Other control characters have no meaning in HTML and may confuse a reader.
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: output += "\u{FFFD}"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    /// `text` with `<br>` for line ends.
    static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped($0) }
            .joined(separator: "<br>")
    }
}
