/// How far a queued mail has come.
public enum OutboxStatus: String, Sendable, Hashable, Codable, CaseIterable {
    /// Waits for `send`.
    case queued
    /// The outbound budget is used up; it is released when there is room again.
    case held
    /// Handed to the transport; if the process dies now, it is sent again with the same octets.
    case sending
    /// The server took it.
    case sent
    /// Refused for good.
    case failed
}

/// A mail as it is queued: final octets, so that sending it again sends the same.
public struct OutboxRecord: Sendable, Hashable {
    /// The request it is about.
    public let request: RequestNumber?
    /// Name of the notice, such as `applicant.identity-link`.
    public let notice: String
    /// The one recipient.
    public let recipient: EmailAddress
    /// Our identifier of it.
    public let messageID: MessageID
    /// When it was queued; also its Date.
    public let queuedAt: Timestamp
    /// Final octets. The ledger forgets them once the mail is sent, and with them every code in it.
    public let bytes: [UInt8]
    /// Whether it starts as `queued` or `held`.
    public let status: OutboxStatus
    /// Whether it goes out before all others, as when a key is compromised.
    public let isUrgent: Bool

    /// A mail to queue.
    public init(
        request: RequestNumber?, notice: String, recipient: EmailAddress, messageID: MessageID,
        queuedAt: Timestamp, bytes: [UInt8], status: OutboxStatus = .queued, isUrgent: Bool = false
    ) {
        self.request = request
        self.notice = notice
        self.recipient = recipient
        self.messageID = messageID
        self.queuedAt = queuedAt
        self.bytes = bytes
        self.status = status
        self.isUrgent = isUrgent
    }
}

/// A queued mail with what the ledger knows of its delivery.
public struct OutboxEntry: Sendable, Hashable {
    /// The ledger's number for it.
    public let id: Int64
    /// The mail; `bytes` is empty once it was sent.
    public let record: OutboxRecord
    /// How far it has come.
    public let status: OutboxStatus
    /// How often it was handed to the transport.
    public let attempts: Int
    /// Not before this moment.
    public let nextAttemptAt: Timestamp
    /// What the server last said.
    public let lastReply: String

    /// An entry.
    public init(
        id: Int64, record: OutboxRecord, status: OutboxStatus, attempts: Int, nextAttemptAt: Timestamp,
        lastReply: String
    ) {
        self.id = id
        self.record = record
        self.status = status
        self.attempts = attempts
        self.nextAttemptAt = nextAttemptAt
        self.lastReply = lastReply
    }
}

/// What to write down after a delivery attempt.
public struct OutboxSettlement: Sendable, Hashable {
    /// The entry.
    public let id: Int64
    /// `sent`, `failed`, or `queued` for another attempt.
    public let status: OutboxStatus
    /// When to try again, if at all.
    public let nextAttemptAt: Timestamp
    /// What the server said.
    public let reply: String

    /// A settlement.
    public init(id: Int64, status: OutboxStatus, nextAttemptAt: Timestamp, reply: String) {
        self.id = id
        self.status = status
        self.nextAttemptAt = nextAttemptAt
        self.reply = reply
    }
}

/// Mail already queued since some moment, for the outbound budget.
public struct OutboundCounts: Sendable, Hashable {
    /// To this address.
    public let address: Int
    /// For this request.
    public let request: Int
    /// To this address's domain.
    public let domain: Int
    /// Altogether.
    public let total: Int

    /// Counts.
    public init(address: Int, request: Int, domain: Int, total: Int) {
        self.address = address
        self.request = request
        self.domain = domain
        self.total = total
    }
}
