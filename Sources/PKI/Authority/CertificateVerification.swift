internal import COpenSSL
public import Domain

/// Whether a certificate leads to one that is trusted (RFC 5280 section 6). Revocation is not looked at.
public enum CertificateVerification {
    /// Verifies `leaf` at `moment`; the last of `chain` is trusted, the others only help, as
    /// ``CertificateAuthority/chain`` gives them. All in DER.
    public static func verify(leaf: [UInt8], chain: [[UInt8]], at moment: Timestamp) -> Bool {
        verify(leaf: leaf, untrusted: Array(chain.dropLast()), trusted: Array(chain.suffix(1)), at: moment)
    }

    /// Verifies `leaf` at `moment`; any of `trusted` may end the chain, self-signed or not, and `untrusted` only
    /// help. All in DER; what cannot be read verifies nothing.
    public static func verify(
        leaf: [UInt8], untrusted: [[UInt8]], trusted: [[UInt8]], at moment: Timestamp
    ) -> Bool {
        defer { OpenSSLError.clear() }
        guard let leaf = certificate(leaf) else { return false }
        let helpers = untrusted.compactMap { certificate($0) }
        let anchors = trusted.compactMap { certificate($0) }
        return result(leaf: leaf, untrusted: helpers, trusted: anchors, at: moment) == X509_V_OK
    }

    /// OpenSSL's verdict: `X509_V_OK` or an `X509_V_ERR_…`.
    static func result(
        leaf: OpenSSLObject, untrusted: [OpenSSLObject], trusted: [OpenSSLObject], at moment: Timestamp,
        purpose: Int32 = 0, flags: Int32 = X509_V_FLAG_PARTIAL_CHAIN
    ) -> Int32 {
        guard let time = try? CertificateDraft.check(moment), let store = X509_STORE_new() else {
            return X509_V_ERR_UNSPECIFIED
        }
        defer { X509_STORE_free(store) }
        let helpers = OPENSSL_sk_new_null()
        defer { OPENSSL_sk_free(helpers) }
        let context = X509_STORE_CTX_new()
        defer { X509_STORE_CTX_free(context) }
        guard trusted.allSatisfy({ X509_STORE_add_cert(store, $0.pointer) == 1 }),
            untrusted.allSatisfy({ OPENSSL_sk_push(helpers, UnsafeRawPointer($0.pointer)) > 0 }),
            X509_STORE_CTX_init(context, store, leaf.pointer, helpers) == 1,
            let parameters = X509_STORE_CTX_get0_param(context),
            X509_VERIFY_PARAM_set_flags(parameters, UInt(flags)) == 1,
            purpose == 0 || X509_VERIFY_PARAM_set_purpose(parameters, purpose) == 1
        else { return X509_V_ERR_UNSPECIFIED }
        X509_VERIFY_PARAM_set_time(parameters, time)
        // At least 112 bits of security: RSA from 2048 bits up, no SHA-1.
        X509_VERIFY_PARAM_set_auth_level(parameters, 2)
        if X509_verify_cert(context) == 1 { return X509_V_OK }
        let error = X509_STORE_CTX_get_error(context)
        return error == X509_V_OK ? X509_V_ERR_UNSPECIFIED : error
    }

    /// The certificate in `der`; `nil` if it is none or something follows it.
    static func certificate(_ der: [UInt8]) -> OpenSSLObject? {
        guard let decoded = decodedDER(der, { d2i_X509(nil, $0, $1) }) else { return nil }
        let object = try? OpenSSLObject(decoded.object, "reading a certificate") { X509_free($0) }
        return decoded.rest == 0 ? object : nil
    }
}
