internal import COpenSSL

/// The few ASN.1 values (X.690, distinguished encoding) that extensions are made of. OpenSSL reads them back
/// before anything is handed out.
enum DER {
    /// Any value: tag, length, content.
    static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        guard content.count >= 0x80 else { return [tag, UInt8(content.count)] + content }
        var length: [UInt8] = []
        var rest = content.count
        while rest > 0 {
            length.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        return [tag, 0x80 | UInt8(length.count)] + length + content
    }

    /// SEQUENCE.
    static func sequence(_ parts: [UInt8]...) -> [UInt8] { value(0x30, parts.flatMap(\.self)) }

    /// BOOLEAN TRUE.
    static let yes: [UInt8] = [0x01, 0x01, 0xFF]

    /// INTEGER, not negative.
    static func integer(_ number: UInt64) -> [UInt8] {
        var octets = [56, 48, 40, 32, 24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
        octets = Array(octets.dropLast().drop { $0 == 0 }) + octets.suffix(1)
        if octets[0] & 0x80 != 0 { octets.insert(0, at: 0) }
        return value(0x02, octets)
    }

    /// ENUMERATED, small.
    static func enumerated(_ number: UInt8) -> [UInt8] { value(0x0A, [number & 0x7F]) }

    /// OCTET STRING.
    static func octetString(_ octets: [UInt8]) -> [UInt8] { value(0x04, octets) }

    /// BIT STRING of named bits (X.690 section 11.2.2): no trailing zero bits. Bit 0 is the first.
    static func namedBits(_ bits: Set<Int>) -> [UInt8] {
        guard let last = bits.filter({ (0...15).contains($0) }).max() else { return value(0x03, [0]) }
        var octets = [UInt8](repeating: 0, count: last / 8 + 1)
        for bit in bits where (0...last).contains(bit) { octets[bit / 8] |= 0x80 >> UInt8(bit % 8) }
        return value(0x03, [UInt8(7 - last % 8)] + octets)
    }

    /// IA5String.
    static func ia5(_ text: String) -> [UInt8] { value(0x16, Array(text.utf8)) }

    /// A context-specific tag that takes the place of another.
    static func implicit(_ number: UInt8, constructed: Bool = false, _ content: [UInt8]) -> [UInt8] {
        value(0x80 | (constructed ? 0x20 : 0) | number, content)
    }

    /// OBJECT IDENTIFIER from its dotted form; `nil` if that is none.
    static func objectIdentifier(_ dotted: String) -> [UInt8]? {
        let numbers = dotted.split(separator: ".", omittingEmptySubsequences: false)
        // OpenSSL itself lets empty numbers pass.
        guard numbers.count >= 2, dotted.utf8.count <= 128,
            numbers.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let object = OBJ_txt2obj(dotted, 1)
        else { return nil }
        defer { ASN1_OBJECT_free(object) }
        return encodedDER { i2d_ASN1_OBJECT(object, $0) }
    }
}
