/// How one message ended. Every message on the server ends in exactly one of these.
public enum MessageOutcome: String, Sendable, Hashable, Codable, CaseIterable {
    /// Its octets are durable; nothing has been decided yet.
    case pending
    /// It moved a request.
    case processed
    /// It changed nothing, but its sender got an answer.
    case answered
    /// It changed nothing and nobody was answered, for the reason recorded.
    case ignored
    /// It could not be read safely; its octets are kept for a person.
    case quarantined
}

/// A message that was just made durable, on its way into the ledger.
public struct IntakeEntry: Sendable, Hashable {
    /// Where it lay.
    public let position: MailboxPosition
    /// Digest of the spooled octets.
    public let digest: Digest
    /// Octets on the server.
    public let size: Int
    /// When the desk took it, by the desk's clock.
    public let receivedAt: Timestamp
    /// Whether only the header section was taken because the message is over the size limit.
    public let isHeaderOnly: Bool

    /// An entry.
    public init(
        position: MailboxPosition, digest: Digest, size: Int, receivedAt: Timestamp,
        isHeaderOnly: Bool = false
    ) {
        self.position = position
        self.digest = digest
        self.size = size
        self.receivedAt = receivedAt
        self.isHeaderOnly = isHeaderOnly
    }
}

/// A message as the ledger knows it. The same octets fetched twice are one message.
public struct MessageRecord: Sendable, Hashable {
    /// The ledger's number for it, rising in the order of intake.
    public let id: Int64
    /// Digest of the spooled octets.
    public let digest: Digest
    /// Octets on the server.
    public let size: Int
    /// When the desk first took it.
    public let receivedAt: Timestamp
    /// Whether only its header section was taken.
    public let isHeaderOnly: Bool
    /// How often reading it was begun.
    public let attempts: Int
    /// How it ended.
    public let outcome: MessageOutcome
    /// Why, in words for operators; empty while pending.
    public let reason: String
    /// The request it belongs to.
    public let request: RequestNumber?
    /// Whether its sender was proven when it was decided on, and by what, such as `proven:dmarc`; `nil` if that was not
    /// asked.
    public let verdict: String?

    /// A record.
    public init(
        id: Int64, digest: Digest, size: Int, receivedAt: Timestamp, isHeaderOnly: Bool, attempts: Int,
        outcome: MessageOutcome, reason: String, request: RequestNumber?, verdict: String? = nil
    ) {
        self.id = id
        self.digest = digest
        self.size = size
        self.receivedAt = receivedAt
        self.isHeaderOnly = isHeaderOnly
        self.attempts = attempts
        self.outcome = outcome
        self.reason = reason
        self.request = request
        self.verdict = verdict
    }
}

/// How far a mailbox has been taken: every message below `next` is in the ledger.
public struct MailboxCursor: Sendable, Hashable {
    /// The epoch it was counted in.
    public let uidValidity: UIDValidity
    /// The first identifier that may still be unknown.
    public let next: UID

    /// A cursor.
    public init(uidValidity: UIDValidity, next: UID) {
        self.uidValidity = uidValidity
        self.next = next
    }
}
