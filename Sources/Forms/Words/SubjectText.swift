/// A subject without what replies and lists put in front of it.
enum SubjectText {
    /// `Re: [SE-2026-000123-7] Fwd: STATUS …` becomes `STATUS …`.
    static func bare(_ subject: String) -> String {
        var octets = Octet.trimmed(Array(PlainText.folded(subject).utf8)[...])
        for _ in 0..<12 {
            if octets.first == 0x5B, let close = octets.firstIndex(of: 0x5D) {
                octets = Octet.trimmed(octets[(close + 1)...])
                continue
            }
            guard let colon = octets.prefix(8).firstIndex(of: Octet.colon) else { break }
            let word = octets[..<colon].map(Octet.lowered).filter { !Octet.isBlank($0) }
            let letters = word.prefix { Octet.isLetter($0) }
            guard prefixes.contains(String(decoding: letters, as: UTF8.self)) else { break }
            octets = Octet.trimmed(octets[(colon + 1)...])
        }
        return String(decoding: octets, as: UTF8.self)
    }

    /// Indonesian clients write Bls (balas) and Trs (terusan).
    private static let prefixes: Set<String> = [
        "re", "fwd", "fw", "bls", "balas", "trs", "terusan", "ytn", "aw", "wg", "tr", "sv", "vs",
    ]
}
