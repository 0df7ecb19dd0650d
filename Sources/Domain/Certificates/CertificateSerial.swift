/// A certificate's serial number (RFC 5280 section 4.1.2.2): 1 to 20 octets, positive.
public struct CertificateSerial: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
    /// Big-endian octets without leading zeros.
    public let octets: [UInt8]

    /// The number these octets spell, or `nil` if it is zero or has more than 20 octets.
    public init?(octets: some Sequence<UInt8>) {
        let significant = Array(octets.drop { $0 == 0 })
        guard (1...20).contains(significant.count) else { return nil }
        self.octets = significant
    }

    /// The number written in hexadecimal, in any case, with or without colons and spaces.
    public init?(hex text: some StringProtocol) {
        var nibbles: [UInt8] = []
        for octet in text.utf8 where octet != 0x3A && octet != 0x20 {
            switch octet {
            case 0x30...0x39: nibbles.append(octet - 0x30)
            case 0x41...0x46: nibbles.append(octet - 0x41 + 10)
            case 0x61...0x66: nibbles.append(octet - 0x61 + 10)
            default: return nil
            }
            guard nibbles.count <= 64 else { return nil }
        }
        if nibbles.count % 2 == 1 { nibbles.insert(0, at: 0) }
        let pairs = stride(from: 0, to: nibbles.count, by: 2)
        self.init(octets: pairs.map { nibbles[$0] << 4 | nibbles[$0 + 1] })
    }

    /// Upper-case hexadecimal, two digits an octet, as `openssl x509 -serial` prints it.
    public var description: String { octets.map { Self.hex($0 >> 4) + Self.hex($0 & 15) }.joined() }

    /// The last eight digits, by which notices name a certificate.
    public var tail: String { String(description.suffix(8)) }

    /// Orders by value.
    public static func < (left: Self, right: Self) -> Bool {
        left.octets.count == right.octets.count
            ? left.octets.lexicographicallyPrecedes(right.octets) : left.octets.count < right.octets.count
    }

    /// Reads ``description``.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let serial = CertificateSerial(hex: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a serial number")
        }
        self = serial
    }

    /// Writes ``description``.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    private static func hex(_ nibble: UInt8) -> String {
        String(UnicodeScalar(nibble < 10 ? 0x30 + nibble : 0x41 + nibble - 10))
    }
}
