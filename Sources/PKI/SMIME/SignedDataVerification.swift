internal import COpenSSL
internal import Domain
internal import Glibc

/// Verifies one CMS SignedData (RFC 5652 section 5) with one signer.
struct SignedDataVerification {
    /// Certificates in it at most.
    private static let maximumCertificates: Int32 = 32

    private let message: OpenSSLObject

    /// The signed octets as `CMS_verify` wrote them out, and who signed them.
    static func verify(
        _ wrapping: SignedWrapping, under anchors: TrustAnchors, at moment: Timestamp
    ) throws(SignedMailRefusal) -> SignedMail {
        switch wrapping {
        case .clear(let content, let signature):
            let verification = try SignedDataVerification(der: try CanonicalBase64.decode(signature))
            guard CMS_is_detached(verification.message.pointer) == 1 else { throw .misplacedContent }
            return try verification.verify(content, under: anchors, at: moment)
        case .opaque(let encoded):
            let verification = try SignedDataVerification(der: try CanonicalBase64.decode(encoded))
            guard CMS_is_detached(verification.message.pointer) == 0 else { throw .misplacedContent }
            return try verification.verify(nil, under: anchors, at: moment)
        }
    }

    /// The octets that a signature speaks of, whether or not it holds.
    static func content(of wrapping: SignedWrapping) throws(SignedMailRefusal) -> [UInt8] {
        switch wrapping {
        case .clear(let content, _): return Array(content)
        case .opaque(let encoded):
            let signed = try SignedDataVerification(der: try CanonicalBase64.decode(encoded))
            // The octets are OpenSSL's and go with its object.
            return withExtendedLifetime(signed) { Array(signed.embeddedOctets) }
        }
    }

    /// Reads all of `der`, which has to be signed plain data.
    private init(der: [UInt8]) throws(SignedMailRefusal) {
        try SignedDataShape.check(der)
        guard let decoded = decodedDER(der, { d2i_CMS_ContentInfo(nil, $0, $1) }),
            let message = try? OpenSSLObject(
                decoded.object, "reading a signature", free: { CMS_ContentInfo_free($0) }),
            decoded.rest == 0, OBJ_obj2nid(CMS_get0_type(message.pointer)) == NID_pkcs7_signed
        else { throw .malformedSignedData }
        guard OBJ_obj2nid(CMS_get0_eContentType(message.pointer)) == NID_pkcs7_data else {
            throw .nestedSignature
        }
        self.message = message
    }

    private func verify(
        _ content: ArraySlice<UInt8>?, under anchors: TrustAnchors, at moment: Timestamp
    ) throws(SignedMailRefusal) -> SignedMail {
        let signer = try signer()
        try SignatureScheme.check(signer)
        guard let certificates = CMS_get1_certs(message.pointer) else { throw .noSignerCertificate }
        defer { Self.free(certificates) }
        let certificate = try certificate(of: signer, among: certificates)
        let described = try SignerCertificate(certificate)
        let store = try anchors.store(at: moment)
        // CMS_verify does this once more; here it tells why it fails.
        try TrustAnchors.check(certificate, helpers: certificates, in: store)
        let verified = try verifiedOctets(content, store: store)
        try requireSigner(certificate)
        return SignedMail(
            content: verified, addresses: described.addresses, serial: described.facts.serial,
            subject: described.facts.subject, signingTime: Self.signingTime(of: signer))
    }

