/// A text with everything folded that mail programs change without anybody noticing.
///
/// Unicode spaces become spaces, curly quotes straight, dashes hyphens, full-width ASCII and every kind of
/// colon plain; zero-width and control characters vanish; every line break is `\n`. Letters stay as they are.
/// Work is linear in the length of the text.
struct PlainText: Sendable {
    /// One line, without its quote markers.
    struct Line: Sendable {
        /// From 1, as an editor would count.
        let number: Int
        /// Offset of the first octet after the quote markers.
        var start: Int
        /// Offset after the last octet.
        var end: Int
        /// How many `>` stood in front.
        let depth: Int
    }

    /// The folded text; quote markers are still in it.
    let octets: [UInt8]
    /// Its lines.
    let lines: [Line]

    init(_ text: String) {
        var text = text
        let folded = text.withUTF8 { Self.folded($0) }
        lines = Self.lines(of: folded)
        octets = folded
    }

    func string(_ range: Range<Int>) -> String { String(decoding: octets[range], as: UTF8.self) }

    func string(_ line: Line) -> String { string(line.start..<line.end) }

    /// Whether the line holds nothing but blanks.
    func isBlank(_ line: Line) -> Bool {
        for index in line.start..<line.end where !Octet.isWhitespace(octets[index]) { return false }
        return true
    }

    /// The line's octets without blanks at both ends.
    func trimmed(_ line: Line) -> Range<Int> {
        var (start, end) = (line.start, line.end)
        while start < end, Octet.isWhitespace(octets[start]) { start += 1 }
        while end > start, Octet.isWhitespace(octets[end - 1]) { end -= 1 }
        return start..<end
    }

    /// `text` folded, for the few places that need no lines.
    static func folded(_ text: String) -> String {
        var text = text
        return String(decoding: text.withUTF8 { folded($0) }, as: UTF8.self)
    }

    private static func lines(of octets: [UInt8]) -> [Line] {
        var lines: [Line] = []
        lines.reserveCapacity(octets.count / 32 + 4)
        var start = 0
        var number = 1
        while start <= octets.count {
            var end = start
            while end < octets.count, octets[end] != Octet.newline { end += 1 }
            let (content, depth) = unquoted(octets, start, end)
            lines.append(Line(number: number, start: content, end: end, depth: depth))
            number += 1
            start = end + 1
        }
        return lines
    }

    /// Where the content of a line begins, and how deep it is quoted.
    private static func unquoted(_ octets: [UInt8], _ start: Int, _ end: Int) -> (content: Int, depth: Int) {
        var position = start
        var content = start
        var depth = 0
        while position < end {
            if octets[position] == Octet.greater {
                depth += 1
                position += 1
                content = position
                if content < end, octets[content] == Octet.space { content += 1 }
            } else if octets[position] == Octet.space, position - content < 3 {
                position += 1
            } else {
                break
            }
        }
        return (depth == 0 ? start : content, depth)
    }
}

extension PlainText {
    private static func folded(_ input: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: input.count * 3 / 2 + 8) { output, written in
            var read = 0
            var write = 0
            while read < input.count {
                let octet = input[read]
                if octet < 0x80 {
                    read += 1
                    switch octet {
                    case 0x20...0x7E, Octet.tab, Octet.newline: break
                    case 0x0D:
                        if read < input.count, input[read] == Octet.newline { read += 1 }
                        output[write] = Octet.newline
                        write += 1
                        continue
                    case 0x0B, 0x0C:
                        output[write] = Octet.newline
                        write += 1
                        continue
                    default: continue
                    }
                    output[write] = octet
                    write += 1
                    continue
                }
                let length = octet >= 0xF0 ? 4 : octet >= 0xE0 ? 3 : 2
                guard read + length <= input.count else {
                    output[write] = octet
                    write += 1
                    read += 1
                    continue
                }
                if length == 3, octet == 0xE2, input[read + 1] == 0x80, input[read + 2] == 0xA6 {
                    // U+2026: three octets for three octets.
                    for _ in 0..<3 {
                        output[write] = Octet.dot
                        write += 1
                    }
                } else {
                    switch replacement(input, read, length) {
                    case .keep:
                        for index in read..<read + length {
                            output[write] = input[index]
                            write += 1
                        }
                    case .drop: break
                    case .octet(let plain):
                        output[write] = plain
                        write += 1
                    }
                }
                read += length
            }
            written = write
        }
    }

    private enum Replacement {
        case keep
        case drop
        case octet(UInt8)
    }

    /// What the character of `length` octets at `index` becomes.
    private static func replacement(
        _ input: UnsafeBufferPointer<UInt8>, _ index: Int, _ length: Int
    ) -> Replacement {
        let low = UInt32(input[index + length - 1] & 0x3F)
        switch length {
        case 2: return replacement(UInt32(input[index] & 0x1F) << 6 | low)
        case 3:
            return replacement(UInt32(input[index] & 0x0F) << 12 | UInt32(input[index + 1] & 0x3F) << 6 | low)
        default: return .keep
        }
    }

    private static func replacement(_ scalar: UInt32) -> Replacement {
        switch scalar {
        case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .octet(Octet.space)
        case 0x85, 0x2028, 0x2029: .octet(Octet.newline)
        case 0x80...0x9F, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFE00...0xFE0F,
            0x180E:
            .drop
        case 0x2010...0x2015, 0x2212: .octet(Octet.hyphen)
        case 0xB4, 0x2BB, 0x2BC, 0x2018...0x201B, 0x2032: .octet(Octet.apostrophe)
        case 0x201C...0x201F, 0x2033: .octet(0x22)
        case 0x2022, 0x25CF, 0x25AA, 0xB7: .octet(Octet.asterisk)
        case 0x2D0, 0x2236, 0xA789, 0xFE13, 0xFE55: .octet(Octet.colon)
        case 0xFF01...0xFF5E: .octet(UInt8(truncatingIfNeeded: scalar - 0xFEE0))
        default: .keep
        }
    }
}
