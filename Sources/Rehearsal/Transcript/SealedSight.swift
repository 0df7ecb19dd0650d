/// A sealed text as the transcript shows it: its beginning and its length are all that a reader needs.
enum SealedSight {
    /// Characters that are shown.
    private static let shown = 24
    /// What is no longer than this is shown whole: codes, numbers, digests.
    private static let longest = 200

    /// `text` with every run of base64url characters and dots cut that is longer than any word.
    static func shortened(_ text: some StringProtocol) -> String {
        var output = ""
        var rest = Substring(text)
        while let start = rest.firstIndex(where: isPart) {
            output += rest[..<start]
            let run = rest[start...].prefix(while: isPart)
            output +=
                run.utf8.count > longest && run.hasPrefix("eyJ")
                ? "\(run.prefix(shown))… (\(run.count) characters, sealed)" : String(run)
            rest = rest[run.endIndex...]
        }
        return output + rest
    }

    private static func isPart(_ character: Character) -> Bool {
        switch character {
        case "A"..."Z", "a"..."z", "0"..."9", "-", "_", ".": character.isASCII
        default: false
        }
    }
}
