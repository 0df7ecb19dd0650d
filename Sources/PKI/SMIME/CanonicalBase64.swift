internal import Domain

/// Base64 as a body (RFC 2045 section 6.8), with one text for the same octets apart from line breaks: lines of at most
/// 76 characters, empty ones only at the end, complete padding, no spare bits, nothing behind it.
enum CanonicalBase64 {
    /// The octets that the canonical lines in `text` encode; at least one.
    static func decode(_ text: ArraySlice<UInt8>) throws(SignedMailRefusal) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count / 4 * 3)
        let isWhole = text.withUnsafeBufferPointer { text in
            var quartet = Quartet()
            var column = 0
            var isOver = false
            for letter in text {
                if letter == 0x0D { continue }
                if letter == 0x0A {
                    if column == 0 { isOver = true }
                    column = 0
                    continue
                }
                column += 1
                guard !isOver, column <= 76, quartet.take(letter, into: &octets) else { return false }
            }
            return quartet.isAtStart
        }
        guard isWhole, !octets.isEmpty else { throw .malformedBase64 }
        return octets
    }

    /// Four characters on their way to three octets.
    private struct Quartet {
        private var bits: UInt32 = 0
        private var count = 0
        private var padding = 0
        private var isLast = false

        /// Whether no character waits for others.
        var isAtStart: Bool { count == 0 }

        /// Takes one character; `false` if it cannot stand here.
        mutating func take(_ letter: UInt8, into octets: inout [UInt8]) -> Bool {
            guard !isLast else { return false }
            if letter == 0x3D {
                guard count >= 2 else { return false }
                padding += 1
                bits <<= 6
            } else {
                guard padding == 0, let value = Self.value(letter) else { return false }
                bits = bits << 6 | value
            }
            count += 1
            return count < 4 || finish(into: &octets)
        }

        private mutating func finish(into octets: inout [UInt8]) -> Bool {
            // Bits that reach no octet have to be zero.
            guard bits & ((1 << UInt32(8 * padding)) - 1) == 0 else { return false }
            octets.append(UInt8(truncatingIfNeeded: bits >> 16))
            if padding < 2 { octets.append(UInt8(truncatingIfNeeded: bits >> 8)) }
            if padding < 1 { octets.append(UInt8(truncatingIfNeeded: bits)) }
            isLast = padding > 0
            bits = 0
            count = 0
            return true
        }

        private static func value(_ letter: UInt8) -> UInt32? {
            switch letter {
            case 0x41...0x5A: UInt32(letter) - 0x41
            case 0x61...0x7A: UInt32(letter) - 0x61 + 26
            case 0x30...0x39: UInt32(letter) - 0x30 + 52
            case 0x2B: 62
            case 0x2F: 63
            default: nil
            }
        }
    }
}
