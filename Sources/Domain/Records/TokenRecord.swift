/// A one-time link as it is stored: only the digest of its code, bound to request, step, action and person.
public struct TokenRecord: Sendable, Hashable {
    /// SHA-256 of the code.
    public let digest: Digest
    /// The request it belongs to.
    public let request: RequestNumber
    /// The step it serves: `identity`, `verification`, …
    public let step: String
    /// What it does: `answer`, `approve`, `return`, `reject`, `decide`.
    public let action: String
    /// The only person who may use it.
    public let addressee: EmailAddress
    /// When it was issued.
    public let issuedAt: Timestamp
    /// From when on it is dead.
    public let expiresAt: Timestamp
    /// When it was spent.
    public var spentAt: Timestamp?
    /// When it was closed without being spent: a sibling was used, or the step is over.
    public var closedAt: Timestamp?

    /// A token.
    public init(
        digest: Digest, request: RequestNumber, step: String, action: String, addressee: EmailAddress,
        issuedAt: Timestamp, expiresAt: Timestamp, spentAt: Timestamp? = nil, closedAt: Timestamp? = nil
    ) {
        self.digest = digest
        self.request = request
        self.step = step
        self.action = action
        self.addressee = addressee
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.spentAt = spentAt
        self.closedAt = closedAt
    }
}
