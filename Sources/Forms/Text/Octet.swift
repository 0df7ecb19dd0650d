/// ASCII octets by name; every scanner of this room works on UTF-8.
enum Octet {
    static let tab: UInt8 = 0x09
    static let newline: UInt8 = 0x0A
    static let space: UInt8 = 0x20
    static let apostrophe: UInt8 = 0x27
    static let leftParenthesis: UInt8 = 0x28
    static let rightParenthesis: UInt8 = 0x29
    static let asterisk: UInt8 = 0x2A
    static let plus: UInt8 = 0x2B
    static let comma: UInt8 = 0x2C
    static let hyphen: UInt8 = 0x2D
    static let dot: UInt8 = 0x2E
    static let slash: UInt8 = 0x2F
    static let colon: UInt8 = 0x3A
    static let less: UInt8 = 0x3C
    static let equals: UInt8 = 0x3D
    static let greater: UInt8 = 0x3E
    static let at: UInt8 = 0x40
    static let underscore: UInt8 = 0x5F

    static func isDigit(_ octet: UInt8) -> Bool { octet &- 48 < 10 }

    static func isUppercase(_ octet: UInt8) -> Bool { octet &- 65 < 26 }

    static func isLetter(_ octet: UInt8) -> Bool { (octet | 0x20) &- 97 < 26 }

    /// A letter, a digit or a part of a character outside ASCII.
    static func isWord(_ octet: UInt8) -> Bool { isLetter(octet) || isDigit(octet) || octet >= 0x80 }

    /// Space or tab.
    static func isBlank(_ octet: UInt8) -> Bool { octet == space || octet == tab }

    static func isWhitespace(_ octet: UInt8) -> Bool { isBlank(octet) || octet == newline }

    static func lowered(_ octet: UInt8) -> UInt8 { isUppercase(octet) ? octet | 0x20 : octet }

    /// Octets between the words of a label that people vary freely: `No. HP`, `No HP`, `Pangkat / Gol.`.
    static func isSeparator(_ octet: UInt8) -> Bool {
        switch octet {
        case space, tab, dot, slash, hyphen, comma, leftParenthesis, rightParenthesis, asterisk, underscore,
            apostrophe, 0x22, 0x26, 0x3B, 0x5B, 0x5D:
            true
        default: false
        }
    }

    /// `octets` without blanks at both ends.
    static func trimmed(_ octets: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var slice = octets
        while let first = slice.first, isWhitespace(first) { slice.removeFirst() }
        while let last = slice.last, isWhitespace(last) { slice.removeLast() }
        return slice
    }
}
