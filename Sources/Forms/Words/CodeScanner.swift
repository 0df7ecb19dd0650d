internal import Domain

/// Finds `Kode: <32 base32 letters>` in raw octets, plain or percent-encoded once, twice or by a link
/// scanner.
enum CodeScanner {
    /// More candidates than this are an attack on the ledger, not a mail.
    private static let mostCodes = 32

    /// Every code with the offset of its label, in the order of the text.
    static func codes(in octets: [UInt8]) -> [(start: Int, code: OneTimeCode)] {
        var found: [(start: Int, code: OneTimeCode)] = []
        var position = 0
        while position + OneTimeCode.length < octets.count, found.count < mostCodes {
            let octet = Octet.lowered(octets[position])
            if octet == UInt8(ascii: "k") || octet == UInt8(ascii: "c"),
                let end = labelEnd(octets, at: position),
                let (code, next) = code(octets, at: end)
            {
                found.append((position, code))
                position = next
            } else {
                position += 1
            }
        }
        return found
    }

    /// Where the code begins behind the label at `start`: `Kode: `, `*Code*:`, `Kode%253A%2520`,
    /// `Kode-3A-20`.
    static func labelEnd(_ octets: [UInt8], at start: Int) -> Int? {
        guard start + 4 < octets.count, words.contains(where: { matches($0, octets, start) }) else {
            return nil
        }
        // `Barcode:` is no label; an encoded line end in front (`%0AKode`) is fine.
        if start > 0, Octet.isWord(octets[start - 1]), !endsEncodedLine(octets, start) { return nil }
        var position = start + 4
        var sawColon = false
        let limit = min(octets.count, position + 40)
        while position < limit {
            let octet = octets[position]
            if octet == Octet.colon {
                sawColon = true
                position += 1
            } else if let (value, length) = escape(octets, at: position) {
                switch value {
                case Octet.colon: sawColon = true
                case Octet.space, Octet.tab, Octet.newline, 0x0D, Octet.plus, Octet.asterisk, 0xA0, 0xC2:
                    break
                default: return nil
                }
                position += length
            } else if Octet.isWhitespace(octet) || octet == Octet.asterisk || octet == Octet.underscore
                || octet == Octet.plus || octet == Octet.greater || octet == 0x60
            {
                position += 1
            } else {
                break
            }
        }
        return sawColon ? position : nil
    }

    /// Exactly 32 base32 letters at `start`; a wrapped URL may break once inside.
    static func code(_ octets: [UInt8], at start: Int) -> (OneTimeCode, next: Int)? {
        var letters: [UInt8] = []
        var position = start
        var hasBroken = false
        while position < octets.count, letters.count < OneTimeCode.length {
            let octet = octets[position]
            if Octet.isLetter(octet) || (50...55).contains(octet) {
                letters.append(octet)
                position += 1
            } else if octet == Octet.newline || octet == Octet.equals, !hasBroken, !letters.isEmpty {
                hasBroken = true
                position += 1
                while position < octets.count, position - start < 60,
                    Octet.isWhitespace(octets[position]) || octets[position] == Octet.greater
                {
                    position += 1
                }
            } else {
                return nil
            }
        }
        guard let code = OneTimeCode(String(decoding: letters, as: UTF8.self)) else { return nil }
        guard position >= octets.count || !Octet.isWord(octets[position]) else { return nil }
        return (code, position)
    }

    /// `%3A`, `%253A`, `%25253A`, and what URL scanners write for `%`: `-3A`, `-253A`, `*3A`, `=3A`.
    private static func escape(_ octets: [UInt8], at start: Int) -> (value: UInt8, length: Int)? {
        guard [0x25, Octet.hyphen, Octet.asterisk, Octet.equals].contains(octets[start]) else { return nil }
        var position = start + 1
        var nesting = 0
        while position + 1 < octets.count, octets[position] == UInt8(ascii: "2"),
            octets[position + 1] == UInt8(ascii: "5"), nesting < 3
        {
            position += 2
            nesting += 1
        }
        guard position + 1 < octets.count, let high = hex(octets[position]),
            let low = hex(octets[position + 1])
        else {
            return nil
        }
        return (high << 4 | low, position + 2 - start)
    }

    private static func endsEncodedLine(_ octets: [UInt8], _ start: Int) -> Bool {
        guard start >= 3 else { return false }
        let last = octets[start - 3..<start].map(Octet.lowered)
        let marks: [UInt8] = [0x25, Octet.hyphen, Octet.asterisk, Octet.equals, UInt8(ascii: "5")]
        let endings: [[UInt8]] = ["0a", "20", "0d", "3d", "26"].map { Array($0.utf8) }
        return marks.contains(last[0]) && endings.contains { last[1...].elementsEqual($0) }
    }

    private static func hex(_ octet: UInt8) -> UInt8? {
        switch octet {
        case 48...57: octet - 48
        case 65...70: octet - 55
        case 97...102: octet - 87
        default: nil
        }
    }

    private static func matches(_ word: [UInt8], _ octets: [UInt8], _ start: Int) -> Bool {
        for (index, octet) in word.enumerated() where Octet.lowered(octets[start + index]) != octet {
            return false
        }
        return true
    }

    private static let words: [[UInt8]] = ["kode", "code"].map { Array($0.utf8) }
}
