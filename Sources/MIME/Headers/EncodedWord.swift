/// Encoded words (RFC 2047) in header values: reading here, writing in ``EncodedWordEncoder``.
public enum EncodedWord {
    /// The text of an unfolded value: encoded words decoded, white space between two of them dropped,
    /// everything else read as UTF-8 or windows-1252.
    ///
    /// Words are taken even where RFC 2047 forbids them (inside quoted strings, next to letters, longer
    /// than 75), since mail programs write and read them there.
    public static func decode(_ value: [UInt8]) -> String {
        let span = value.span
        let whole = 0..<value.count
        guard span.firstIndex(of: [Octet.equals, Octet.question], in: whole) != nil else {
            return CharsetDecoder(label: nil).decode(value)
        }
        var decoded = DecodedValue()
        var plainStart = 0
        var position = 0
        while let start = span.firstIndex(of: [Octet.equals, Octet.question], in: position..<value.count) {
            switch word(in: span, at: start) {
            case .word(let word):
                decoded.append(plain: value[plainStart..<start])
                decoded.append(word)
                plainStart = word.end
                position = word.end
            case .noWord: position = start + 2
            case .noEnd: position = value.count
            }
        }
        decoded.append(plain: value[plainStart...])
        return decoded.finished()
    }

    struct Word {
        let charset: String
        let octets: [UInt8]
        let end: Int
    }

    private enum Match {
        case word(Word)
        case noWord
        /// No `?=` follows anywhere, so that no word can follow either.
        case noEnd
    }

    private static func word(in value: Span<UInt8>, at start: Int) -> Match {
        let charsetStart = start + 2
        var index = charsetStart
        let bound = min(value.count, charsetStart + 64)
        while index < bound, value[index] != Octet.question {
            if value[index].isWhitespace || value[index] == Octet.equals { return .noWord }
            index += 1
        }
        guard index > charsetStart, index + 2 < value.count, value[index] == Octet.question,
            value[index + 2] == Octet.question
        else { return .noWord }
        let kind = value[index + 1].lowered
        guard kind == 0x62 || kind == 0x71 else { return .noWord }
        let textStart = index + 3
        guard let end = value.firstIndex(of: [Octet.question, Octet.equals], in: textStart..<value.count)
        else {
            return .noEnd
        }
        let charset = String(decoding: value.copy(charsetStart..<index), as: UTF8.self)
        let text = value.copy(textStart..<end)
        let octets = kind == 0x62 ? Base64Decoder.decode(text).octets : decodeQ(text)
        return .word(Word(charset: charset, octets: octets, end: end + 2))
    }

    /// The Q encoding (RFC 2047 section 4.2).
    private static func decodeQ(_ text: [UInt8]) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            let octet = text[index]
            index += 1
            if octet == Octet.underscore {
                octets.append(Octet.space)
            } else if octet == Octet.equals, index + 1 < text.count, let high = text[index].hexValue,
                let low = text[index + 1].hexValue
            {
                octets.append(high << 4 | low)
                index += 2
            } else {
                octets.append(octet)
            }
        }
        return octets
    }

    /// Text in the making. Neighbouring words of one charset are decoded together, because many programs
    /// cut characters in two.
    private struct DecodedValue {
        private var text = ""
        private var pending: [UInt8] = []
        private var pendingCharset: String?

        mutating func append(plain: ArraySlice<UInt8>) {
            if plain.isEmpty { return }
            if pendingCharset != nil, plain.allSatisfy(\.isWhitespace) {
                heldSpace = plain
                return
            }
            flush()
            text += CharsetDecoder(label: nil).decode(plain)
        }

        /// White space that counts only if no encoded word follows.
        private var heldSpace: ArraySlice<UInt8> = []

        mutating func append(_ word: Word) {
            heldSpace = []
            if let charset = pendingCharset, charset != word.charset { flush() }
            pendingCharset = word.charset
            pending += word.octets
        }

        private mutating func flush() {
            if let charset = pendingCharset { text += CharsetDecoder(label: charset).decode(pending) }
            pending = []
            pendingCharset = nil
            if !heldSpace.isEmpty { text += CharsetDecoder(label: nil).decode(heldSpace) }
            heldSpace = []
        }

        mutating func finished() -> String {
            flush()
            return text
        }
    }
}
