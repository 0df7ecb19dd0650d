/// Reads the parts of one response from left to right. Nothing in it traps: whatever does not fit throws.
struct ResponseCursor {
    /// The response is not what RFC 3501 section 9 allows.
    struct Malformed: Error {}

    /// How deep lists may be nested.
    static let nestingCap = 20

    private let text: [UInt8]
    /// Where reading goes on.
    private(set) var position: Int

    /// A cursor at the beginning of `text`.
    init(_ text: [UInt8], at position: Int = 0) {
        self.text = text
        self.position = position
    }

    /// Whether everything has been read.
    var isAtEnd: Bool { position >= text.count }

    /// The next octet, without reading it.
    var next: UInt8? { position < text.count ? text[position] : nil }

    /// Reads `octet` if it is next.
    mutating func take(_ octet: UInt8) -> Bool {
        guard next == octet else { return false }
        position += 1
        return true
    }

    /// Reads `octet`, which must be next.
    mutating func expect(_ octet: UInt8) throws(Malformed) {
        guard take(octet) else { throw Malformed() }
    }

    /// Reads decimal digits, at most what fits in 63 bits.
    mutating func number() throws(Malformed) -> Int {
        let start = position
        var value = 0
        while let digit = next, (48...57).contains(digit) {
            guard position - start < 18 else { throw Malformed() }
            value = value * 10 + Int(digit) - 48
            position += 1
        }
        guard position > start else { throw Malformed() }
        return value
    }

    /// Reads an `nz-number` of 32 bits.
    mutating func nonZeroNumber() throws(Malformed) -> UInt32 {
        guard let value = UInt32(exactly: try number()), value > 0 else { throw Malformed() }
        return value
    }

    /// Reads a word up to a space, parenthesis or quote; a section such as `BODY[HEADER]` stays whole.
    mutating func word() throws(Malformed) -> ArraySlice<UInt8> {
        let start = position
        var isInSection = false
        while let octet = next {
            if octet == UInt8(ascii: "[") { isInSection = true }
            if octet == UInt8(ascii: "]") { isInSection = false }
            if !isInSection, [32, 34, 40, 41, 123].contains(octet) { break }
            position += 1
        }
        guard position > start else { throw Malformed() }
        return text[start..<position]
    }

    /// Whether `word` is `name` in any case.
    static func matches(_ word: some Collection<UInt8>, _ name: StaticString) -> Bool {
        guard word.count == name.utf8CodeUnitCount else { return false }
        let letters = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        return zip(word, letters).allSatisfy { octet, letter in
            let upper = (97...122).contains(octet) ? octet - 32 : octet
            return upper == letter
        }
    }

    /// Reads a quoted string; returns its octets without escapes.
    mutating func quoted() throws(Malformed) -> [UInt8] {
        try expect(UInt8(ascii: "\""))
        var content: [UInt8] = []
        while let octet = next {
            position += 1
            if octet == UInt8(ascii: "\"") { return content }
            if octet == UInt8(ascii: "\\") {
                guard let escaped = next, escaped == 34 || escaped == 92 else { throw Malformed() }
                content.append(escaped)
                position += 1
            } else {
                content.append(octet)
            }
        }
        throw Malformed()
    }

    /// Reads the size of a literal, whose octets have come separately.
    mutating func literal() throws(Malformed) -> Int {
        try expect(UInt8(ascii: "{"))
        let size = try number()
        _ = take(UInt8(ascii: "+"))
        try expect(UInt8(ascii: "}"))
        return size
    }

    /// Reads past one value of any kind.
    mutating func skipValue() throws(Malformed) {
        var depth = 0
        repeat {
            switch next {
            case UInt8(ascii: "("):
                depth += 1
                position += 1
                guard depth <= Self.nestingCap else { throw Malformed() }
            case UInt8(ascii: ")"):
                guard depth > 0 else { throw Malformed() }
                depth -= 1
                position += 1
            case UInt8(ascii: " "):
                guard depth > 0 else { throw Malformed() }
                position += 1
            case UInt8(ascii: "\""): _ = try quoted()
            case UInt8(ascii: "{"): _ = try literal()
            case UInt8(ascii: "~"):
                position += 1
                _ = try literal()
            case nil: throw Malformed()
            default: _ = try word()
            }
        } while depth > 0
    }
}
