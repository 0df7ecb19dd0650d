/// Finds a sealed passphrase in a mail: a compact JWE (RFC 7516 section 7.1) as the passphrase page writes it,
/// whatever mail programs did to its one long line.
public enum SealedTextScanner {
    /// Base64url characters of the parts behind the header; the encrypted key is empty.
    private static let initializationVector = 16
    private static let ciphertext = 512
    private static let tag = 22
    private static let headerLengths = 60...1100

    /// The first JWE in `text`, without what was put between its characters; `nil` if there is none.
    ///
    /// Line breaks, spaces and quote marks inside it are passed over. Its parts have known lengths, so that
    /// text behind it is never taken for a part of it. Whether it is canonical is the opener's to check.
    public static func find(in text: String) -> String? {
        let octets = Array(text.utf8)
        var index = 0
        while index + 3 < octets.count {
            // `eyJ` is how a JSON object's base64 begins.
            if octets[index] == 0x65, octets[index + 1] == 0x79, octets[index + 2] == 0x4A,
                index == 0 || !isDigit(octets[index - 1])
            {
                if let found = read(octets, from: index) { return found }
            }
            index += 1
        }
        return nil
    }

    /// Whether a JWE begins in `text`, be it whole or damaged: what is left of one is no passphrase.
    public static func isBegun(in text: String) -> Bool {
        let octets = Array(text.utf8)
        return octets.indices.contains { index in
            guard octets[index...].starts(with: [0x65, 0x79, 0x4A]), index == 0 || !isDigit(octets[index - 1])
            else { return false }
            var cursor = index
            var count = 0
            while count < headerLengths.lowerBound, let octet = next(octets, &cursor), octet != dot {
                count += 1
            }
            return count == headerLengths.lowerBound
        }
    }

    private static func read(_ octets: [UInt8], from start: Int) -> String? {
        var cursor = start
        var parts: [[UInt8]] = []
        for length in [nil, 0, initializationVector, ciphertext, tag] {
            var part: [UInt8] = []
            let limit = length ?? headerLengths.upperBound
            while part.count < limit, let octet = next(octets, &cursor), octet != dot { part.append(octet) }
            if let length { guard part.count == length else { return nil } }
            if length == nil {
                guard headerLengths.contains(part.count), cursor > start, octets[cursor - 1] == dot else {
                    return nil
                }
            } else if length != tag, !skipDot(octets, &cursor) {
                return nil
            }
            parts.append(part)
        }
        return String(decoding: Array(parts.joined(separator: [dot])), as: UTF8.self)
    }

    /// The next character of the JWE; its dots end a part.
    private static func next(_ octets: [UInt8], _ cursor: inout Int) -> UInt8? {
        skipFiller(octets, &cursor)
        guard cursor < octets.count, isDigit(octets[cursor]) || octets[cursor] == dot else { return nil }
        defer { cursor += 1 }
        return octets[cursor]
    }

    private static func skipDot(_ octets: [UInt8], _ cursor: inout Int) -> Bool {
        skipFiller(octets, &cursor)
        guard cursor < octets.count, octets[cursor] == dot else { return false }
        cursor += 1
        return true
    }

    private static func skipFiller(_ octets: [UInt8], _ cursor: inout Int) {
        while cursor < octets.count {
            let octet = octets[cursor]
            guard octet == 0x20 || (0x09...0x0D).contains(octet) || octet == 0x3E else { return }
            cursor += 1
        }
    }

    private static let dot: UInt8 = 0x2E

    private static func isDigit(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
    }
}
