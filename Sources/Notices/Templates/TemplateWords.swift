/// The words a template itself says, without tags and code.
enum TemplateWords {
    /// Lower case, letters only. What stands in braces or between backticks is left out.
    static func words(of text: String) -> [String] {
        plain(text).lowercased().split { !$0.isLetter }.map(String.init)
    }

    /// The text with a space for each tag and each piece of code.
    private static func plain(_ text: String) -> String {
        var output = ""
        var depth = 0
        var isCode = false
        for character in text {
            switch character {
            case "{": depth += 1
            case "}":
                depth = max(0, depth - 1)
                output.append(" ")
            case "`":
                isCode.toggle()
                output.append(" ")
            default: if depth == 0, !isCode { output.append(character) }
            }
        }
        return output
    }
}
