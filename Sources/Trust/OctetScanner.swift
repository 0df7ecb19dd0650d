internal import Domain

/// Reads the tokens of structured header fields (RFC 5322 section 3.2) out of octets, once from left to right.
///
/// Everything is octets on purpose: `String` equality holds for canonically equivalent characters, so that a
/// Kelvin sign would equal a K.
struct OctetScanner {
    /// The field's value.
    let octets: [UInt8]
    /// Where the next octet is read.
    private(set) var position = 0

    init(_ octets: [UInt8]) { self.octets = octets }

    /// The next octet, or `nil` at the end.
    var next: UInt8? { position < octets.count ? octets[position] : nil }

    /// Whether all octets were read.
    var isAtEnd: Bool { position >= octets.count }

    /// Passes over one octet.
    mutating func advance() { position = min(position + 1, octets.count) }

    /// Passes over `octet` if it comes next.
    mutating func take(_ octet: UInt8) -> Bool {
        guard next == octet else { return false }
        advance()
        return true
    }

    /// Passes over white space.
    mutating func skipWhiteSpace() {
        while let octet = next, Self.isWhiteSpace(octet) { advance() }
    }

    /// Passes over white space and comments. `false` if a comment never ends.
    mutating func skipCFWS() -> Bool {
        skipWhiteSpace()
        while next == UInt8(ascii: "(") {
            guard comment() != nil else { return false }
            skipWhiteSpace()
        }
        return true
    }

    /// The text of a comment, nested ones included, without the outer parentheses; `nil` if it never ends.
    mutating func comment() -> ArraySlice<UInt8>? {
        guard take(UInt8(ascii: "(")) else { return nil }
        let start = position
        var depth = 1
        while let octet = next {
            advance()
            switch octet {
            case UInt8(ascii: "\\"): advance()
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return octets[start..<(position - 1)] }
            default: break
            }
        }
        return nil
    }

    /// The text of a quoted string, unescaped; `nil` if it never ends.
    mutating func quotedString() -> [UInt8]? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        var text: [UInt8] = []
        while let octet = next {
            advance()
            switch octet {
            case UInt8(ascii: "\""): return text
            case UInt8(ascii: "\\"):
                guard let escaped = next else { return nil }
                text.append(escaped)
                advance()
            default: text.append(octet)
            }
        }
        return nil
    }

    /// Octets up to the first one that `isPart` refuses.
    mutating func run(while isPart: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = position
        while let octet = next, isPart(octet) { advance() }
        return octets[start..<position]
    }

    static func isWhiteSpace(_ octet: UInt8) -> Bool {
        octet == 0x20 || octet == 0x09 || octet == 0x0D || octet == 0x0A
    }

    /// ASCII letters in lower case, everything else as it is.
    static func lowered(_ octets: some Sequence<UInt8>) -> [UInt8] {
        octets.map { (65...90).contains($0) ? $0 + 32 : $0 }
    }

    /// A host name ready for comparison: ASCII lower case, one trailing dot removed.
    static func comparableHost(_ octets: some Sequence<UInt8>) -> [UInt8] {
        var name = lowered(octets)
        if name.last == UInt8(ascii: ".") { name.removeLast() }
        return name
    }

    /// Text of octets.
    static func text(_ octets: some Collection<UInt8>) -> String { String(decoding: octets, as: UTF8.self) }
}

extension HeaderField {
    /// Whether the field's name is `other`, ASCII letters compared without case and all else exactly.
    func bears(_ other: StaticString) -> Bool {
        guard name.utf8.count == other.utf8CodeUnitCount else { return false }
        return other.withUTF8Buffer { buffer in
            zip(name.utf8, buffer).allSatisfy { left, right in
                left == right || ((left ^ right) == 0x20 && (97...122).contains(left | 0x20))
            }
        }
    }
}

extension ReceivedMessage {
    /// Values of all fields with this exact name, topmost first.
    func field(_ name: StaticString) -> [String] {
        headerFields.filter { $0.bears(name) }.map(\.value)
    }
}
