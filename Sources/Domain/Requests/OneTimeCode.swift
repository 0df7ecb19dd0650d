/// The secret in a one-time link: 160 random bits in lower-case base32 (RFC 4648 section 6), 32 letters.
///
/// The code itself is mailed and forgotten; only its digest is stored. Its description is redacted so
/// that it cannot reach a log by accident.
public struct OneTimeCode: Sendable, Hashable, CustomStringConvertible {
    /// Number of letters.
    public static let length = 32
    /// Number of random octets in a code.
    public static let octets = 20

    /// The 32 letters, lower case.
    public let text: String

    /// The code that these 20 octets spell, or `nil` for another number of octets.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.octets else { return nil }
        text = Base32.encode(bytes)
    }

    /// The code written in `text` (any case), or `nil` unless it is 32 base32 letters.
    public init?(_ text: some StringProtocol) {
        let lowered = text.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
        guard lowered.count == Self.length, lowered.allSatisfy(Base32.isDigit) else { return nil }
        self.text = String(decoding: lowered, as: UTF8.self)
    }

    /// Never the code.
    public var description: String { "<one-time code>" }
}

/// Base32 without padding (RFC 4648 section 6), lower case.
public enum Base32 {
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    /// The letters for `bytes`.
    public static func encode(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        var buffer: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            buffer = (buffer << 8 | UInt32(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                output.append(alphabet[Int(buffer >> bits & 31)])
            }
        }
        if bits > 0 { output.append(alphabet[Int(buffer << (5 - bits) & 31)]) }
        return String(decoding: output, as: UTF8.self)
    }

    /// Whether `octet` is a lower-case base32 letter.
    static func isDigit(_ octet: UInt8) -> Bool {
        (97...122).contains(octet) || (50...55).contains(octet)
    }
}
