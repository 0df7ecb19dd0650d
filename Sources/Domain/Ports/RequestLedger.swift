/// The desk's memory. A narrow set of domain operations: nothing outside the room `Ledger` knows what
/// database stands behind it. All errors conform to ``ClassifiedError``.
public protocol RequestLedger: EvidenceKeyring {
    /// Runs `body` in one durable transaction: all of it, or nothing if it throws.
    func write<Result>(_ body: (any LedgerTransaction) throws -> Result) throws -> Result
    /// Runs `body` on one consistent view.
    func read<Result>(_ body: (any LedgerView) throws -> Result) throws -> Result
}

/// Questions to the ledger. Used inside `read` and `write` only.
public protocol LedgerView: EvidenceView {
    /// How far the mailbox has been taken.
    func cursor(of mailbox: String) throws -> MailboxCursor?
    /// Which identifiers from `first` on are already journalled in this epoch.
    func knownUIDs(mailbox: String, uidValidity: UIDValidity, from first: UID) throws -> Set<UID>
    /// Messages still to be read with a number above `id`, in order of intake.
    func pendingMessages(after id: Int64, limit: Int) throws -> [MessageRecord]
    /// The message with this digest.
    func message(_ digest: Digest) throws -> MessageRecord?
    /// Every journalled position of the mailbox in this epoch with the message there, by rising UID.
    func messages(mailbox: String, uidValidity: UIDValidity) throws -> [(uid: UID, message: MessageRecord)]

    /// The request with this number.
    func request(_ number: RequestNumber) throws -> RequestRecord?
    /// The requests that pass the filter.
    func requests(_ filter: RequestFilter) throws -> [RequestRecord]
    /// Visits every open request, and every closed one that changed at or after `start`, each with its events,
    /// oldest first. Memory does not grow with their number.
    func histories(
        closedSince start: Timestamp, _ visit: (RequestRecord, [EventRecord]) throws -> Void
    ) throws
    /// Events of one request, oldest first.
    func events(of number: RequestNumber) throws -> [ChainedEvent]
    /// Walks the whole chain and recomputes every link.
    func verifyChain() throws -> ChainReport
    /// The link stored at this position of the chain, from 1; `nil` if the chain does not reach so far.
    func eventLink(at sequence: Int64) throws -> Digest?

    /// The token whose code has this digest.
    func token(_ digest: Digest) throws -> TokenRecord?
    /// Tokens of a request, newest first.
    func tokens(of number: RequestNumber) throws -> [TokenRecord]
    /// The question whose code has this digest.
    func confirmation(_ digest: Digest) throws -> ConfirmationRecord?
    /// How many questions went to this mailbox since `since`.
    func confirmations(to address: EmailAddress, since: Timestamp) throws -> Int
    /// How many wrong codes were noted since `since`.
    func wrongCodes(_ subject: WrongCode, since: Timestamp) throws -> Int

    /// The queued mail with this identifier, if it was ours.
    func outboxEntry(_ messageID: MessageID) throws -> OutboxEntry?
    /// Mails of a request without their octets, oldest first.
    func outbox(of number: RequestNumber) throws -> [OutboxEntry]
    /// Mails due for delivery with a number above `id`, with their contents, at most `limit`, and no more
    /// than fit into `octets` (but always one).
    func dueOutbox(at now: Timestamp, after id: Int64, limit: Int, octets: Int) throws -> [OutboxEntry]
    /// Held mails, oldest first, without octets.
    func heldOutbox(limit: Int) throws -> [OutboxEntry]
    /// Mails that were refused for good, queued from `start` and before `end`, oldest first, without octets.
    func refusedOutbox(from start: Timestamp, before end: Timestamp, limit: Int) throws -> [OutboxEntry]
    /// What was queued since `since` (held mail does not count).
    func outboundCounts(address: EmailAddress, request: RequestNumber?, since: Timestamp) throws
        -> OutboundCounts

    /// The certificate with this serial number.
    func certificate(_ serial: CertificateSerial) throws -> CertificateRecord?
    /// The certificates that pass the filter.
    func certificates(_ filter: CertificateFilter) throws -> [CertificateRecord]
    /// Every revoked certificate that the desk's own authority made and whose last moment lies after
    /// `since`, by serial number; without octets.
    func revokedCertificates(since: Timestamp) throws -> [CertificateRecord]

