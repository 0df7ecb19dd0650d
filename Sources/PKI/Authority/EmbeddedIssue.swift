internal import COpenSSL
internal import Domain

/// A certificate of the desk's own authority on its way.
final class EmbeddedIssue: CertificateIssue {
    let toBeSigned: [UInt8]
    let draft: CertificateDraft
    private let order: CertificateOrder
    private let privateKey: SignatureKey?
    private let authority: EmbeddedAuthority
    private var signed: [UInt8]?

    init(
        draft: CertificateDraft, toBeSigned: [UInt8], order: CertificateOrder, privateKey: SignatureKey?,
        authority: EmbeddedAuthority
    ) {
        self.draft = draft
        self.toBeSigned = toBeSigned
        self.order = order
        self.privateKey = privateKey
        self.authority = authority
    }

    var serial: CertificateSerial { draft.serial }

    /// Signs once; later calls return the same certificate.
    func sign() throws -> [UInt8] {
        if let signed { return signed }
        OpenSSLError.clear()
        let der = try draft.sign(with: authority.key)
        guard let certificate = CertificateVerification.certificate(der),
            encodedDER({ i2d_re_X509_tbs(certificate.pointer, $0) }) == toBeSigned
        else { throw AuthorityError(.changedContent, detail: "other octets") }
        guard X509_verify(certificate.pointer, X509_get0_pubkey(authority.issuing.pointer)) == 1 else {
            throw AuthorityError(.changedContent, detail: "the signature does not verify")
        }
        let verdict = CertificateVerification.result(
            leaf: certificate, untrusted: [authority.issuing], trusted: [authority.root], at: order.notBefore,
            purpose: X509_PURPOSE_SMIME_SIGN, flags: X509_V_FLAG_X509_STRICT)
        guard verdict == X509_V_OK else {
            throw AuthorityError(
                .changedContent, detail: String(cString: X509_verify_cert_error_string(Int(verdict))))
        }
        signed = der
        return der
    }

    func bundle(_ passphrase: SealedText, name: String) throws -> [UInt8] {
        guard signed != nil else { throw AuthorityError(.notSigned) }
        guard let privateKey else { throw AuthorityError(.foreignKey) }
        let secret = try authority.sealing.open(passphrase)
        return try HolderBundle.make(
            key: privateKey, certificate: draft.certificate, chain: [authority.issuing, authority.root],
            name: name, passphrase: secret)
    }
}
