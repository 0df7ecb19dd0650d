/// Recognises a mail that gives a passphrase away: it must be refused, and must not be kept.
public enum PlainPassphrase {
    /// What the desk leaves in place of such a mail's text; it is recognised again.
    public static let mark = "[sertipos: passphrase removed]"

    /// Whether a line of what the sender wrote names a passphrase and what it is: `Passphrase: …`, `kata sandi
    /// saya …`. Something that cannot be one, such as `Passphrase: saya lupa`, does not count.
    public static func isNamed(in reply: ReplyText, subject: String) -> Bool {
        (reply.fresh.map(\.text) + [subject]).contains { line in
            line.contains(mark) || (isCandidate(line) && isNamed(line, isValue: isSecret))
        }
    }

    /// Whether the answer to a request for a passphrase looks like one typed into the mail itself.
    public static func isLikely(in reply: ReplyText, subject: String) -> Bool {
        if isNamed(in: reply, subject: subject) { return true }
        return DecisionLines.lines(of: reply).prefix(40).contains { line in
            let words = line.split(whereSeparator: \.isWhitespace)
            return isNamed(line, isValue: isAnything)
                || (words.count <= 3 && words.contains(where: isSecretLike))
        }
    }

    private static func isNamed(_ line: String, isValue: (String) -> Bool) -> Bool {
        let words = FoldedWords.words(line.prefix(400))
        guard words.indices.contains(where: { isName(words, at: $0) }) else { return false }
        let octets = Array(line.utf8)
        // A value stands behind a colon or an equals sign, or right behind `saya`, `adalah`, `is`.
        if let mark = octets.firstIndex(where: { $0 == Octet.colon || $0 == 0x3D }) {
            let head = FoldedWords.words(String(decoding: octets[..<mark], as: UTF8.self))
            let value = String(decoding: octets[(mark + 1)...], as: UTF8.self)
            if head.indices.contains(where: { isName(head, at: $0) }), isValue(value) { return true }
        }
        return isFollowedBySecret(line)
    }

    /// Whether a secret comes right behind the name and `saya`, `adalah`, `is`. Counted in words between spaces,
    /// because a passphrase with hyphens is one of them.
    private static func isFollowedBySecret(_ line: String) -> Bool {
        let tokens = line.prefix(400).split(whereSeparator: \.isWhitespace)
        let words = tokens.map { FoldedWords.words($0) }
        guard
            let index = words.indices.first(where: { index in
                !words[index].isEmpty
                    && isName(words[index] + (index + 1 < words.count ? words[index + 1] : []), at: 0)
            })
        else { return false }
        // `password-nya` brings its link along.
        let isLinked = words[index].count > 1 && words[index].dropFirst().allSatisfy(links.contains)
        let rest = words[(index + 1)...]
        let behind = rest.drop { $0.count == 1 && (links.contains($0[0]) || $0[0] == "sandi") }
        guard isLinked || behind.count < rest.count, behind.count == 1 || behind.count == 2 else {
            return false
        }
        return tokens.last.map(isSecretLike) ?? false
    }

    /// Cheap: most lines of most mails speak of other things.
    private static func isCandidate(_ line: String) -> Bool {
        let octets = line.utf8.map { Octet.lowered($0) }
        return [Array("pass".utf8), Array("sandi".utf8)].contains { needle in
            octets.indices.contains { octets[$0] == needle[0] && octets[$0...].starts(with: needle) }
        }
    }

    private static func isName(_ words: [String], at index: Int) -> Bool {
        if names.contains(words[index]) { return true }
        return words[index] == "kata" && index + 1 < words.count && words[index + 1] == "sandi"
    }

    private static func isAnything(_ text: String) -> Bool {
        let value = ValueText.cleaned(Array(text.utf8)[...])
        return value.utf8.count >= 6 && !ValueText.isPlaceholder(value, known: ["passphrase"])
    }

    private static func isSecret(_ text: String) -> Bool {
        text.split(whereSeparator: \.isWhitespace).prefix(8).contains(where: isSecretLike)
    }

    /// A word of at least eight characters with letters and something else, that is no address and no number.
    private static func isSecretLike(_ word: Substring) -> Bool {
        let octets = Array(word.utf8)
        guard octets.count >= 8, octets.count <= 64, !octets.contains(0x40), !word.contains("://") else {
            return false
        }
        let hasLetter = octets.contains { Octet.isWord($0) && !Octet.isDigit($0) }
        let hasOther = octets.dropLast().contains { Octet.isDigit($0) || !Octet.isWord($0) }
        let isCode = octets.count == 32 && octets.allSatisfy(Octet.isWord)
        return hasLetter && hasOther && !isCode && !isRequestNumber(word)
    }

    private static func isRequestNumber(_ word: Substring) -> Bool {
        let upper = word.uppercased()
        return upper.hasPrefix("SE-") || upper.hasPrefix("[SE-") || upper.hasPrefix("PA-")
    }

    private static let names: Set<String> = [
        "passphrase", "password", "sandi", "katasandi", "passfrase", "frasasandi",
    ]
    private static let links: Set<String> = ["saya", "adalah", "ialah", "is", "my", "ini", "yaitu", "nya"]
}
