internal import COpenSSL
public import Domain

/// Reads certificates out of whatever people attach: PEM with anything around it, DER, PKCS#7 with certificates
/// only (RFC 5652 section 5, the `.p7b` of many programs). Nothing is verified here.
public struct OpenSSLCertificateReader: CertificateReading {
    /// Certificates at most.
    public static let maximumCount = 32
    /// Octets at most.
    public static let maximumLength = 1 << 20

    /// The one implementation.
    public init() {}

    /// The certificates in `octets`, in their order. Damaged ones are left out; nothing is thrown.
    public func certificates(in octets: [UInt8]) -> [CertificateFacts] {
        guard octets.count <= Self.maximumLength else { return [] }
        defer { OpenSSLError.clear() }
        var facts: [CertificateFacts] = []
        if octets.first == 0x30 {
            Self.read(der: octets, into: &facts)
            if !facts.isEmpty { return facts }
        }
        for block in octets.withUnsafeBytes({ PEM.blocks(in: $0) }) {
            switch block.label {
            case "CERTIFICATE", "X509 CERTIFICATE":
                if let certificate = CertificateVerification.certificate(block.der) {
                    Self.add(certificate, to: &facts)
                }
            case "PKCS7", "PKCS #7 SIGNED DATA", "CMS": Self.readSignedData(block.der, into: &facts)
            default: continue
            }
        }
        return facts
    }

    /// One certificate, several behind each other, or a PKCS#7.
    private static func read(der octets: [UInt8], into facts: inout [CertificateFacts]) {
        var rest = octets[...]
        while !rest.isEmpty, facts.count < maximumCount,
            let decoded = decodedDER(Array(rest), { d2i_X509(nil, $0, $1) }),
            let certificate = try? OpenSSLObject(decoded.object, "reading", free: { X509_free($0) })
        {
            add(certificate, to: &facts)
            rest = rest.suffix(decoded.rest)
        }
        if facts.isEmpty { readSignedData(octets, into: &facts) }
    }

    /// A SignedData without signers. One with signers is a signature, and the certificates in it are the
    /// signer's, not what was meant to be handed over.
    private static func readSignedData(_ octets: [UInt8], into facts: inout [CertificateFacts]) {
        guard let decoded = decodedDER(octets, { d2i_CMS_ContentInfo(nil, $0, $1) }) else { return }
        let content = decoded.object
        defer { CMS_ContentInfo_free(content) }
        guard OBJ_obj2nid(CMS_get0_type(content)) == NID_pkcs7_signed,
            OPENSSL_sk_num(CMS_get0_SignerInfos(content)) <= 0,
            let certificates = CMS_get1_certs(content)
        else { return }
        defer { OPENSSL_sk_free(certificates) }
        for index in 0..<max(0, OPENSSL_sk_num(certificates)) {
            guard let pointer = OPENSSL_sk_value(certificates, index),
                let certificate = try? OpenSSLObject(
                    OpaquePointer(pointer), "reading", free: { X509_free($0) })
            else { continue }
            add(certificate, to: &facts)
        }
    }

    private static func add(_ certificate: OpenSSLObject, to facts: inout [CertificateFacts]) {
        guard facts.count < maximumCount, let fact = CertificateFacts(certificate.pointer) else { return }
        facts.append(fact)
    }
}
