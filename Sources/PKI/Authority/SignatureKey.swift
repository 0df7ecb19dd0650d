internal import COpenSSL

/// A key pair for signatures, or the public half of one. Freeing it wipes the private half.
final class SignatureKey: @unchecked Sendable {
    /// PBKDF2 rounds for private keys at rest (OWASP's figure for HMAC-SHA256).
    static let rounds: Int32 = 600_000

    /// The EVP_PKEY.
    let pointer: OpaquePointer

    /// Takes over `pointer`.
    private init(owning pointer: OpaquePointer) { self.pointer = pointer }

    deinit { EVP_PKEY_free(pointer) }

    /// A fresh key pair.
    convenience init(making kind: KeyKind) throws { self.init(owning: try kind.generateKey()) }

    /// The public key of a certificate.
    convenience init(of certificate: OpaquePointer) throws {
        guard let pointer = X509_get_pubkey(certificate) else { throw OpenSSLError("reading a public key") }
        self.init(owning: pointer)
    }

    /// The public key in `der` (SubjectPublicKeyInfo), if the desk certifies its kind: P-256 as a named curve
    /// with an uncompressed point (RFC 5480), or RSA of 2048 to 8192 bits. Throws ``AuthorityError``.
    convenience init(publicKeyInfo der: [UInt8]) throws {
        let decoded = decodedDER(der) { d2i_PUBKEY(nil, $0, $1) }
        guard let decoded else { throw AuthorityError(.unusableKey, detail: "not readable") }
        self.init(owning: decoded.object)
        // Only the one right encoding: no second text for the same key, no curve spelled out.
        guard decoded.rest == 0, encodedDER({ i2d_PUBKEY(pointer, $0) }) == der else {
            throw AuthorityError(.unusableKey, detail: "not in its distinguished encoding")
        }
        let bits = EVP_PKEY_get_bits(pointer)
        let isAccepted =
            if EVP_PKEY_is_a(pointer, "EC") == 1 {
                der.starts(with: Self.p256Prefix) && der.count == Self.p256Prefix.count + 65
            } else {
                EVP_PKEY_is_a(pointer, "RSA") == 1 && (2048...8192).contains(bits)
            }
        guard isAccepted else { throw AuthorityError(.unusableKey, detail: "\(bits) bits") }
        let context = EVP_PKEY_CTX_new_from_pkey(nil, pointer, nil)
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_public_check(context) == 1 else {
            throw AuthorityError(.unusableKey, detail: "not a valid key")
        }
    }

    /// SubjectPublicKeyInfo of P-256 up to the point: SEQUENCE, id-ecPublicKey, prime256v1, BIT STRING.
    private static let p256Prefix: [UInt8] = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86,
        0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
    ]

    /// The private key in `pem` (`ENCRYPTED PRIVATE KEY`, RFC 7468 section 11) under `passphrase`. `file` is its
    /// name for messages. Throws ``KeyFileError`` or ``AuthorityError``.
    convenience init(encrypted pem: SecretOctets, passphrase: SecretOctets, file: String) throws {
        let sealed = pem.withUnsafeBytes { octets -> OpaquePointer? in
            guard let input = BIO_new_mem_buf(octets.baseAddress, Int32(clamping: octets.count)) else {
                return nil
            }
            defer { BIO_free(input) }
            return PEM_read_bio_PKCS8(input, nil, sertipos_no_password, nil)
        }
        guard let sealed else {
            throw KeyFileError(.corrupt, file, detail: "no ENCRYPTED PRIVATE KEY in it")
        }
        defer { X509_SIG_free(sealed) }
        let opened = passphrase.withCString { PKCS8_decrypt(sealed, $0, Int32(clamping: passphrase.count)) }
        guard let opened else { throw AuthorityError(.wrongPassphrase, detail: file) }
        defer { PKCS8_PRIV_KEY_INFO_free(opened) }
        guard let pointer = EVP_PKCS82PKEY(opened) else {
            throw KeyFileError(.corrupt, file, detail: "no usable key in it")
        }
        self.init(owning: pointer)
    }

    /// The private key as PKCS#8 in PEM under `passphrase`: AES-256-CBC, PBKDF2 with HMAC-SHA256 (RFC 8018).
    func encryptedPEM(_ passphrase: SecretOctets) throws -> SecretOctets {
        var salt = try SystemRandom().randomBytes(16)
        guard let plain = EVP_PKEY2PKCS8(pointer) else { throw OpenSSLError("writing a key") }
        defer { PKCS8_PRIV_KEY_INFO_free(plain) }
        let scheme = PKCS5_pbe2_set_iv(
            EVP_aes_256_cbc(), Self.rounds, &salt, Int32(salt.count), nil, NID_hmacWithSHA256)
        guard let scheme else { throw OpenSSLError("writing a key") }
        let sealed = passphrase.withCString {
            PKCS8_set0_pbe($0, Int32(clamping: passphrase.count), plain, scheme)
        }
        guard let sealed else {
            X509_ALGOR_free(scheme)
            throw OpenSSLError("writing a key")
        }
        defer { X509_SIG_free(sealed) }
        let output = try memoryOutput()
        guard PEM_write_bio_PKCS8(output.pointer, sealed) == 1 else { throw OpenSSLError("writing a key") }
        return writtenOctets(output)
    }

    /// Algorithm identifier of its signatures with SHA-256, and the type of its parameter (RFC 5758 section 3.2,
    /// RFC 4055 section 5).
    var signatureAlgorithm: (algorithm: Int32, parameter: Int32) {
        EVP_PKEY_is_a(pointer, "EC") == 1
            ? (NID_ecdsa_with_SHA256, V_ASN1_UNDEF) : (NID_sha256WithRSAEncryption, V_ASN1_NULL)
    }
}
