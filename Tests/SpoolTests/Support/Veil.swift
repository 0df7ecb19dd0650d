import Domain

/// Stands in for the cipher: every octet is turned over, the frame names digest and owner.
struct Veil: EvidenceSealing {
    func seal(_ octets: inout [UInt8], named digest: Digest, for owner: EvidenceOwner) throws -> EvidenceFrame
    {
        for index in octets.indices { octets[index] ^= 0xFF }
        return EvidenceFrame(header: Array("VEIL\(digest.hex)".utf8), trailer: Array("END".utf8))
    }

    func open(_ octets: inout [UInt8], named digest: Digest) throws {
        let header = Array("VEIL\(digest.hex)".utf8)
        guard octets.starts(with: header), octets.suffix(3).elementsEqual("END".utf8) else {
            throw EvidenceError(.damaged, digest.hex)
        }
        octets.removeLast(3)
        octets.removeFirst(header.count)
        for index in octets.indices { octets[index] ^= 0xFF }
    }
}

extension SpoolFixture {
    /// Path of a message at rest.
    func resting(_ digest: Digest) -> String {
        "\(path)/evidence/\(digest.hex.prefix(2))/\(digest.hex).sealed"
    }
}
