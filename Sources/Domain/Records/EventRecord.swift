/// One line of the audit log. Lines are appended only, and each is chained to the one before it.
public struct EventRecord: Sendable, Hashable {
    /// When it happened, by the desk's clock.
    public let at: Timestamp
    /// The request concerned.
    public let request: RequestNumber?
    /// What happened: a stable machine name such as `identity-received`.
    public let name: String
    /// Who caused it: a role, or `desk`.
    public let actor: String
    /// The mail that caused it.
    public let message: Digest?
    /// Further facts as JSON, without secrets.
    public let payload: String

    /// An event.
    public init(
        at: Timestamp, request: RequestNumber?, name: String, actor: String, message: Digest? = nil,
        payload: String = "{}"
    ) {
        self.at = at
        self.request = request
        self.name = name
        self.actor = actor
        self.message = message
        self.payload = payload
    }
}

/// An event together with its place in the chain.
public struct ChainedEvent: Sendable, Hashable {
    /// Position, from 1, without gaps.
    public let sequence: Int64
    /// The event.
    public let event: EventRecord
    /// SHA-256 over the previous link and this event's canonical octets.
    public let link: Digest

    /// A chained event.
    public init(sequence: Int64, event: EventRecord, link: Digest) {
        self.sequence = sequence
        self.event = event
        self.link = link
    }
}

/// What a walk along the whole chain found.
public struct ChainReport: Sendable, Hashable {
    /// Number of events walked.
    public let count: Int64
    /// The last link, to be kept outside the desk; `nil` when there are no events.
    public let head: Digest?
    /// The first position that is missing or altered; `nil` when the chain is whole.
    public let firstBroken: Int64?

    /// A report.
    public init(count: Int64, head: Digest?, firstBroken: Int64?) {
        self.count = count
        self.head = head
        self.firstBroken = firstBroken
    }
}