    /// The signed signing-time attribute, as it stands; empty if there is none or more than one.
    private static func signingTime(of signer: OpaquePointer) -> String {
        for type in [V_ASN1_UTCTIME, V_ASN1_GENERALIZEDTIME] {
            // -3: there is exactly one such attribute, and it has exactly one value.
            let value = CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_pkcs9_signingTime), -3, type)
            guard let value else { continue }
            let time = OpaquePointer(value)
            let octets = UnsafeRawBufferPointer(
                start: ASN1_STRING_get0_data(UnsafePointer(time)),
                count: Int(ASN1_STRING_length(UnsafePointer(time))))
            return String(decoding: octets, as: UTF8.self)
        }
        return ""
    }

    /// The one SignerInfo.
    private func signer() throws(SignedMailRefusal) -> OpaquePointer {
        let signers = CMS_get0_SignerInfos(message.pointer)
        guard OPENSSL_sk_num(signers) == 1, let signer = OPENSSL_sk_value(signers, 0) else {
            throw .wrongSignerCount
        }
        return OpaquePointer(signer)
    }

    /// The one certificate that the signer names.
    private func certificate(
        of signer: OpaquePointer, among certificates: OpaquePointer
    ) throws(SignedMailRefusal) -> OpaquePointer {
        let count = OPENSSL_sk_num(certificates)
        guard count <= Self.maximumCertificates else { throw .malformedSignedData }
        let named = (0..<max(0, count)).compactMap { index in
            OPENSSL_sk_value(certificates, index).map { OpaquePointer($0) }
        }.filter { CMS_SignerInfo_cert_cmp(signer, $0) == 0 }
        guard named.count == 1 else { throw .noSignerCertificate }
        return named[0]
    }

    /// `content`, or else what the message itself holds, if that is what verifies.
    private func verifiedOctets(
        _ content: ArraySlice<UInt8>?, store: OpenSSLObject
    ) throws(SignedMailRefusal) -> [UInt8] {
        guard let content else {
            if let refusal = refusal(of: embeddedOctets, from: nil, store: store) { throw refusal }
            return Array(embeddedOctets)
        }
        let refusal: SignedMailRefusal? = content.withUnsafeBytes { octets in
            guard let count = Int32(exactly: octets.count),
                let input = BIO_new_mem_buf(octets.baseAddress, count)
            else { return .unavailable }
            defer { BIO_free(input) }
            return self.refusal(of: octets, from: input, store: store)
        }
        if let refusal { throw refusal }
        return Array(content)
    }

    /// Runs CMS_verify; what it writes out has to be `octets`, and is freed before anybody copies them: large contents
    /// are not held twice. Revocation lists in the message are ignored: an old one could stand for the newest.
    private func refusal(
        of octets: UnsafeRawBufferPointer, from input: OpaquePointer?, store: OpenSSLObject
    ) -> SignedMailRefusal? {
        guard let output = Self.output(expecting: octets.count) else { return .unavailable }
        defer { BIO_free(output) }
        let flags = UInt32(CMS_BINARY | CMS_NOCRL)
        guard CMS_verify(message.pointer, nil, store.pointer, input, output, flags) == 1 else {
            return .badSignature
        }
        var start: UnsafeMutablePointer<UInt8>?
        let count = BIO_ctrl(output, BIO_CTRL_INFO, 0, &start)
        guard let start, let expected = octets.baseAddress, count == octets.count,
            memcmp(start, expected, count) == 0
        else { return .badSignature }
        return nil
    }

    /// Requires that it was this certificate whose key CMS_verify used.
    private func requireSigner(_ certificate: OpaquePointer) throws(SignedMailRefusal) {
        guard let signers = CMS_get0_signers(message.pointer) else { throw .wrongSignerCount }
        defer { OPENSSL_sk_free(signers) }
        guard OPENSSL_sk_num(signers) == 1, let signer = OPENSSL_sk_value(signers, 0),
            X509_cmp(OpaquePointer(signer), certificate) == 0
        else { throw .wrongSignerCount }
    }

    /// The content in the message itself.
    private var embeddedOctets: UnsafeRawBufferPointer {
        guard let place = CMS_get0_content(message.pointer), let content = place.pointee else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return UnsafeRawBufferPointer(
            start: ASN1_STRING_get0_data(content), count: Int(ASN1_STRING_length(content)))
    }

    /// A memory BIO that has the room it will need: growing by steps would hold the content twice.
    private static func output(expecting count: Int) -> OpaquePointer? {
        guard let output = BIO_new(BIO_s_mem()) else { return nil }
        if let memory = BUF_MEM_new() {
            if BUF_MEM_grow(memory, count) == count {
                memory.pointee.length = 0
                // The BIO owns the memory from here on.
                if BIO_ctrl(output, BIO_C_SET_BUF_MEM, Int(BIO_CLOSE), memory) == 1 { return output }
            }
            BUF_MEM_free(memory)
        }
        BIO_free(output)
        return nil
    }

    private static func free(_ certificates: OpaquePointer) {
        while let certificate = OPENSSL_sk_pop(certificates) { X509_free(OpaquePointer(certificate)) }
        OPENSSL_sk_free(certificates)
    }
}