    /// The case with this number.
    func caseRecord(_ number: RequestNumber) throws -> CaseRecord?
    /// The cases that pass the filter.
    func cases(_ filter: CaseFilter) throws -> [CaseRecord]

    /// Figures for `status`, with at most `runs` latest runs.
    func figures(at now: Timestamp, runs: Int) throws -> LedgerFigures
    /// A small fact kept under a key, such as the clock's high-water mark.
    func fact(_ key: String) throws -> String?
}

/// Questions and changes.
public protocol LedgerTransaction: LedgerView, EvidenceTransaction {
    /// Runs `body`; if it throws, everything it did is undone and the transaction goes on.
    func savepoint<Result>(_ body: () throws -> Result) throws -> Result

    /// Journals messages whose octets are durable. A known position is left alone; known octets get a
    /// further position and keep their outcome. Returns how many were new messages.
    func journal(_ entries: [IntakeEntry]) throws -> Int
    /// Moves the cursor.
    func setCursor(_ cursor: MailboxCursor, of mailbox: String) throws
    /// Counts an attempt before reading begins, so that a message that kills the process is found out.
    func countAttempt(_ ids: [Int64]) throws
    /// Takes the attempt back after a transient fault: it was not the message's.
    func releaseAttempt(_ ids: [Int64]) throws
    /// Writes down how a message ended, and what was found out about its sender.
    func conclude(
        _ id: Int64, _ outcome: MessageOutcome, reason: String, request: RequestNumber?, verdict: String?
    ) throws
    /// Writes down that more was found out about a message's sender since.
    func setVerdict(_ id: Int64, _ verdict: String) throws

    /// The next number of the series in this year, from 1.
    func nextSequence(_ series: RequestNumber.Series, year: Int) throws -> Int
    /// Stores a new request.
    func insert(_ request: RequestRecord) throws
    /// Replaces a stored request.
    func update(_ request: RequestRecord) throws
    /// Appends to the audit log.
    func append(_ event: EventRecord) throws

    /// Stores issued tokens.
    func insert(_ tokens: [TokenRecord]) throws
    /// Spends one token. Returns false if it was spent or closed already.
    func spend(_ digest: Digest, at now: Timestamp) throws -> Bool
    /// Closes the request's open tokens (of one step, or all).
    func closeTokens(of number: RequestNumber, step: String?, at now: Timestamp) throws

    /// Stores a question.
    func insert(_ confirmation: ConfirmationRecord) throws
    /// Writes down that a question was answered. Returns false if it was before.
    func answerConfirmation(_ digest: Digest, at now: Timestamp) throws -> Bool
    /// Adds `count` wrong codes; what is older than two days is forgotten.
    func noteWrongCodes(_ subject: WrongCode, count: Int, at now: Timestamp) throws

    /// Stores a certificate.
    func insert(_ certificate: CertificateRecord) throws
    /// Replaces a stored certificate; its octets to be signed stay as they were written first.
    func update(_ certificate: CertificateRecord) throws
    /// Stores a case.
    func insert(_ record: CaseRecord) throws
    /// Replaces a stored case.
    func update(_ record: CaseRecord) throws
    /// Writes down that something was done that must be done once: `kind` (such as `expiry-30`) for `subject`
    /// (a serial number, a request number). Returns false if it was written down before.
    func reach(_ kind: String, of subject: String, at now: Timestamp) throws -> Bool

    /// Queues a mail. Returns its number.
    func enqueue(_ mail: OutboxRecord) throws -> Int64
    /// Marks mails as handed to the transport and counts the attempt.
    func markSending(_ ids: [Int64]) throws
    /// Writes down what became of mails; sent and failed ones lose their octets.
    func settle(_ settlements: [OutboxSettlement]) throws
    /// Returns mails left in `sending` by a killed run to `queued`. Returns how many.
    func requeueInterrupted() throws -> Int
    /// Releases a held mail.
    func release(_ id: Int64) throws

    /// Writes down that a run began; closes earlier ones that never ended as `interrupted`.
    func beginRun(_ stage: String, at now: Timestamp) throws -> Int64
    /// Writes down how it ended.
    func endRun(_ id: Int64, at now: Timestamp, result: String, summary: String) throws
    /// Keeps a small fact.
    func setFact(_ key: String, _ value: String) throws
}
