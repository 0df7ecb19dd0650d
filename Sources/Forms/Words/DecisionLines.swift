/// The lines a decision can be read from.
enum DecisionLines {
    /// Fresh lines that are not empty, trimmed, without the line of the one-time code. A certificate in PEM (RFC 7468)
    /// is no text: among its characters `if` and `not` stand by chance.
    static func lines(of reply: ReplyText) -> [String] {
        var lines: [String] = []
        var isArmored = false
        for line in reply.fresh {
            guard lines.count < 60 else { break }
            if line.text.contains("-----BEGIN ") { isArmored = true }
            defer { if line.text.contains("-----END ") { isArmored = false } }
            if isArmored { continue }
            let text = ValueText.cleaned(Array(beforeCode(line.text).utf8)[...])
            if !text.isEmpty { lines.append(text) }
        }
        return lines
    }

    /// `Alasan: NIK salah` is the reason `NIK salah`.
    static func withoutLabel(_ text: String) -> String {
        let trimmed = ValueText.cleaned(Array(text.utf8)[...])
        for label in ["alasan", "alasannya", "reason"] {
            guard trimmed.lowercased().hasPrefix(label) else { continue }
            let rest = trimmed.dropFirst(label.count).drop { $0 == " " }
            if rest.first == ":" { return ValueText.cleaned(Array(rest.dropFirst().utf8)[...]) }
        }
        return trimmed
    }

    /// `(tulis alasan di sini)`, `[alasan]`, `...`.
    static func isPlaceholder(_ text: String) -> Bool {
        if ValueText.isNothing(text) { return true }
        return ValueText.isPlaceholder(text, known: ["alasan", "reason", "tulis alasan", "write the reason"])
    }

    /// All line breaks may have become spaces: the code then stands behind the decision.
    private static func beforeCode(_ text: String) -> String {
        let octets = Array(text.utf8)
        for position in octets.indices
        where Octet.lowered(octets[position]) == UInt8(ascii: "k")
            || Octet.lowered(octets[position]) == UInt8(ascii: "c")
        {
            guard position == 0 || !Octet.isWord(octets[position - 1]) else { continue }
            guard let end = CodeScanner.labelEnd(octets, at: position) else { continue }
            if position == 0 || CodeScanner.code(octets, at: end) != nil {
                return String(decoding: octets[..<position], as: UTF8.self)
            }
        }
        return text
    }
}
