public import Domain

/// One choice of a field, with every wording that means it.
public struct ChoiceOption: Sendable, Hashable {
    /// The stored word.
    public let key: String
    /// Wordings per language; the first is shown.
    public let labels: [Locale: [String]]
    /// What it means for a certificate, where the field is a reason for revocation.
    public let revocationReason: RevocationCode?
    /// The wordings as words, once split.
    let phrases: [[String]]

    /// A choice.
    public init(key: String, labels: [Locale: [String]], revocationReason: RevocationCode? = nil) {
        self.key = key
        self.labels = labels
        self.revocationReason = revocationReason
        phrases = ([key] + labels.values.flatMap(\.self)).map { FoldedWords.words($0) }
    }

    /// The wording to show.
    public func label(_ locale: Locale) -> String { labels[locale]?.first ?? key }

    /// The choice `text` means: exactly one wording, or a sentence that holds wordings of one choice only.
    static func chosen(by text: String, among options: [ChoiceOption]) throws(Malformation) -> ChoiceOption {
        let words = FoldedWords.words(text)
        if let exact = options.first(where: { $0.phrases.contains(words) }) { return exact }
        let named = options.filter { option in
            option.phrases.contains { FoldedWords.contains(words, phrase: $0) }
        }
        guard let only = named.first else { throw .notAChoice }
        guard named.count == 1 else { throw .several(named.map(\.key)) }
        // `bukan karena pensiun` names the choice in order to deny it.
        let ownWords = Set(only.phrases.flatMap(\.self))
        guard !words.contains(where: { negations.contains($0) && !ownWords.contains($0) }) else {
            throw .notAChoice
        }
        return only
    }

    private static let negations: Set<String> = [
        "tidak", "tdk", "bukan", "belum", "tanpa", "not", "no", "never", "atau", "or",
    ]
}
