/// One cron invocation, or one stage run alone.
public struct RunRecord: Sendable, Hashable {
    /// The ledger's number for it.
    public let id: Int64
    /// `run`, `fetch`, `process`, …
    public let stage: String
    /// When it began.
    public let startedAt: Timestamp
    /// When it ended; `nil` while it runs, or for ever if it was killed.
    public let endedAt: Timestamp?
    /// How it ended: `ok`, an error's name, or `interrupted`.
    public let result: String
    /// Counts as JSON.
    public let summary: String

    /// A run.
    public init(
        id: Int64, stage: String, startedAt: Timestamp, endedAt: Timestamp?, result: String, summary: String
    ) {
        self.id = id
        self.stage = stage
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.result = result
        self.summary = summary
    }
}

/// Figures for `status`.
public struct LedgerFigures: Sendable, Hashable {
    /// Messages per outcome.
    public var messages: [MessageOutcome: Int] = [:]
    /// Intake time of the oldest pending message.
    public var oldestPending: Timestamp?
    /// Requests per state name.
    public var requests: [String: Int] = [:]
    /// Open requests whose step is overdue.
    public var overdue = 0
    /// Outbox entries per status.
    public var outbox: [OutboxStatus: Int] = [:]
    /// Queueing time of the oldest mail not yet sent.
    public var oldestUnsent: Timestamp?
    /// The latest runs, newest first.
    public var runs: [RunRecord] = []

    /// Nothing counted yet.
    public init() {}
}
