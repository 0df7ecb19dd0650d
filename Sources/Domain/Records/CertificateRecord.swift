/// How far a certificate has come.
public enum CertificateStatus: String, Sendable, Hashable, Codable, CaseIterable {
    /// Serial number and octets to be signed are written down; nothing has been signed.
    case prepared
    /// In force, as far as its dates allow.
    case valid
    /// Ended before its time.
    case revoked
    /// Prepared by a run that died; its key is gone, so it was never handed to anybody.
    case abandoned
}

/// A certificate as the ledger knows it, whoever made it.
public struct CertificateRecord: Sendable, Hashable {
    /// Its serial number.
    public let serial: CertificateSerial
    /// The issuer in one line.
    public let issuer: String
    /// The request it came from; `nil` if it was imported.
    public let request: RequestNumber?
    /// The holder's name.
    public let holder: String
    /// The holder's mailbox.
    public var address: EmailAddress
    /// The holder's NIK, if it is known.
    public let nik: String?
    /// The holder's NIP, if it is known.
    public let nip: String?
    /// Who verified the holder.
    public let verifier: EmailAddress
    /// The agency the verifier spoke for.
    public let agency: String
    /// First moment of validity.
    public let notBefore: Timestamp
    /// Last moment of validity.
    public let notAfter: Timestamp
    /// How far it has come.
    public var status: CertificateStatus
    /// DER of TBSCertificate as it was decided on; empty for certificates made elsewhere.
    public let toBeSigned: [UInt8]
    /// The certificate, DER; empty while prepared.
    public var der: [UInt8]
    /// The certificate that took its place.
    public var replacedBy: CertificateSerial?
    /// Since when it is revoked.
    public var revokedAt: Timestamp?
    /// Why.
    public var revocation: RevocationCode?

    /// A record.
    public init(
        serial: CertificateSerial, issuer: String, request: RequestNumber?, holder: String,
        address: EmailAddress, nik: String?, nip: String?, verifier: EmailAddress, agency: String,
        notBefore: Timestamp, notAfter: Timestamp, status: CertificateStatus, toBeSigned: [UInt8] = [],
        der: [UInt8] = [], replacedBy: CertificateSerial? = nil, revokedAt: Timestamp? = nil,
        revocation: RevocationCode? = nil
    ) {
        self.serial = serial
        self.issuer = issuer
        self.request = request
        self.holder = holder
        self.address = address
        self.nik = nik
        self.nip = nip
        self.verifier = verifier
        self.agency = agency
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.status = status
        self.toBeSigned = toBeSigned
        self.der = der
        self.replacedBy = replacedBy
        self.revokedAt = revokedAt
        self.revocation = revocation
    }
}

/// Which certificates to list. Fields that are set must all fit.
public struct CertificateFilter: Sendable, Hashable {
    /// Only with this status.
    public var status: CertificateStatus?
    /// Only of this mailbox.
    public var address: EmailAddress?
    /// Only of the holder with this NIK.
    public var nik: String?
    /// Only of the holder with this NIP.
    public var nip: String?
    /// Only from this request.
    public var request: RequestNumber?
    /// Only those whose last moment lies at or after this.
    public var expiringFrom: Timestamp?
    /// Only those whose last moment lies before this.
    public var expiringBefore: Timestamp?
    /// Only those that no other certificate replaced.
    public var isUnreplaced = false
    /// At most so many: by last moment of validity, then serial number.
    public var limit = 1000

    /// Everything.
    public init() {}
}
