/// Writes text that is not plain ASCII as encoded words (RFC 2047), at most 75 octets each.
enum EncodedWordEncoder {
    private static let prefix = Array("=?utf-8?".utf8)
    /// So that `Subject: ` and the first word fit in one line of 76.
    private static let room = 52

    /// The words of an unstructured value such as a Subject: plain if they can be, else encoded.
    static func unstructured(_ text: String) -> [[UInt8]] {
        let octets = Array(text.utf8)
        return isPlain(octets) ? words(octets) : encoded(text)
    }

    /// The words of a display name (RFC 5322 phrase): atoms, a quoted string, or encoded words.
    static func phrase(_ text: String) -> [[UInt8]] {
        let octets = Array(text.utf8)
        guard isPlain(octets), octets.count <= 60 else { return encoded(text) }
        if octets.allSatisfy({ isAtomText($0) || $0 == Octet.space }) { return words(octets) }
        var quoted: [UInt8] = [Octet.quote]
        for octet in octets {
            if octet == Octet.quote || octet == Octet.backslash { quoted.append(Octet.backslash) }
            quoted.append(octet)
        }
        return [quoted + [Octet.quote]]
    }

    /// Printable ASCII that survives folding and cannot be taken for an encoded word.
    private static func isPlain(_ octets: [UInt8]) -> Bool {
        guard octets.allSatisfy({ (32...126).contains($0) }), octets.first != Octet.space,
            octets.last != Octet.space
        else { return false }
        let span = octets.span
        let whole = 0..<octets.count
        let holdsMark = span.firstIndex(of: [Octet.equals, Octet.question], in: whole) != nil
        let holdsRun = span.firstIndex(of: [Octet.space, Octet.space], in: whole) != nil
        return !holdsMark && !holdsRun && words(octets).allSatisfy { $0.count <= 70 }
    }

    private static func words(_ octets: [UInt8]) -> [[UInt8]] {
        octets.split(separator: Octet.space).map(Array.init)
    }

    private static func isAtomText(_ octet: UInt8) -> Bool {
        octet.isLetter || octet.isDigit || "!#$%&'*+-/=?^_`{|}~".utf8.contains(octet)
    }

    /// Encoded words; characters are never cut. B where Q would be longer.
    private static func encoded(_ text: String) -> [[UInt8]] {
        let octets = Array(text.utf8)
        let special = octets.count { !isPlainInQ($0) && $0 != Octet.space }
        let usesQ = special * 3 < octets.count
        var words: [[UInt8]] = []
        var chunk: [UInt8] = []
        var length = 0
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            let cost =
                usesQ ? bytes.reduce(0) { $0 + (isPlainInQ($1) || $1 == Octet.space ? 1 : 3) } : bytes.count
            if length + cost > (usesQ ? room : room / 4 * 3) {
                words.append(word(chunk, usesQ: usesQ))
                chunk = []
                length = 0
            }
            chunk += bytes
            length += cost
        }
        if !chunk.isEmpty { words.append(word(chunk, usesQ: usesQ)) }
        return words
    }

    private static func word(_ octets: [UInt8], usesQ: Bool) -> [UInt8] {
        let end: [UInt8] = [Octet.question, Octet.equals]
        guard usesQ else {
            return prefix + [0x42, Octet.question] + Base64Encoder.encode(octets) + end
        }
        let hex = Array("0123456789ABCDEF".utf8)
        var text: [UInt8] = []
        for octet in octets {
            if octet == Octet.space {
                text.append(Octet.underscore)
            } else if isPlainInQ(octet) {
                text.append(octet)
            } else {
                text += [Octet.equals, hex[Int(octet >> 4)], hex[Int(octet & 15)]]
            }
        }
        return prefix + [0x51, Octet.question] + text + end
    }

    /// The octets a phrase permits unescaped (RFC 2047 section 5, rule 3).
    private static func isPlainInQ(_ octet: UInt8) -> Bool {
        octet.isLetter || octet.isDigit || "!*+-/".utf8.contains(octet)
    }
}
