/// Why a certificate ends: CRLReason (RFC 5280 section 5.3.1), as far as this service uses it.
public enum RevocationCode: String, Sendable, Hashable, Codable, CaseIterable {
    /// No reason of the list applies; written by leaving the extension out.
    case unspecified
    /// Key or passphrase known to somebody else: jumps the queue.
    case keyCompromise
    /// Another agency, another position.
    case affiliationChanged
    /// A newer certificate took its place.
    case superseded
    /// No longer needed: retirement, resignation, death.
    case cessationOfOperation

    /// The number in the list.
    public var code: Int {
        switch self {
        case .unspecified: 0
        case .keyCompromise: 1
        case .affiliationChanged: 3
        case .superseded: 4
        case .cessationOfOperation: 5
        }
    }
}
