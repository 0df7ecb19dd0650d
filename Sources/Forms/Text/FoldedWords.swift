/// Texts in the form in which words are compared: ASCII lower case, one space between words.
enum FoldedWords {
    /// `text` with separators (spaces, dots, slashes, hyphens, brackets, quotes) as single spaces.
    static func folded(_ text: some StringProtocol) -> String {
        String(decoding: octets(plain(String(text)).utf8), as: UTF8.self)
    }

    /// The words of `text`; everything that is neither letter nor digit separates them.
    static func words(_ text: some StringProtocol) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        for octet in plain(String(text)).utf8 {
            if Octet.isWord(octet) {
                word.append(Octet.lowered(octet))
            } else if !word.isEmpty {
                words.append(String(decoding: word, as: UTF8.self))
                word.removeAll(keepingCapacity: true)
            }
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }

    /// Whether the words `phrase` stand one after another in `words`.
    static func contains(_ words: [String], phrase: [String]) -> Bool {
        guard let first = phrase.first, words.count >= phrase.count else { return false }
        for start in 0...(words.count - phrase.count) where words[start] == first {
            if words[start..<start + phrase.count].elementsEqual(phrase) { return true }
        }
        return false
    }

    /// ASCII needs no folding.
    private static func plain(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 } ? text : PlainText.folded(text)
    }

    static func octets(_ text: some Sequence<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var pending = false
        for octet in text {
            if Octet.isSeparator(octet) || octet == Octet.newline {
                pending = !output.isEmpty
            } else {
                if pending { output.append(Octet.space) }
                pending = false
                output.append(Octet.lowered(octet))
            }
        }
        return output
    }
}
