internal import COpenSSL

/// AES-256-GCM as `A256GCM` uses it (RFC 7518 section 5.3): 96-bit IV, 128-bit tag.
enum ContentCipher {
    /// Octets of the initialization vector.
    static let ivLength = 12
    /// Octets of the authentication tag.
    static let tagLength = 16

    /// The plaintext, or `nil` if the tag does not fit.
    static func open(
        _ ciphertext: [UInt8], key: SecretOctets, iv: [UInt8], tag: [UInt8], additional: [UInt8]
    ) -> SecretOctets? {
        guard key.count == 32, iv.count == ivLength, tag.count == tagLength,
            let context = EVP_CIPHER_CTX_new()
        else { return nil }
        defer { EVP_CIPHER_CTX_free(context) }
        let plaintext = SecretOctets(count: ciphertext.count)
        var expected = tag
        var count: Int32 = 0
        var none: UInt8 = 0
        guard begin(context, key, iv, encrypting: 0),
            EVP_CipherUpdate(context, nil, &count, additional, Int32(clamping: additional.count)) == 1,
            plaintext.withMutableBytes({ octets in
                EVP_CipherUpdate(
                    context, octets.baseAddress?.assumingMemoryBound(to: UInt8.self), &count, ciphertext,
                    Int32(clamping: ciphertext.count))
            }) == 1, Int(count) == ciphertext.count,
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), &expected) == 1,
            EVP_CipherFinal_ex(context, &none, &count) == 1
        else { return nil }
        return plaintext
    }

    /// Ciphertext and tag, or `nil` if the library fails.
    static func seal(
        _ plaintext: SecretOctets, key: SecretOctets, iv: [UInt8], additional: [UInt8]
    ) -> (ciphertext: [UInt8], tag: [UInt8])? {
        guard key.count == 32, iv.count == ivLength, let context = EVP_CIPHER_CTX_new() else { return nil }
        defer { EVP_CIPHER_CTX_free(context) }
        var ciphertext = [UInt8](repeating: 0, count: plaintext.count)
        var tag = [UInt8](repeating: 0, count: tagLength)
        var count: Int32 = 0
        var none: UInt8 = 0
        guard begin(context, key, iv, encrypting: 1),
            EVP_CipherUpdate(context, nil, &count, additional, Int32(clamping: additional.count)) == 1,
            plaintext.withUnsafeBytes({ octets in
                EVP_CipherUpdate(
                    context, &ciphertext, &count, octets.baseAddress?.assumingMemoryBound(to: UInt8.self),
                    Int32(clamping: octets.count))
            }) == 1, Int(count) == plaintext.count,
            EVP_CipherFinal_ex(context, &none, &count) == 1,
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tagLength), &tag) == 1
        else { return nil }
        return (ciphertext, tag)
    }

    static func begin(
        _ context: OpaquePointer, _ key: SecretOctets, _ iv: [UInt8], encrypting: Int32
    ) -> Bool {
        key.withUnsafeBytes { octets in
            let start = octets.baseAddress?.assumingMemoryBound(to: UInt8.self)
            return EVP_CipherInit_ex2(context, EVP_aes_256_gcm(), start, iv, encrypting, nil) == 1
        }
    }
}
