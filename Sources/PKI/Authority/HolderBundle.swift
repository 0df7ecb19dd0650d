internal import COpenSSL

/// The holder's key, certificate and chain in one file (PKCS#12, RFC 7292).
enum HolderBundle {
    /// Rounds of PBKDF2 for both safes and of the PKCS#12 key derivation for the MAC. OpenSSL's own default is
    /// 2,048.
    static let rounds: Int32 = 600_000

    /// DER of the bundle: AES-256-CBC under PBKDF2 with HMAC-SHA256, MAC with SHA-256. `name` is what programs
    /// show for it.
    static func make(
        key: SignatureKey, certificate: OpenSSLObject, chain: [OpenSSLObject], name: String,
        passphrase: SecretOctets
    ) throws -> [UInt8] {
        OpenSSLError.clear()
        let above = OPENSSL_sk_new_null()
        defer { OPENSSL_sk_free(above) }
        for certificate in chain {
            guard OPENSSL_sk_push(above, UnsafeRawPointer(certificate.pointer)) > 0 else {
                throw OpenSSLError("making a PKCS#12")
            }
        }
        let bundle = try passphrase.withCString { secret throws(OpenSSLError) in
            // -1: no MAC yet, because PKCS12_create chooses neither its digest nor its salt as we do.
            let created = PKCS12_create_ex(
                secret, name, key.pointer, certificate.pointer, above, NID_aes_256_cbc, NID_aes_256_cbc,
                rounds, -1, 0, nil, nil)
            let bundle = try OpenSSLObject(created, "making a PKCS#12") { PKCS12_free($0) }
            guard PKCS12_set_mac(bundle.pointer, secret, -1, nil, 16, rounds, EVP_sha256()) == 1 else {
                throw OpenSSLError("making a PKCS#12")
            }
            return bundle
        }
        guard let der = encodedDER({ i2d_PKCS12(bundle.pointer, $0) }) else {
            throw OpenSSLError("writing a PKCS#12")
        }
        return der
    }
}
