internal import Domain

/// Sentences that tire their readers. Opinions, never mistakes.
struct ReadingHints {
    /// A longer sentence is read twice.
    static let longestSentence = 25
    /// So many verbs that name nobody who acts.
    static let mostPassives = 3

    private(set) var hints: [DocumentError] = []

    /// Looks at the notice or footer `text` in the language of its folder.
    init(_ text: String, file: String, locale: Locale) {
        var ignored: [DocumentError] = []
        let source =
            text.hasPrefix("---")
            ? TemplateSource(notice: text, file: file, problems: &ignored)
            : TemplateSource(footer: text, file: file, problems: &ignored)
        let octets = Array(source.body.text.utf8)
        var start = 0
        for index in octets.indices {
            // A line is a paragraph or an item; a full stop ends a sentence before a space or a line's end.
            let isEnd =
                octets[index] == 0x0A
                || ".?!".utf8.contains(octets[index])
                    && (index + 1 == octets.count || octets[index + 1] == 0x20 || octets[index + 1] == 0x0A)
            guard isEnd || index + 1 == octets.count else { continue }
            look(at: octets[start...index], from: start, in: source.body, locale)
            start = index + 1
        }
    }

    private mutating func look(
        at sentence: ArraySlice<UInt8>, from start: Int, in part: TemplateSource.Part, _ locale: Locale
    ) {
        let words = TemplateWords.words(of: String(decoding: sentence, as: UTF8.self))
        let place = start + sentence.prefix { $0 <= 0x20 }.count
        if words.count > Self.longestSentence {
            hints.append(
                part.error(at: place, "a sentence of \(words.count) words", remedy: "make two of it"))
        }
        let passives = Self.passives(words, locale)
        if passives.count >= Self.mostPassives {
            hints.append(
                part.error(
                    at: place, "one sentence with \(passives.joined(separator: ", "))",
                    remedy: "say who does it"))
        }
    }

    /// Verbs that leave out who acts: `dikirim`; `was sent`.
    private static func passives(_ words: [String], _ locale: Locale) -> [String] {
        switch locale {
        case .indonesian:
            words.filter { $0.hasPrefix("di") && $0.count > 5 && !notVerbs.contains($0) }
        case .english:
            zip(words, words.dropFirst()).filter { auxiliaries.contains($0.0) && isParticiple($0.1) }
                .map { "\($0.0) \($0.1)" }
        }
    }

    private static let notVerbs: Set = [
        "dinas", "digital", "direktur", "direktorat", "dirinya", "diskominfo", "dimana", "diantara",
    ]
    private static let auxiliaries: Set = ["is", "are", "was", "were", "be", "been", "being"]
    private static let irregular: Set = ["sent", "made", "kept", "known", "found", "written", "told", "put"]

    private static func isParticiple(_ word: String) -> Bool {
        word.hasSuffix("ed") && word.count > 4 || irregular.contains(word)
    }
}
