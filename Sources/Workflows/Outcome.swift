public import Domain

/// How a request ended.
public enum Outcome: Sendable, Hashable, Codable {
    /// A first certificate was made.
    case issued(CertificateSummary)
    /// A certificate for a further service period was made.
    case renewed(CertificateSummary)
    /// A certificate with the new data was made.
    case updated(CertificateSummary)
    /// The certificate is on the revocation list.
    case revoked(Revocation)
    /// Somebody refused it, for this reason.
    case rejected(by: Role, reason: String, at: Timestamp)
    /// Somebody withdrew it.
    case cancelled(by: Role, reason: String, at: Timestamp)
    /// The applicant no longer agrees to the use of their data.
    case withdrawn(at: Timestamp)
    /// A step stayed unanswered.
    case expired(Step, at: Timestamp)

    /// Short machine name.
    public var name: String {
        switch self {
        case .issued: "issued"
        case .renewed: "renewed"
        case .updated: "updated"
        case .revoked: "revoked"
        case .rejected: "rejected"
        case .cancelled: "cancelled"
        case .withdrawn: "withdrawn"
        case .expired: "expired"
        }
    }

    /// Every machine name.
    public static let names = [
        "issued", "renewed", "updated", "revoked", "rejected", "cancelled", "withdrawn", "expired",
    ]
}

/// The certificate a request ended with.
public struct CertificateSummary: Sendable, Hashable, Codable {
    /// Its serial number.
    public let serial: CertificateSerial
    /// First moment of validity.
    public let notBefore: Timestamp
    /// Last moment of validity.
    public let notAfter: Timestamp
    /// When it was made, or reached the desk.
    public let at: Timestamp

    /// A summary.
    public init(serial: CertificateSerial, notBefore: Timestamp, notAfter: Timestamp, at: Timestamp) {
        self.serial = serial
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.at = at
    }
}

/// A revocation that took effect.
public struct Revocation: Sendable, Hashable, Codable {
    /// Which certificate.
    public let serial: CertificateSerial
    /// Why (RFC 5280 section 5.3.1).
    public let reason: RevocationCode
    /// Since when.
    public let at: Timestamp

    /// A revocation.
    public init(serial: CertificateSerial, reason: RevocationCode, at: Timestamp) {
        self.serial = serial
        self.reason = reason
        self.at = at
    }
}
