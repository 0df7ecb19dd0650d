internal import COpenSSL

/// The key derivation of ECDH-ES (RFC 7518 section 4.6.2; NIST SP 800-56A section 5.8.1) with SHA-256 and one
/// round, which is enough for keys of up to 256 bits.
enum ConcatKDF {
    /// The key of `bits` bits for `algorithm` between the two parties; `nil` for other lengths.
    static func key(
        from secret: SecretOctets, bits: Int, algorithm: String, partyU: [UInt8], partyV: [UInt8]
    ) -> SecretOctets? {
        guard (8...256).contains(bits), bits % 8 == 0, let context = EVP_MD_CTX_new() else { return nil }
        // Freeing wipes the digest's state.
        defer { EVP_MD_CTX_free(context) }
        let information =
            counted(Array(algorithm.utf8)) + counted(partyU) + counted(partyV) + number(UInt32(bits))
        let round = number(1)
        let block = SecretOctets(count: 32)
        guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1,
            EVP_DigestUpdate(context, round, round.count) == 1,
            secret.withUnsafeBytes({ EVP_DigestUpdate(context, $0.baseAddress, $0.count) }) == 1,
            EVP_DigestUpdate(context, information, information.count) == 1,
            block.withMutableBytes({ octets in
                EVP_DigestFinal_ex(context, octets.baseAddress?.assumingMemoryBound(to: UInt8.self), nil)
            }) == 1
        else { return nil }
        return block.withUnsafeBytes { SecretOctets($0.prefix(bits / 8)) }
    }

    /// A 32-bit length and the octets.
    private static func counted(_ octets: [UInt8]) -> [UInt8] {
        number(UInt32(clamping: octets.count)) + octets
    }

    private static func number(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
