public import Domain

/// Takes what is new in the mailbox and makes it durable: octets first, then the journal, then the server.
///
/// Nothing on the server is a queue. Which messages are new is decided by the ledger alone, so flags that
/// other programs set or clear change nothing.
public struct FetchStage {
    /// What a fetch did.
    public struct Report: Sendable, Hashable, Codable {
        /// Messages on the server that were not yet journalled.
        public var listed = 0
        /// Messages made durable.
        public var fetched = 0
        /// Their octets.
        public var octets = 0
        /// Of those: octets that were already here under another position.
        public var repeated = 0
        /// Messages over the size limit: only their header sections were taken.
        public var oversized = 0
        /// Messages the server cut short; they are asked for again.
        public var incomplete = 0

        /// Nothing done yet.
        public init() {}
    }

    private let ledger: any RequestLedger
    private let spool: any MessageSpool
    private let digesting: any Digesting
    private let clock: any WallClock
    private let settings: DeskSettings
    private let progress: any ProgressObserver

    /// A stage over these ports.
    public init(
        ledger: any RequestLedger, spool: any MessageSpool, digesting: any Digesting, clock: any WallClock,
        settings: DeskSettings, progress: any ProgressObserver = SilentProgress()
    ) {
        self.ledger = ledger
        self.spool = spool
        self.digesting = digesting
        self.clock = clock
        self.settings = settings
        self.progress = progress
    }

    /// Fetches once. What was sealed before an error stays sealed and journalled.
    public func run(_ source: any MailboxSource) throws -> Report {
        _ = try spool.sweepTemporaries()
        let status = try source.open()
        defer { source.close() }

        let cursor = try ledger.read { try $0.cursor(of: source.name) }
        let sameEpoch = cursor?.uidValidity == status.uidValidity
        // Messages that are to leave the mailbox are looked for from the start: a failed move is made good.
        let first = sameEpoch && settings.moveTo == nil ? cursor?.next ?? UID(1) : UID(1)
        if status.exists == 0 { return Report() }
        if let next = status.uidNext, next <= first { return Report() }

        let known = try ledger.read {
            try $0.knownUIDs(mailbox: source.name, uidValidity: status.uidValidity, from: first)
        }
        var entries: [MailboxEntry] = []
        var stale: [UID] = []
        try source.list(from: first) { batch in
            for entry in batch {
                if known.contains(entry.uid) { stale.append(entry.uid) } else { entries.append(entry) }
            }
        }
        if settings.messagesPerRun > 0 { entries = Array(entries.prefix(settings.messagesPerRun)) }

        let last = max(entries.last?.uid ?? UID(0), stale.last ?? UID(0))
        var intake = IntakeSink(
            mailbox: source.name, uidValidity: status.uidValidity, total: entries.count, ledger: ledger,
            spool: spool, digesting: digesting, clock: clock, progress: progress)
        let whole = entries.filter { $0.size <= settings.maximumMessageSize }
        let oversized = entries.filter { $0.size > settings.maximumMessageSize }
        if !whole.isEmpty { try source.fetch(whole, into: &intake) }
        if !oversized.isEmpty {
            intake.isHeaderOnly = true
            try source.fetchHeaders(oversized, into: &intake)
        }
        try intake.sealRound()
        // What was listed but not sent is asked for again; if it is gone, the next list will say so.
        let answered = Set(intake.taken).union(intake.incomplete)
        let withheld = entries.map(\.uid).filter { !answered.contains($0) }
        try advance(source, status, last: last, firstIncomplete: (intake.incomplete + withheld).min())
        try mark(source, taken: intake.taken, stale: stale)

        var report = intake.report
        report.listed = entries.count
        report.incomplete += withheld.count
        report.oversized = oversized.count
        return report
    }

    private func advance(
        _ source: any MailboxSource, _ status: MailboxStatus, last: UID, firstIncomplete: UID?
    ) throws {
        let next = firstIncomplete ?? UID(last.value == .max ? .max : last.value + 1)
        try ledger.write { transaction in
            let cursor = try transaction.cursor(of: source.name)
            // A restored or renumbered mailbox may start lower; inside one epoch the cursor never goes back.
            if let cursor, cursor.uidValidity == status.uidValidity, cursor.next >= next { return }
            try transaction.setCursor(
                MailboxCursor(uidValidity: status.uidValidity, next: next), of: source.name)
        }
    }

    private func mark(_ source: any MailboxSource, taken: [UID], stale: [UID]) throws {
        if let folder = settings.moveTo {
            let leaving = (taken + stale).sorted()
            if !leaving.isEmpty { try source.move(leaving, to: folder) }
        } else if !taken.isEmpty {
            try source.markSeen(taken)
        }
    }
}
