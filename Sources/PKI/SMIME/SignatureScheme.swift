internal import COpenSSL
internal import Domain

/// Algorithms of one SignerInfo (RFC 5652 section 5.3).
enum SignatureScheme {
    private static let digests = [NID_sha256, NID_sha384, NID_sha512]

    /// Signature algorithms that name no digest of their own, and those that do.
    private static let neutral = [NID_rsaEncryption, NID_rsassaPss]
    private static let combined = [
        NID_sha256WithRSAEncryption, NID_sha384WithRSAEncryption, NID_sha512WithRSAEncryption,
        NID_ecdsa_with_SHA256, NID_ecdsa_with_SHA384, NID_ecdsa_with_SHA512,
    ]

    /// Refuses a weak digest, a signature algorithm that speaks of another digest, and a signature without signed
    /// attributes, which could be read as one over other octets (the attributes themselves).
    static func check(_ signer: OpaquePointer) throws(SignedMailRefusal) {
        var digest: UnsafeMutablePointer<X509_ALGOR>?
        var signature: UnsafeMutablePointer<X509_ALGOR>?
        CMS_SignerInfo_get0_algs(signer, nil, nil, &digest, &signature)
        let digestKind = kind(digest)
        let signatureKind = kind(signature)
        guard digests.contains(digestKind) else { throw .weakAlgorithm }
        if !neutral.contains(signatureKind) {
            var named: Int32 = 0
            guard combined.contains(signatureKind), OBJ_find_sigid_algs(signatureKind, &named, nil) == 1,
                named == digestKind
            else { throw .weakAlgorithm }
        }
        guard CMS_signed_get_attr_count(signer) > 0 else { throw .malformedSignedData }
    }

    private static func kind(_ algorithm: UnsafeMutablePointer<X509_ALGOR>?) -> Int32 {
        guard let algorithm else { return NID_undef }
        var object: OpaquePointer?
        X509_ALGOR_get0(&object, nil, nil, algorithm)
        return OBJ_obj2nid(object)
    }
}
