/// Values freed of what mail programs and forms put around them.
enum ValueText {
    /// No field takes more octets; longer values are refused as too long anyway.
    private static let longest = 20_000

    /// `octets` without bold marks, rules, brackets of quotes and repeated blanks.
    static func cleaned(_ octets: ArraySlice<UInt8>) -> String {
        var slice = octets.prefix(longest)
        let hasAngle = slice.contains(Octet.less)
        while let first = slice.first,
            Octet.isWhitespace(first) || first == Octet.asterisk || first == Octet.underscore || first == 0x7C
                || first == Octet.colon || first == Octet.equals
        {
            slice.removeFirst()
        }
        while let last = slice.last,
            Octet.isWhitespace(last) || last == Octet.asterisk || last == Octet.underscore || last == 0x7C
                || last == Octet.greater && !hasAngle
        {
            slice.removeLast()
        }
        if slice.count >= 2, slice.first == 0x22, slice.last == 0x22 {
            slice = slice.dropFirst().dropLast()
        }
        var output: [UInt8] = []
        output.reserveCapacity(slice.count)
        var pending = false
        for octet in slice {
            if Octet.isWhitespace(octet) {
                pending = true
            } else {
                if pending, !output.isEmpty { output.append(Octet.space) }
                pending = false
                output.append(octet)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// `text` without the number of the next label, which a wrapped line left at its end: `… Bogor *10.`
    static func withoutTrailingNumber(_ text: String) -> String {
        var octets = Array(text.utf8)[...]
        guard let mark = octets.popLast(), mark == Octet.dot || mark == Octet.rightParenthesis else {
            return text
        }
        var count = 0
        while let last = octets.last, Octet.isDigit(last), count < 3 {
            octets.removeLast()
            count += 1
        }
        guard (1...2).contains(count) else { return text }
        if octets.last == Octet.asterisk { octets.removeLast() }
        guard octets.last.map(Octet.isBlank) ?? true else { return text }
        while let last = octets.last, Octet.isBlank(last) { octets.removeLast() }
        return String(decoding: octets, as: UTF8.self)
    }

    /// How many cells of a table row hold text.
    static func cellCount(_ octets: ArraySlice<UInt8>) -> Int {
        guard octets.contains(Octet.tab) else { return octets.isEmpty ? 0 : 1 }
        return octets.split(separator: Octet.tab).count { cell in
            cell.contains { !Octet.isBlank($0) && $0 != Octet.colon }
        }
    }

    /// Whether `text` says that there is no value: `-`, `…`, `tidak ada`.
    static func isNothing(_ text: String) -> Bool {
        if text.utf8.allSatisfy({ !Octet.isWord($0) && $0 != Octet.plus && $0 != Octet.at }) { return true }
        guard text.utf8.count <= 24 else { return false }
        return nothing.contains(FoldedWords.folded(text))
    }

    /// Whether `text` is what a blank form shows in place of a value; `known` are its folded help and labels.
    static func isPlaceholder(_ text: String, known: Set<String>) -> Bool {
        if text.utf8.first == 0x22, isExplanation(text, known: known) { return true }
        guard text.utf8.count <= 400 else { return false }
        if let first = text.utf8.first, let last = text.utf8.last, closing(first) == last,
            !text.utf8.contains(Octet.at),
            first == Octet.leftParenthesis || !text.utf8.contains(where: Octet.isDigit)
        {
            return true
        }
        let folded = FoldedWords.folded(text)
        return known.contains(folded) || placeholders.contains { folded.hasPrefix($0) }
    }

    /// What a placeholder's texts look like for ``isPlaceholder(_:known:)``.
    static func knownPlaceholders(of field: FormField) -> Set<String> {
        Set((Array(field.help.values) + field.labels.values.joined()).map { FoldedWords.folded($0) })
    }

    /// `"Nama lengkap" belum diisi …`: our own sentence about the field, quoted back. See ``FaultWording``.
    private static func isExplanation(_ text: String, known: Set<String>) -> Bool {
        let octets = text.utf8.dropFirst().prefix(80)
        guard let close = octets.firstIndex(of: 0x22) else { return false }
        return known.contains(FoldedWords.folded(text[text.utf8.index(after: text.startIndex)..<close]))
    }

    private static func closing(_ octet: UInt8) -> UInt8? {
        switch octet {
        case Octet.leftParenthesis: Octet.rightParenthesis
        case Octet.less: Octet.greater
        case 0x5B: 0x5D
        case 0x7B: 0x7D
        default: nil
        }
    }

    /// `text` up to a closing formula such as `Terima kasih`, for values at the end of a run-together form.
    static func beforeClosing(_ text: String) -> String {
        let octets = Array(text.utf8)
        var position = 0
        while position < octets.count {
            if position == 0 || Octet.isBlank(octets[position - 1]) {
                let tail = octets[position..<min(position + 24, octets.count)].map(Octet.lowered)
                let closes = SignatureLine.closings.contains { closing in
                    tail.starts(with: closing)
                        && (tail.count == closing.count || !Octet.isWord(tail[closing.count]))
                }
                if closes, position > 0 {
                    return String(decoding: Octet.trimmed(octets[..<position]), as: UTF8.self)
                }
            }
            position += 1
        }
        return text
    }

    private static let nothing: Set<String> = [
        "tidak ada", "tdk ada", "nihil", "kosong", "n a", "na", "none", "nil", "belum ada", "tidak punya",
        "non asn", "non pns", "bukan asn", "bukan pns", "x",
    ]

    private static let placeholders = [
        "isi di sini", "diisi ", "tulis di sini", "ketik di sini", "fill in", "write here",
    ]
}
