internal import COpenSSL

extension ContentCipher {
    /// Turns `octets` into ciphertext and returns the tag, or `nil` if the library fails.
    static func seal(
        inPlace octets: inout [UInt8], key: SecretOctets, iv: [UInt8], additional: [UInt8]
    ) -> [UInt8]? {
        guard let context = EVP_CIPHER_CTX_new() else { return nil }
        defer { EVP_CIPHER_CTX_free(context) }
        var tag = [UInt8](repeating: 0, count: tagLength)
        var count: Int32 = 0
        var none: UInt8 = 0
        guard transform(&octets, context, key, iv, additional, encrypting: 1),
            EVP_CipherFinal_ex(context, &none, &count) == 1,
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tagLength), &tag) == 1
        else { return nil }
        return tag
    }

    /// Turns ciphertext into the octets it was made of; `false` if the tag does not fit.
    static func open(
        inPlace octets: inout [UInt8], key: SecretOctets, iv: [UInt8], tag: [UInt8], additional: [UInt8]
    ) -> Bool {
        guard let context = EVP_CIPHER_CTX_new() else { return false }
        defer { EVP_CIPHER_CTX_free(context) }
        var expected = tag
        var count: Int32 = 0
        var none: UInt8 = 0
        return transform(&octets, context, key, iv, additional, encrypting: 0)
            && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), &expected) == 1
            && EVP_CipherFinal_ex(context, &none, &count) == 1
    }

    private static func transform(
        _ octets: inout [UInt8], _ context: OpaquePointer, _ key: SecretOctets, _ iv: [UInt8],
        _ additional: [UInt8], encrypting: Int32
    ) -> Bool {
        guard key.count == 32, iv.count == ivLength, begin(context, key, iv, encrypting: encrypting),
            let length = Int32(exactly: octets.count)
        else { return false }
        var count: Int32 = 0
        guard EVP_CipherUpdate(context, nil, &count, additional, Int32(clamping: additional.count)) == 1
        else { return false }
        return octets.withUnsafeMutableBytes { buffer in
            guard let place = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return true }
            return EVP_CipherUpdate(context, place, &count, place, length) == 1 && count == length
        }
    }
}
