/// A question to a mailbox on file: was that mail, whose sender nothing proves, really yours?
public struct ConfirmationRecord: Sendable, Hashable {
    /// SHA-256 of the code in the question.
    public let digest: Digest
    /// The mail in question.
    public let message: Digest
    /// The only mailbox that may answer.
    public let addressee: EmailAddress
    /// When it was asked.
    public let issuedAt: Timestamp
    /// From when on no answer counts.
    public let expiresAt: Timestamp
    /// When it was answered, either way.
    public let answeredAt: Timestamp?

    /// A question.
    public init(
        digest: Digest, message: Digest, addressee: EmailAddress, issuedAt: Timestamp, expiresAt: Timestamp,
        answeredAt: Timestamp? = nil
    ) {
        self.digest = digest
        self.message = message
        self.addressee = addressee
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.answeredAt = answeredAt
    }
}
