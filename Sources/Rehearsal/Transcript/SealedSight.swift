/// A sealed text as the transcript shows it: its beginning and its length are all that a reader needs.
enum SealedSight {
    /// Characters that are shown.
    private static let shown = 24
    /// What is no longer than this is shown whole: codes, numbers, digests.
    private static let longest = 200
    /// A line as long as mail programs make them goes on in the next one, if that begins like it.
    private static let brokenLine = 60...100

    /// `text` with every sealed text cut, also one that stands in several lines.
    static func shortened(_ text: some StringProtocol) -> String {
        var output = ""
        var rest = Substring(text)
        while let start = rest.firstIndex(where: isPart) {
            output += rest[..<start]
            let run = run(rest[start...])
            let count = run.count { $0 != "\n" }
            output +=
                count > longest && run.hasPrefix("eyJ")
                ? "\(run.prefix(shown))… (\(count) characters, sealed)" : String(run)
            rest = rest[run.endIndex...]
        }
        return output + rest
    }

    /// The characters of a sealed text that `text` begins with, over line breaks if it may be one.
    private static func run(_ text: Substring) -> Substring {
        var end = text.prefix(while: isPart).endIndex
        guard text.hasPrefix("eyJ") else { return text[..<end] }
        var length = text[..<end].count
        while brokenLine.contains(length), end < text.endIndex, text[end] == "\n" {
            let next = text[text.index(after: end)...].prefix(while: isPart)
            if next.isEmpty { break }
            length = next.count
            end = next.endIndex
        }
        return text[..<end]
    }

    private static func isPart(_ character: Character) -> Bool {
        switch character {
        case "A"..."Z", "a"..."z", "0"..."9", "-", "_", ".": character.isASCII
        default: false
        }
    }
}
