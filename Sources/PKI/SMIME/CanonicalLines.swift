internal import Domain
internal import Glibc

/// Lines in the canonical form of RFC 8551 section 3.1.1: each ends with CRLF, neither octet stands alone, no NUL.
enum CanonicalLines {
    /// `octets` in canonical form. A message whose lines all end with LF, as files on this system have it, gets
    /// CRLF; a mixture is refused, because nobody knows what was meant.
    static func canonical(_ octets: [UInt8]) throws(SignedMailRefusal) -> [UInt8] {
        let tally = Tally(of: octets[...])
        guard !tally.hasNUL, !tally.hasLoneCR else { throw .mixedLineEnds }
        if tally.loneLF == 0 { return octets }
        guard tally.pairs == 0 else { throw .mixedLineEnds }
        var result: [UInt8] = []
        result.reserveCapacity(octets.count + tally.loneLF)
        var start = 0
        while start < octets.count {
            let end = end(ofLineFrom: start, in: octets[...])
            result += octets[start..<end]
            if end < octets.count { result += [0x0D, 0x0A] }
            start = end + 1
        }
        return result
    }

    /// Whether `octets` are in canonical form already.
    static func areCanonical(_ octets: [UInt8]) -> Bool {
        let tally = Tally(of: octets[...])
        return !tally.hasNUL && !tally.hasLoneCR && tally.loneLF == 0
    }

    /// Where the LF of the line that begins at `start` stands, or the end of `octets`.
    static func end(ofLineFrom start: Int, in octets: ArraySlice<UInt8>) -> Int {
        octets[start...].withUnsafeBytes { rest in
            guard let first = rest.baseAddress, let found = memchr(first, 0x0A, rest.count) else {
                return octets.endIndex
            }
            return start + (UnsafeRawPointer(found) - first)
        }
    }

    /// How often which line end occurs.
    private struct Tally {
        var pairs = 0
        var loneLF = 0
        var hasLoneCR = false
        var hasNUL = false

        init(of octets: ArraySlice<UInt8>) {
            octets.withUnsafeBufferPointer { octets in
                var previous: UInt8 = 0x20
                for octet in octets {
                    if octet == 0x0A {
                        if previous == 0x0D { pairs += 1 } else { loneLF += 1 }
                    } else if previous == 0x0D {
                        hasLoneCR = true
                    }
                    if octet == 0 { hasNUL = true }
                    previous = octet
                }
                if previous == 0x0D { hasLoneCR = true }
            }
        }
    }
}
