import Domain

/// The hash chain of the audit log.
///
/// `link(n) = SHA-256(link(n-1) ‖ canonical(n))`, where link(0) is 32 zero octets and the canonical octets are
/// sequence and moment, 8 octets each, big-endian; then request key (8 octets big-endian), name, actor,
/// message digest and payload, each preceded by a presence octet and its length as 8 octets big-endian. So no
/// two events share canonical octets.
struct EventChain {
    /// Where the chain ends.
    struct Tail: Equatable {
        var count: Int64
        var head: [UInt8]
    }

    /// The link before the first event.
    static let origin = [UInt8](repeating: 0, count: 32)

    let digesting: any Digesting

    /// The link of the event at `sequence` after `previous`.
    func link(
        after previous: [UInt8], sequence: Int64, at: Int64, request: Int64?, name: [UInt8], actor: [UInt8],
        message: [UInt8]?, payload: [UInt8]
    ) -> Digest {
        var octets: [UInt8] = []
        octets.reserveCapacity(128 + name.count + actor.count + payload.count)
        octets += previous
        Self.append(sequence, to: &octets)
        Self.append(at, to: &octets)
        Self.append(request.map(Self.octets), to: &octets)
        Self.append(name, to: &octets)
        Self.append(actor, to: &octets)
        Self.append(message, to: &octets)
        Self.append(payload, to: &octets)
        return octets.withUnsafeBytes { digesting.digest($0) }
    }

    private static func octets(_ number: Int64) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { [UInt8]($0) }
    }

    private static func append(_ number: Int64, to octets: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { octets.append(contentsOf: $0) }
    }

    private static func append(_ field: [UInt8]?, to octets: inout [UInt8]) {
        octets.append(field == nil ? 0 : 1)
        guard let field else { return }
        append(Int64(field.count), to: &octets)
        octets += field
    }
}
