internal import COpenSSL

/// Kinds of signature keys the desk makes, for itself and for holders.
public enum KeyKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// ECDSA on NIST P-256 (RFC 5480): fast, small, understood by every current mail and PDF program.
    case p256 = "p-256"
    /// RSA with 3072 bits (RFC 8017), for programs that know nothing else.
    case rsa3072 = "rsa-3072"

    /// A fresh EVP_PKEY, which the caller frees.
    func generateKey() throws(OpenSSLError) -> OpaquePointer {
        let context = EVP_PKEY_CTX_new_from_name(nil, self == .p256 ? "EC" : "RSA", nil)
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1 else { throw OpenSSLError("making a key") }
        let isSet =
            switch self {
            case .p256: EVP_PKEY_CTX_set_group_name(context, SN_X9_62_prime256v1)
            case .rsa3072: EVP_PKEY_CTX_set_rsa_keygen_bits(context, 3072)
            }
        guard isSet == 1, EVP_PKEY_generate(context, &key) == 1, let key else {
            throw OpenSSLError("making a key")
        }
        return key
    }
}
