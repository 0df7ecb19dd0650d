internal import COpenSSL
internal import Domain

/// Whom the desk believes: certificates that may end a chain, and what their holders revoked. Never the system's.
struct TrustAnchors: Sendable {
    /// Certificates between signer and anchor at most.
    private static let maximumDepth: Int32 = 8

    private let certificates: [OpenSSLObject]
    private let lists: [OpenSSLObject]

    /// Reads files; throws ``KeyFileError`` if one holds anything else than what is asked for, or nothing.
    init(certificateFiles: [String], listFiles: [String]) throws {
        certificates = try certificateFiles.flatMap { path in
            let blocks = try PlainFile.read(path, isSecret: false).withUnsafeBytes { PEM.blocks(in: $0) }
            let found = blocks.compactMap { block in
                block.label == PEM.Label.certificate.rawValue
                    ? CertificateVerification.certificate(block.der) : nil
            }
            guard !found.isEmpty, found.count == blocks.count else {
                throw KeyFileError(.corrupt, path, detail: "not the PEM of certificates alone")
            }
            return found
        }
        lists = try listFiles.flatMap { path in
            let content = try PlainFile.read(path, isSecret: false)
            let found = content.withUnsafeBytes { octets in
                if octets.first == 0x30 { return [Self.list(Array(octets))] }
                return PEM.blocks(in: octets).map { block in
                    block.label == PEM.Label.revocationList.rawValue ? Self.list(block.der) : nil
                }
            }
            let usable = found.compactMap(\.self)
            guard !usable.isEmpty, usable.count == found.count else {
                throw KeyFileError(.corrupt, path, detail: "not a CRL that says when the next one comes")
            }
            return usable
        }
    }

    /// Reads DER; throws ``OpenSSLError`` if something is not what it should be.
    init(certificates ders: [[UInt8]], lists: [[UInt8]]) throws {
        certificates = try ders.map { der in
            guard let found = CertificateVerification.certificate(der) else {
                throw OpenSSLError("reading a trust anchor")
            }
            return found
        }
        self.lists = try lists.map { der in
            guard let found = Self.list(der) else { throw OpenSSLError("reading a revocation list") }
            return found
        }
    }

    /// The CRL in `der`. One that never expires would hide that no newer one came (RFC 5280 section 5.1.2.5).
    private static func list(_ der: [UInt8]) -> OpenSSLObject? {
        guard let decoded = decodedDER(der, { d2i_X509_CRL(nil, $0, $1) }),
            let list = try? OpenSSLObject(decoded.object, "reading a CRL", free: { X509_CRL_free($0) })
        else { return nil }
        return decoded.rest == 0 && X509_CRL_get0_nextUpdate(list.pointer) != nil ? list : nil
    }

    /// A store that holds this and nothing else, and judges as of `moment`.
    func store(at moment: Timestamp) throws(SignedMailRefusal) -> OpenSSLObject {
        guard let time = try? CertificateDraft.check(moment) else { throw .notValidNow }
        guard
            let store = try? OpenSSLObject(X509_STORE_new(), "making a store", free: { X509_STORE_free($0) }),
            certificates.allSatisfy({ X509_STORE_add_cert(store.pointer, $0.pointer) == 1 }),
            lists.allSatisfy({ X509_STORE_add_crl(store.pointer, $0.pointer) == 1 }),
            let parameters = X509_STORE_get0_param(store.pointer)
        else { throw .unavailable }
        var flags = X509_V_FLAG_PARTIAL_CHAIN
        if !lists.isEmpty { flags |= X509_V_FLAG_CRL_CHECK }
        guard X509_VERIFY_PARAM_set_flags(parameters, UInt(flags)) == 1,
            X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_SMIME_SIGN) == 1
        else { throw .unavailable }
        X509_VERIFY_PARAM_set_time(parameters, time)
        X509_VERIFY_PARAM_set_depth(parameters, Self.maximumDepth)
        // At least 112 bits of security: RSA from 2048 bits up, no SHA-1.
        X509_VERIFY_PARAM_set_auth_level(parameters, 2)
        return store
    }

    /// Refuses `signer` unless it leads to an anchor of `store` (RFC 5280 section 6); `helpers` are a stack of
    /// certificates that may stand between.
    static func check(
        _ signer: OpaquePointer, helpers: OpaquePointer?, in store: OpenSSLObject
    ) throws(SignedMailRefusal) {
        guard let context = X509_STORE_CTX_new() else { throw .unavailable }
        defer { X509_STORE_CTX_free(context) }
        guard X509_STORE_CTX_init(context, store.pointer, signer, helpers) == 1 else { throw .unavailable }
        if X509_verify_cert(context) == 1 { return }
        throw refusal(X509_STORE_CTX_get_error(context))
    }

    /// What an `X509_V_ERR_…` means for the mail.
    private static func refusal(_ error: Int32) -> SignedMailRefusal {
        switch error {
        case X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED: .notValidNow
        case X509_V_ERR_CERT_REVOKED: .revoked
        case X509_V_ERR_UNABLE_TO_GET_CRL, X509_V_ERR_CRL_NOT_YET_VALID, X509_V_ERR_CRL_HAS_EXPIRED,
            X509_V_ERR_CRL_SIGNATURE_FAILURE, X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER,
            X509_V_ERR_UNABLE_TO_DECRYPT_CRL_SIGNATURE, X509_V_ERR_ERROR_IN_CRL_LAST_UPDATE_FIELD,
            X509_V_ERR_ERROR_IN_CRL_NEXT_UPDATE_FIELD, X509_V_ERR_KEYUSAGE_NO_CRL_SIGN,
            X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION, X509_V_ERR_DIFFERENT_CRL_SCOPE,
            X509_V_ERR_CRL_PATH_VALIDATION_ERROR:
            .revocationUnknown
        case X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL, X509_V_ERR_CA_MD_TOO_WEAK:
            .weakAlgorithm
        case X509_V_ERR_INVALID_PURPOSE: .wrongPurpose
        case X509_V_ERR_OUT_OF_MEM: .unavailable
        default: .untrusted
        }
    }
}
