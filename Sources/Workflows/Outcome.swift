public import Domain

/// How a request ended.
public enum Outcome: Sendable, Hashable, Codable {
    /// Somebody refused it, for this reason.
    case rejected(by: Role, reason: String, at: Timestamp)
    /// Somebody withdrew it.
    case cancelled(by: Role, reason: String, at: Timestamp)
    /// A step stayed unanswered.
    case expired(Step, at: Timestamp)

    /// Short machine name.
    public var name: String {
        switch self {
        case .rejected: "rejected"
        case .cancelled: "cancelled"
        case .expired: "expired"
        }
    }
}
