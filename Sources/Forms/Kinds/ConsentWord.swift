/// A written consent: nothing but a clear yes counts.
enum ConsentWord {
    /// Throws unless `text` says yes and nothing else.
    static func check(_ text: String) throws(Malformation) {
        let isTicked = text.unicodeScalars.contains(where: isTick)
        let words = FoldedWords.words(
            String(String.UnicodeScalarView(text.unicodeScalars.filter { !isTick($0) })))
        if words.contains(where: refusals.contains) {
            throw words.contains(where: agreements.contains) && words.count > 3 ? .unclearConsent : .refused
        }
        guard !text.contains("?") else { throw .unclearConsent }
        guard words.contains(where: agreements.contains) || isTicked else {
            throw .unclearConsent
        }
        guard words.allSatisfy({ agreements.contains($0) || fillers.contains($0) }) else {
            // A longer sentence may hold a condition.
            throw .unclearConsent
        }
    }

    private static func isTick(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\u{2611}", "\u{2713}", "\u{2714}", "\u{2705}": true
        default: false
        }
    }

    private static let agreements: Set<String> = [
        "ya", "iya", "setuju", "bersedia", "menyetujui", "yes", "agree", "agreed", "consent",
    ]
    private static let fillers: Set<String> = [
        "saya", "kami", "dan", "dengan", "ini", "data", "pribadi", "diproses", "pengolahan", "pemrosesan",
        "atas",
        "untuk", "i", "we", "do", "to", "the", "processing", "of", "my", "personal", "terima", "kasih", "x",
    ]
    private static let refusals: Set<String> = [
        "tidak", "tdk", "belum", "bukan", "menolak", "jangan", "keberatan", "no", "not", "refuse", "disagree",
        "tanpa",
    ]
}
