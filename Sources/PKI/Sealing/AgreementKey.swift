internal import COpenSSL
internal import Domain

/// A P-256 key for key agreement (RFC 7518 section 6.2, SEC 1), with or without its private half.
final class AgreementKey: @unchecked Sendable {
    /// Octets of one affine coordinate.
    static let coordinateLength = 32

    private let key: OpenSSLObject
    /// The public half as a JWK, under its thumbprint.
    let sealingKey: SealingKey

    /// Takes over `pointer`; `nil` unless it is a valid key on P-256 that is named, not spelled out.
    private init?(owning pointer: OpaquePointer?) {
        guard let key = try? OpenSSLObject(pointer, "reading a key", free: { EVP_PKEY_free($0) }),
            EVP_PKEY_is_a(key.pointer, "EC") == 1, Self.isOnP256(key.pointer),
            Self.isPublicHalfValid(key.pointer),
            let x = Self.coordinate("qx", of: key.pointer), let y = Self.coordinate("qy", of: key.pointer)
        else { return nil }
        self.key = key
        sealingKey = SealingKey(x: x, y: y)
    }

    /// A fresh key pair.
    static func generate() throws -> AgreementKey {
        let key = AgreementKey(owning: try KeyKind.p256.generateKey())
        guard let key else { throw OpenSSLError("making a key") }
        return key
    }

    /// The public key at these coordinates; `nil` if they are no point of the curve (or the point at infinity,
    /// which has none). Refusing them keeps invalid-curve attacks off the private key.
    convenience init?(x: [UInt8], y: [UInt8]) {
        guard x.count == Self.coordinateLength, y.count == Self.coordinateLength else { return nil }
        let point = [4] + x + y
        self.init(owning: sertipos_p256_public_key(point, point.count))
    }

    /// The private key in PEM (PKCS#8, RFC 5958, not encrypted), checked against its public half.
    convenience init?(privateKey pem: SecretOctets) {
        let pointer = pem.withUnsafeBytes { octets -> OpaquePointer? in
            guard let input = BIO_new_mem_buf(octets.baseAddress, Int32(clamping: octets.count)) else {
                return nil
            }
            defer { BIO_free(input) }
            return PEM_read_bio_PrivateKey(input, nil, sertipos_no_password, nil)
        }
        self.init(owning: pointer)
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, key.pointer, nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_pairwise_check(context) == 1 else { return nil }
    }

    /// The public key in PEM: `PUBLIC KEY` (RFC 7468 section 13) or that of a `CERTIFICATE`.
    convenience init?(publicKey pem: SecretOctets) {
        let pointer = pem.withUnsafeBytes { octets -> OpaquePointer? in
            guard let input = BIO_new_mem_buf(octets.baseAddress, Int32(clamping: octets.count)) else {
                return nil
            }
            defer { BIO_free(input) }
            if let key = PEM_read_bio_PUBKEY(input, nil, sertipos_no_password, nil) { return key }
            BIO_ctrl(input, BIO_CTRL_RESET, 0, nil)
            guard let certificate = PEM_read_bio_X509(input, nil, sertipos_no_password, nil) else {
                return nil
            }
            defer { X509_free(certificate) }
            return X509_get_pubkey(certificate)
        }
        self.init(owning: pointer)
    }

    /// The private key in PEM (PKCS#8), not encrypted: only its file mode protects it.
    func privateKeyPEM() throws -> SecretOctets {
        let output = try memoryOutput()
        guard PEM_write_bio_PKCS8PrivateKey(output.pointer, key.pointer, nil, nil, 0, nil, nil) == 1 else {
            throw OpenSSLError("writing a key")
        }
        return writtenOctets(output)
    }

    /// The shared secret Z: the x coordinate of the product with `peer` (RFC 7518 section 4.6).
    func sharedSecret(with peer: AgreementKey) -> SecretOctets? {
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, key.pointer, nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        let secret = SecretOctets(count: Self.coordinateLength)
        var count = secret.count
        guard EVP_PKEY_derive_init(context) == 1, EVP_PKEY_derive_set_peer(context, peer.key.pointer) == 1,
            secret.withMutableBytes({ EVP_PKEY_derive(context, $0.baseAddress, &count) }) == 1,
            count == secret.count
        else { return nil }
        return secret
    }

    private static func isOnP256(_ key: OpaquePointer) -> Bool {
        var name = [CChar](repeating: 0, count: 64)
        var count = 0
        guard EVP_PKEY_get_group_name(key, &name, name.count, &count) == 1 else { return false }
        return name.prefix(count).elementsEqual(SN_X9_62_prime256v1.utf8.map { CChar(bitPattern: $0) })
    }

    private static func isPublicHalfValid(_ key: OpaquePointer) -> Bool {
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, key, nil) else { return false }
        defer { EVP_PKEY_CTX_free(context) }
        return EVP_PKEY_public_check(context) == 1
    }

    private static func coordinate(_ name: String, of key: OpaquePointer) -> [UInt8]? {
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(key, name, &number) == 1 else { return nil }
        defer { BN_free(number) }
        var octets = [UInt8](repeating: 0, count: coordinateLength)
        return BN_bn2binpad(number, &octets, Int32(coordinateLength)) == coordinateLength ? octets : nil
    }
}

extension SealingKey {
    /// The key at these coordinates; its id is the JWK thumbprint (RFC 7638 section 3): SHA-256 of the required
    /// members in lexicographic order without white space.
    init(x: [UInt8], y: [UInt8]) {
        let x = String(decoding: Base64URL.encode(x), as: UTF8.self)
        let y = String(decoding: Base64URL.encode(y), as: UTF8.self)
        let members = #"{"crv":"P-256","kty":"EC","x":"\#(x)","y":"\#(y)"}"#
        let thumbprint = OpenSSLDigest().digest(Array(members.utf8)).bytes
        self.init(id: String(decoding: Base64URL.encode(thumbprint), as: UTF8.self), x: x, y: y)
    }
}
