/// What a certificate is to say about its holder, and for how long.
public struct CertificateOrder: Sendable, Hashable {
    /// The holder's name (CN).
    public let commonName: String
    /// The agency (O).
    public let organization: String
    /// The work unit (OU), if known.
    public let organizationalUnit: String?
    /// The position (title), if known.
    public let title: String?
    /// The holder's mailbox (rfc822Name).
    public let address: EmailAddress
    /// First moment of validity.
    public let notBefore: Timestamp
    /// Last moment of validity.
    public let notAfter: Timestamp
    /// DER of the SubjectPublicKeyInfo to certify anew; `nil` makes a fresh key.
    public let publicKeyInfo: [UInt8]?

    /// An order.
    public init(
        commonName: String, organization: String, organizationalUnit: String? = nil, title: String? = nil,
        address: EmailAddress, notBefore: Timestamp, notAfter: Timestamp, publicKeyInfo: [UInt8]? = nil
    ) {
        self.commonName = commonName
        self.organization = organization
        self.organizationalUnit = organizationalUnit
        self.title = title
        self.address = address
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.publicKeyInfo = publicKeyInfo
    }
}

/// What can be read off a certificate without trusting it.
public struct CertificateFacts: Sendable, Hashable {
    /// Serial number.
    public let serial: CertificateSerial
    /// The subject in one line, most general part first (RFC 2253 order reversed).
    public let subject: String
    /// The subject's CN, if there is one.
    public let commonName: String?
    /// The issuer in one line.
    public let issuer: String
    /// Mailboxes it names: rfc822Name entries, then emailAddress of the subject.
    public let addresses: [String]
    /// First moment of validity.
    public let notBefore: Timestamp
    /// Last moment of validity.
    public let notAfter: Timestamp
    /// Whether it is a certification authority's.
    public let isAuthority: Bool
    /// Whether it may sign: key usage absent, or digitalSignature or nonRepudiation among it.
    public let maySign: Bool
    /// DER of the SubjectPublicKeyInfo.
    public let publicKeyInfo: [UInt8]
    /// The whole certificate, DER.
    public let der: [UInt8]

    /// Facts.
    public init(
        serial: CertificateSerial, subject: String, commonName: String?, issuer: String, addresses: [String],
        notBefore: Timestamp, notAfter: Timestamp, isAuthority: Bool, maySign: Bool, publicKeyInfo: [UInt8],
        der: [UInt8]
    ) {
        self.serial = serial
        self.subject = subject
        self.commonName = commonName
        self.issuer = issuer
        self.addresses = addresses
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.isAuthority = isAuthority
        self.maySign = maySign
        self.publicKeyInfo = publicKeyInfo
        self.der = der
    }
}

/// One line of a CRL.
public struct RevokedCertificate: Sendable, Hashable {
    /// Which certificate.
    public let serial: CertificateSerial
    /// Since when.
    public let revokedAt: Timestamp
    /// Why.
    public let reason: RevocationCode

    /// A line.
    public init(serial: CertificateSerial, revokedAt: Timestamp, reason: RevocationCode) {
        self.serial = serial
        self.revokedAt = revokedAt
        self.reason = reason
    }
}
