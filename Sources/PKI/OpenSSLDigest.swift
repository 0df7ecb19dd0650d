// SUMMARY  Everything that needs the cryptographic library: random octets, digests, sealed passphrases, the desk's
//          own certification authority, reading other people's certificates.
// TRUST    Believes OpenSSL's return codes, and key files that only the desk's user can touch. Believes nothing in
//          seals, public keys and certificates that came by mail; no OpenSSL type leaves this room.

internal import COpenSSL
public import Domain

/// SHA-256 by OpenSSL's EVP interface.
public struct OpenSSLDigest: Digesting {
    /// The one implementation.
    public init() {}

    /// The digest of `bytes`.
    public func digest(_ bytes: UnsafeRawBufferPointer) -> Digest {
        var hasher = OpenSSLHasher()
        hasher.update(bytes)
        return hasher.finalize()
    }

    /// A running digest.
    public func makeHasher() -> any IncrementalDigest { OpenSSLHasher() }
}

/// Owns one EVP_MD_CTX and frees it.
private final class DigestContext {
    let pointer: OpaquePointer?

    init() {
        pointer = EVP_MD_CTX_new()
        EVP_DigestInit_ex(pointer, EVP_sha256(), nil)
    }

    deinit { EVP_MD_CTX_free(pointer) }
}

private struct OpenSSLHasher: IncrementalDigest {
    private let context = DigestContext()

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        EVP_DigestUpdate(context.pointer, bytes.baseAddress, bytes.count)
    }

    mutating func finalize() -> Digest {
        var octets = [UInt8](repeating: 0, count: 32)
        let done = EVP_DigestFinal_ex(context.pointer, &octets, nil)
        // SHA-256 into 32 octets fails only when memory is exhausted, and then nothing can go on.
        guard done == 1, let digest = Digest(bytes: octets) else {
            fatalError("SHA-256 is not available: out of memory")
        }
        return digest
    }
}
