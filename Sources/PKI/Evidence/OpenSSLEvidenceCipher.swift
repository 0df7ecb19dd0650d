internal import COpenSSL
public import Domain

/// Seals mail at rest with AES-256-GCM (NIST SP 800-38D), one data key for each request, each wrapped by a key
/// from a file.
///
/// Sealed mail: `SERTIEV1`, length and name of the owner, length of the mail (8 octets, big-endian), 12 octets of
/// nonce, ciphertext, 16 octets of tag. Frame, owner, length and digest are authenticated, so that neither a bit
/// nor a whole file can be exchanged. A wrapped key: 8 octets of key id, nonce, 32 octets, tag; bound to its owner.
public struct OpenSSLEvidenceCipher: EvidenceCipher {
    private static let magic = Array("SERTIEV1".utf8)
    private static let keyLength = 32

    private let keys: [WrappingKey]

    init(_ keys: [WrappingKey]) { self.keys = keys }

    /// A fresh data key, wrapped by the newest key of the file.
    public func makeKey(for owner: EvidenceOwner) throws -> [UInt8] {
        let key = SecretOctets(count: Self.keyLength)
        let isMade = key.withMutableBytes { buffer in
            RAND_bytes(buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(Self.keyLength)) == 1
        }
        guard isMade else { throw SystemRandom.Unavailable() }
        return try wrap(key, for: owner)
    }

    /// The same data key under the newest key of the file; `nil` if it is wrapped by that already.
    public func rewrapped(_ wrapped: [UInt8], for owner: EvidenceOwner) throws -> [UInt8]? {
        guard let newest = keys.first, !wrapped.starts(with: newest.id) else { return nil }
        return try wrap(try unwrap(wrapped, for: owner), for: owner)
    }

    /// Turns a mail into ciphertext in place.
    public func seal(
        _ octets: inout [UInt8], named digest: Digest, for owner: EvidenceOwner, under wrapped: [UInt8]
    ) throws -> EvidenceFrame {
        let key = try unwrap(wrapped, for: owner)
        let nonce = try SystemRandom().randomBytes(ContentCipher.ivLength)
        let head = Self.head(of: owner, length: octets.count)
        guard
            let tag = ContentCipher.seal(
                inPlace: &octets, key: key, iv: nonce, additional: head + digest.bytes)
        else { throw OpenSSLError("sealing a mail") }
        return EvidenceFrame(header: head + nonce, trailer: tag)
    }

    /// Turns a sealed mail into the mail in place.
    public func open(_ octets: inout [UInt8], named digest: Digest, under wrapped: [UInt8]) throws {
        let owner = try owner(of: octets)
        let head = Self.head(of: owner, length: 0).count
        let frame = head + ContentCipher.ivLength + ContentCipher.tagLength
        let length = octets.count - frame
        guard length >= 0, octets.starts(with: Self.head(of: owner, length: length)) else {
            throw EvidenceError(.damaged, "mail \(digest.hex.prefix(12))")
        }
        let key = try unwrap(wrapped, for: owner)
        let additional = octets[..<head] + digest.bytes
        let nonce = Array(octets[head..<(head + ContentCipher.ivLength)])
        let tag = Array(octets.suffix(ContentCipher.tagLength))
        octets.removeLast(ContentCipher.tagLength)
        octets.removeFirst(head + ContentCipher.ivLength)
        guard
            ContentCipher.open(
                inPlace: &octets, key: key, iv: nonce, tag: tag, additional: Array(additional))
        else { throw EvidenceError(.damaged, "mail \(digest.hex.prefix(12))") }
    }

    /// The owner that a sealed mail names.
    public func owner(of sealed: [UInt8]) throws -> EvidenceOwner {
        let start = Self.magic.count + 1
        guard sealed.starts(with: Self.magic), sealed.count > start,
            case let end = start + Int(sealed[start - 1]), sealed.count >= end,
            let owner = EvidenceOwner(String(decoding: sealed[start..<end], as: UTF8.self))
        else { throw EvidenceError(.damaged, "a sealed mail") }
        return owner
    }

    private static func head(of owner: EvidenceOwner, length: Int) -> [UInt8] {
        let name = Array(owner.description.utf8)
        let size = withUnsafeBytes(of: UInt64(length).bigEndian) { Array($0) }
        return magic + [UInt8(clamping: name.count)] + name + size
    }

    private func wrap(_ key: SecretOctets, for owner: EvidenceOwner) throws -> [UInt8] {
        guard let newest = keys.first else { throw EvidenceError(.unknownKey, "\(owner)") }
        let nonce = try SystemRandom().randomBytes(ContentCipher.ivLength)
        guard
            let (ciphertext, tag) = ContentCipher.seal(
                key, key: newest.secret, iv: nonce, additional: newest.id + Self.binding(owner))
        else { throw OpenSSLError("wrapping a key") }
        return newest.id + nonce + ciphertext + tag
    }

    private func unwrap(_ wrapped: [UInt8], for owner: EvidenceOwner) throws -> SecretOctets {
        defer { OpenSSLError.clear() }
        let id = Array(wrapped.prefix(8))
        guard let key = keys.first(where: { $0.id == id }) else {
            throw EvidenceError(.unknownKey, "\(owner)")
        }
        let body = Array(wrapped.dropFirst(8))
        let end = ContentCipher.ivLength + Self.keyLength
        guard body.count == end + ContentCipher.tagLength,
            let secret = ContentCipher.open(
                Array(body[ContentCipher.ivLength..<end]), key: key.secret,
                iv: Array(body.prefix(ContentCipher.ivLength)), tag: Array(body[end...]),
                additional: id + Self.binding(owner))
        else { throw EvidenceError(.damaged, "the data key of \(owner)") }
        return secret
    }

    private static func binding(_ owner: EvidenceOwner) -> [UInt8] {
        Array("sertipos data key 1 \(owner)".utf8)
    }
}
