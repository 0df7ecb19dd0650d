/// A number that people type: digits with spaces, dots or hyphens between them.
struct DigitRun {
    /// The digits, separators removed.
    let digits: [UInt8]
    /// Whether an international `+` stood in front.
    let hasPlus: Bool

    /// Reads `text`; a leading apostrophe (a spreadsheet's mark for text) is ignored.
    init(_ text: String) throws(Malformation) {
        var octets = Octet.trimmed(Array(text.utf8)[...])
        while let first = octets.first, first == Octet.apostrophe || first == 0x22 || first == 0x60 {
            octets = Octet.trimmed(octets.dropFirst())
        }
        while let last = octets.last, [Octet.apostrophe, 0x22, Octet.dot, Octet.comma, 0x3B].contains(last) {
            octets = Octet.trimmed(octets.dropLast())
        }
        if Self.isSpreadsheetNumber(octets) { throw .spreadsheetNumber }
        var digits: [UInt8] = []
        var hasPlus = false
        for octet in octets {
            if Octet.isDigit(octet) {
                digits.append(octet)
            } else if octet == Octet.plus, digits.isEmpty, !hasPlus {
                hasPlus = true
            } else if ![
                Octet.space, Octet.tab, Octet.newline, Octet.dot, Octet.hyphen, Octet.leftParenthesis,
                Octet.rightParenthesis,
            ].contains(octet) {
                throw .notDigits
            }
        }
        guard !digits.isEmpty else { throw .notDigits }
        self.digits = digits
        self.hasPlus = hasPlus
    }

    var text: String { String(decoding: digits, as: UTF8.self) }

    /// The number that `count` digits from `index` make; `nil` past the end.
    func number(_ index: Int, _ count: Int) -> Int? {
        guard index + count <= digits.count else { return nil }
        return digits[index..<index + count].reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    /// `1.6E+15`, `3,17E15`, `3171011708900001,00`.
    private static func isSpreadsheetNumber(_ octets: ArraySlice<UInt8>) -> Bool {
        var index = octets.startIndex
        while index < octets.endIndex, Octet.isDigit(octets[index]) { index += 1 }
        guard index > octets.startIndex else { return false }
        var fraction: ArraySlice<UInt8> = []
        if index < octets.endIndex, octets[index] == Octet.dot || octets[index] == Octet.comma {
            let start = index + 1
            index = start
            while index < octets.endIndex, Octet.isDigit(octets[index]) { index += 1 }
            fraction = octets[start..<index]
        }
        if index == octets.endIndex {
            let wholeDigits = octets.count - fraction.count
            return wholeDigits >= 12 && (1...2).contains(fraction.count) && fraction.allSatisfy { $0 == 48 }
        }
        guard Octet.lowered(octets[index]) == UInt8(ascii: "e") else { return false }
        var rest = octets[(index + 1)...]
        if let sign = rest.first, sign == Octet.plus || sign == Octet.hyphen { rest.removeFirst() }
        return !rest.isEmpty && rest.allSatisfy { Octet.isDigit($0) || Octet.isBlank($0) }
    }
}
