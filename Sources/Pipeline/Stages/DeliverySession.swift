import Domain

/// One delivery of the outbox: a page of mails in memory, outcomes settled page by page.
final class DeliverySession {
    private static let pageCount = 256
    private static let pageOctets = 8 << 20

    private(set) var report = SendStage.Report()
    private let ledger: any RequestLedger
    private let settings: DeskSettings
    private let now: Timestamp
    private let refusals: RefusalNotices?
    private let progress: any ProgressObserver
    private var page: ArraySlice<OutboxEntry> = []
    private var underway: [Int64: OutboxEntry] = [:]
    private var settlements: [(settlement: OutboxSettlement, entry: OutboxEntry)] = []
    private var lastID: Int64 = 0
    /// Why the transport last failed without the server's word.
    private var lastTrouble: String?

    init(
        ledger: any RequestLedger, settings: DeskSettings, now: Timestamp, refusals: RefusalNotices?,
        progress: any ProgressObserver
    ) {
        self.refusals = refusals
        self.ledger = ledger
        self.settings = settings
        self.now = now
        self.progress = progress
    }

    /// Mails a killed run had handed over go out again: whether the server took them, nobody knows.
    func recover() throws {
        let outbox = try ledger.read { try $0.figures(at: now, runs: 0).outbox }
        if outbox[.sending] ?? 0 > 0 { _ = try ledger.write { try $0.requeueInterrupted() } }
        if outbox[.held] ?? 0 > 0 {
            try ledger.write { try OutboundGate.releaseHeld($0, settings: settings, now: now) }
        }
    }

    /// Marks the next page before any of it is handed over. False when nothing is due.
    func loadPage() throws -> Bool {
        let due = try ledger.read {
            try $0.dueOutbox(at: now, after: lastID, limit: Self.pageCount, octets: Self.pageOctets)
        }
        guard let last = due.last else {
            try settle()
            return false
        }
        let batch = settlements
        try ledger.write { transaction in
            try settle(batch, transaction)
            try transaction.markSending(due.map(\.id))
        }
        settlements.removeAll()
        lastID = last.id
        page = due[...]
        return true
    }

    /// The next mail, or `nil` when all that was due is under way.
    func next() throws -> SubmissionItem? {
        if page.isEmpty, try !loadPage() { return nil }
        guard let entry = page.popFirst() else { return nil }
        underway[entry.id] = entry
        return SubmissionItem(
            id: entry.id, reversePath: settings.address, recipient: entry.record.recipient,
            bytes: entry.record.bytes)
    }

    /// Takes down what became of one mail.
    func note(_ outcome: SubmissionOutcome) throws {
        guard let entry = underway.removeValue(forKey: outcome.id) else { return }
        let settlement = RetrySchedule.settlement(of: outcome, entry: entry, now: now)
        switch settlement.status {
        case .sent: report.sent += 1
        case .failed: report.failed += 1
        case .queued, .held, .sending: report.deferred += 1
        }
        if outcome.result == .deferred, outcome.reply == nil { lastTrouble = outcome.detail }
        settlements.append((settlement, entry))
        if settlements.count >= Self.pageCount { try settle() }
        progress.progress("send", done: report.sent + report.failed + report.deferred, total: 0)
    }

    /// Writes the outcomes so far into the ledger.
    func settle() throws {
        guard !settlements.isEmpty else { return }
        let batch = settlements
        try ledger.write { try settle(batch, $0) }
        settlements.removeAll()
    }

    private func settle(
        _ batch: [(settlement: OutboxSettlement, entry: OutboxEntry)], _ transaction: any LedgerTransaction
    ) throws {
        guard !batch.isEmpty else { return }
        try transaction.settle(batch.map(\.settlement))
        for (settlement, entry) in batch where settlement.status == .failed {
            try transaction.append(
                EventRecord(
                    at: now, request: entry.record.request, name: "mail-refused", actor: "desk",
                    payload: "{\"outbox\":\(settlement.id)}"))
            try refusals?.record(entry, diagnostic: settlement.reply, transaction, now)
        }
    }

    /// Notes that the server could not be reached at all: then cron has to hear of it.
    func conclude() {
        if report.sent + report.failed == 0, report.deferred > 0 { report.unreachable = lastTrouble }
    }

    /// Gives back mails that were marked but never handed over, because the transport stopped asking.
    func returnUntried() throws {
        let untried = page.map(\.id) + underway.keys.sorted()
        guard !untried.isEmpty else { return }
        try ledger.write { transaction in
            try transaction.settle(
                untried.map {
                    OutboxSettlement(id: $0, status: .queued, nextAttemptAt: now, reply: "not tried")
                })
        }
        report.deferred += untried.count
        page = []
        underway = [:]
    }
}
