import Testing

@testable import PKI

/// A SignedData in definite lengths, taken apart so that its pieces can be exchanged.
struct Frame {
    static let sha256: [UInt8] = [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]

    private let kind: [UInt8]
    private let version: [UInt8]
    /// digestAlgorithms with tag and length.
    var digests: [UInt8]
    private let content: [UInt8]
    /// What stands in the certificates field, one after the other.
    var certificates: [UInt8]
    /// What is to stand in the crls field.
    var lists: [UInt8] = []
    /// signerInfos with tag and length.
    var signers: [UInt8]

    init(_ der: [UInt8]) throws {
        let outer = try Self.values(in: Self.body(of: der))
        kind = outer[0]
        let inner = try Self.values(in: Self.body(of: Self.body(of: outer[1])))
        try #require(inner.count == 5)
        version = inner[0]
        digests = inner[1]
        content = inner[2]
        certificates = try Self.body(of: inner[3])
        signers = inner[4]
    }

    var der: [UInt8] {
        let crls = lists.isEmpty ? [] : DER.value(0xA1, lists)
        let inner = version + digests + content + DER.value(0xA0, certificates) + crls + signers
        return DER.sequence(kind, DER.value(0xA0, DER.sequence(inner)))
    }

    private static func body(of value: [UInt8]) throws -> [UInt8] {
        Array(value.dropFirst(try lengths(value[...]).header))
    }

    private static func values(in octets: [UInt8]) throws -> [[UInt8]] {
        var rest = octets[...]
        var values: [[UInt8]] = []
        while !rest.isEmpty {
            let lengths = try lengths(rest)
            values.append(Array(rest.prefix(lengths.header + lengths.body)))
            rest = rest.dropFirst(lengths.header + lengths.body)
        }
        return values
    }

    private static func lengths(_ value: ArraySlice<UInt8>) throws -> (header: Int, body: Int) {
        let octets = Array(value.prefix(6))
        try #require(octets.count >= 2)
        guard octets[1] >= 0x80 else { return (2, Int(octets[1])) }
        let width = Int(octets[1] & 0x7F)
        try #require((1...4).contains(width) && octets.count >= 2 + width)
        return (2 + width, octets[2..<(2 + width)].reduce(0) { $0 << 8 | Int($1) })
    }
}
