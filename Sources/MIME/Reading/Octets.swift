import Glibc

/// Octets that mail grammar gives a meaning.
enum Octet {
    static let nul: UInt8 = 0
    static let tab: UInt8 = 9
    static let lf: UInt8 = 10
    static let cr: UInt8 = 13
    static let space: UInt8 = 32
    static let quote: UInt8 = 34
    static let percent: UInt8 = 37
    static let openParenthesis: UInt8 = 40
    static let closeParenthesis: UInt8 = 41
    static let asterisk: UInt8 = 42
    static let comma: UInt8 = 44
    static let hyphen: UInt8 = 45
    static let dot: UInt8 = 46
    static let slash: UInt8 = 47
    static let colon: UInt8 = 58
    static let semicolon: UInt8 = 59
    static let less: UInt8 = 60
    static let equals: UInt8 = 61
    static let greater: UInt8 = 62
    static let question: UInt8 = 63
    static let at: UInt8 = 64
    static let backslash: UInt8 = 92
    static let underscore: UInt8 = 95
    static let ampersand: UInt8 = 38
}

extension UInt8 {
    /// Space or tab (RFC 5234 WSP).
    var isWSP: Bool { self == Octet.space || self == Octet.tab }
    /// Space, tab, CR or LF.
    var isWhitespace: Bool { isWSP || self == Octet.cr || self == Octet.lf }
    /// A to Z, a to z.
    var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
    /// 0 to 9.
    var isDigit: Bool { (0x30...0x39).contains(self) }
    /// The letter in lower case, any other octet unchanged.
    var lowered: UInt8 { (0x41...0x5A).contains(self) ? self + 32 : self }
    /// The value of a hexadecimal digit.
    var hexValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }
}

extension Collection<UInt8> {
    /// The octets in lower case, as text; for tokens of the ASCII repertoire.
    var loweredString: String { String(decoding: self.map(\.lowered), as: UTF8.self) }

    /// Whether these octets are `text`, in any case.
    func equalsIgnoringCase(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount
            && text.withUTF8Buffer { zip(self, $0).allSatisfy { $0.lowered == $1.lowered } }
    }
}

extension BidirectionalCollection<UInt8> {
    /// The octets without white space at either end.
    var trimmed: SubSequence {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return self[startIndex..<startIndex] }
        return self[first...last]
    }
}

/// Scans at the speed of the C library; every access is checked against the span first.
extension Span<UInt8> {
    /// The offset of the first `octet` within `range`.
    func firstIndex(of octet: UInt8, in range: Range<Int>) -> Int? {
        guard range.lowerBound >= 0, range.upperBound <= count, !range.isEmpty else { return nil }
        return withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress,
                let hit = memchr(base + range.lowerBound, Int32(octet), range.count)
            else { return nil }
            return UnsafeRawPointer(hit) - UnsafeRawPointer(base)
        }
    }

    /// The offset of the first occurrence of `needle` within `range`.
    func firstIndex(of needle: [UInt8], in range: Range<Int>) -> Int? {
        guard let first = needle.first else { return nil }
        var position = range.lowerBound
        while let hit = firstIndex(of: first, in: position..<range.upperBound) {
            guard range.upperBound - hit >= needle.count else { return nil }
            if matches(needle, at: hit) { return hit }
            position = hit + 1
        }
        return nil
    }

    /// Whether `needle` stands at `offset`.
    func matches(_ needle: [UInt8], at offset: Int) -> Bool {
        guard offset >= 0, count - offset >= needle.count else { return false }
        return withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return needle.isEmpty }
            return memcmp(base + offset, needle, needle.count) == 0
        }
    }

    /// The octets of `range` as an array of their own.
    func copy(_ range: Range<Int>) -> [UInt8] {
        guard range.lowerBound >= 0, range.upperBound <= count else { return [] }
        return withUnsafeBufferPointer { Array($0[range]) }
    }
}
