internal import COpenSSL
public import Domain

/// The desk's own certification authority: a root, which may be kept elsewhere, and an issuing certificate whose
/// key lies encrypted in a folder. Opening derives a key from the passphrase (about 0.2 s), so it is done only
/// when something is to be signed.
public struct EmbeddedAuthority: CertificateAuthority {
    /// DER of the issuing certificate and the root.
    public let chain: [[UInt8]]
    let issuing: OpenSSLObject
    let root: OpenSSLObject
    let key: SignatureKey
    let profile: CertificateProfile
    let sealing: EmbeddedSealing
    let validity: ClosedRange<Timestamp>

    /// Puts the parts together and checks that they belong together and serve at `now`.
    init(
        issuing: OpenSSLObject, root: OpenSSLObject, key: SignatureKey, profile: CertificateProfile,
        sealing: EmbeddedSealing, now: Timestamp
    ) throws {
        try profile.validate()
        guard X509_check_private_key(issuing.pointer, key.pointer) == 1 else {
            throw AuthorityError(.keyMismatch)
        }
        guard X509_check_ca(issuing.pointer) == 1, X509_check_ca(root.pointer) == 1 else {
            throw AuthorityError(.brokenChain, detail: "not a certification authority's certificate")
        }
        let validity = CertificateValidity(of: issuing.pointer)
        guard let validity else { throw AuthorityError(.notValidNow, detail: "no readable times") }
        guard validity.range.contains(now) else {
            throw AuthorityError(
                .notValidNow, detail: "\(validity.range.lowerBound) to \(validity.range.upperBound)")
        }
        let verdict = CertificateVerification.result(
            leaf: issuing, untrusted: [], trusted: [root], at: now, flags: X509_V_FLAG_X509_STRICT)
        guard verdict == X509_V_OK else {
            throw AuthorityError(
                .brokenChain, detail: String(cString: X509_verify_cert_error_string(Int(verdict))))
        }
        chain = try [issuing, root].map { certificate in
            guard let der = encodedDER({ i2d_X509(certificate.pointer, $0) }) else {
                throw OpenSSLError("writing a certificate")
            }
            return der
        }
        self.issuing = issuing
        self.root = root
        self.key = key
        self.profile = profile
        self.sealing = sealing
        self.validity = validity.range
    }

    /// Begins a certificate. Throws ``OrderError``, ``AuthorityError`` or ``OpenSSLError``.
    public func begin(_ order: CertificateOrder) throws -> any CertificateIssue {
        OpenSSLError.clear()
        guard validity.contains(order.notBefore), validity.contains(order.notAfter) else {
            throw AuthorityError(
                .unusableTimes,
                detail: "the authority itself serves \(validity.lowerBound) to \(validity.upperBound)")
        }
        guard !order.address.needsSMTPUTF8 else { throw OrderError(.address, .notASCII) }
        let subject = try SubjectName.make(for: order, country: profile.country)
        let holderKey =
            if let publicKeyInfo = order.publicKeyInfo {
                try SignatureKey(publicKeyInfo: publicKeyInfo)
            } else {
                try SignatureKey(making: profile.holderKey)
            }
        let draft = try CertificateDraft(
            subject: subject, issuer: X509_get_subject_name(issuing.pointer), notBefore: order.notBefore,
            notAfter: order.notAfter, key: holderKey, signedBy: key)
        try draft.add(.endEntity)
        try draft.add(.signing)
        try draft.add(.emailProtection)
        try draft.add(.mailbox(order.address))
        try draft.add(.subjectKey(try draft.subjectKeyIdentifier()))
        try draft.add(.authorityKey(try issuingKeyIdentifier()))
        if let url = profile.revocationListURL { try draft.add(.revocationList(at: url)) }
        if let policy = profile.policy, let part = CertificateExtension.policy(policy, url: profile.policyURL)
        {
            try draft.add(part)
        }
        return EmbeddedIssue(
            draft: draft, toBeSigned: try draft.toBeSigned(), order: order,
            privateKey: order.publicKeyInfo == nil ? holderKey : nil, authority: self)
    }

    /// The identifier by which the issuing certificate names its key.
    func issuingKeyIdentifier() throws -> [UInt8] {
        guard let identifier = X509_get0_subject_key_id(issuing.pointer),
            let start = ASN1_STRING_get0_data(identifier)
        else { throw AuthorityError(.brokenChain, detail: "no subject key identifier") }
        return Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(identifier))))
    }
}
