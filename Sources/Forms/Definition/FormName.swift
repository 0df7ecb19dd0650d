public import Domain

/// The forms the desk reads.
public enum FormName: String, Sendable, Hashable, Codable, CaseIterable {
    /// Penerbitan.
    case issuance
    /// Perubahan.
    case update
    /// Pembaruan, perpanjangan.
    case renewal
    /// Pencabutan.
    case revocation
    /// The applicant's identity data, step 2 of issuance and renewal.
    case identity

    /// The form that opens a request of this mechanism.
    public init(_ mechanism: Mechanism) {
        switch mechanism {
        case .issuance: self = .issuance
        case .update: self = .update
        case .renewal: self = .renewal
        case .revocation: self = .revocation
        }
    }

    /// The mechanism the form opens; `nil` for the identity form.
    public var mechanism: Mechanism? {
        switch self {
        case .issuance: .issuance
        case .update: .update
        case .renewal: .renewal
        case .revocation: .revocation
        case .identity: nil
        }
    }
}
