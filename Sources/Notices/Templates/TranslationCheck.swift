public import Domain

/// Finds what was never translated: the same sentence in both languages.
///
/// Names and commands are the same in every language, so only a text of at least four words counts, and only
/// if two of them (in a long one: one) belong to the grammar of a language.
public struct TranslationCheck: Sendable {
    /// What stands in one language.
    public struct Text: Sendable {
        let words: [String]
        let file: String
        let line: Int
        let column: Int

        /// A text and the place where it begins.
        public init(_ text: String, file: String, line: Int, column: Int) {
            words = TemplateWords.words(of: text)
            self.file = file
            self.line = line
            self.column = column
        }
    }

    /// The fewest words that make a sentence.
    private static let shortest = 4

    private static let grammar: [Locale: Set<String>] = [
        .indonesian: [
            "yang", "dan", "anda", "untuk", "dari", "dengan", "tidak", "kami", "ini", "itu", "akan", "pada",
            "ke", "telah", "sudah", "mohon", "atau", "oleh", "di", "dalam", "belum", "lalu", "agar", "jika",
            "bila", "kepada", "sampai", "karena", "serta", "adalah",
        ],
        .english: [
            "the", "and", "you", "your", "to", "of", "is", "are", "this", "that", "with", "not", "we", "for",
            "in", "by", "on", "was", "has", "have", "please", "or", "as", "it", "if", "until", "from", "be",
        ],
    ]

    /// The mistake, if the two say the same in the same words; it is put to the one in the wrong language.
    public static func problem(_ indonesian: Text, _ english: Text) -> DocumentError? {
        guard indonesian.words.count >= shortest, indonesian.words == english.words else { return nil }
        let counts = Locale.allCases.map { locale in
            indonesian.words.count { grammar[locale]?.contains($0) == true }
        }
        guard counts.contains(where: { $0 >= (indonesian.words.count < 8 ? 2 : 1) }) else { return nil }
        let isIndonesian = counts[0] >= counts[1]
        let (blamed, other) = isIndonesian ? (english, indonesian) : (indonesian, english)
        return DocumentError(
            file: blamed.file, line: blamed.line, column: blamed.column,
            problem: "not translated: the same words as \(other.file):\(other.line)",
            remedy: isIndonesian ? "write it in English" : "write it in Indonesian")
    }

    /// Every line and every subject of `files` that stands in both languages.
    static func problems(in files: [String: String]) -> [DocumentError] {
        (NoticeName.allCases.map(\.rawValue) + ["footer"]).flatMap { name in
            let twins = Locale.allCases.map { locale in
                let file = "\(locale.rawValue)/\(name).md"
                return files[file].map { texts(of: $0, file: file) } ?? []
            }
            return twins[0].flatMap { own in twins[1].compactMap { problem(own, $0) } }
        }
    }

    private static func texts(of text: String, file: String) -> [Text] {
        // What is wrong with the file as such is said elsewhere.
        var ignored: [DocumentError] = []
        let source =
            text.hasPrefix("---")
            ? TemplateSource(notice: text, file: file, problems: &ignored)
            : TemplateSource(footer: text, file: file, problems: &ignored)
        let subject = source.subject.map { Text($0.text, file: file, line: $0.line, column: $0.column) }
        let lines = source.body.text.split(separator: "\n", omittingEmptySubsequences: false)
        return [subject].compactMap(\.self)
            + lines.enumerated().map { row, line in
                Text(String(line), file: file, line: source.body.line + row, column: 1)
            }
    }
}
