public import Domain
import Notices

/// Reads what was fetched, decides, and commits each decision with its effects.
///
/// A batch of mails shares two transactions: one counts the attempt before anything is read, one holds
/// events, states, codes and the final octets of the mails to send. A mail that failed before is tried by
/// itself, and given up after three attempts, so that one bad mail never stops the others.
public struct ProcessStage {
    /// What processing did.
    public struct Report: Sendable, Hashable, Codable {
        /// Mails that moved a request.
        public var processed = 0
        /// Mails that were answered without effect.
        public var answered = 0
        /// Mails that were ignored for a reason.
        public var ignored = 0
        /// Mails that were put aside for a person.
        public var quarantined = 0
        /// Mails that could not be decided this time and stay pending.
        public var postponed = 0
        /// Mails queued.
        public var queued = 0
        /// Mails held back by the outbound budget.
        public var held = 0

        /// Nothing done yet.
        public init() {}
    }

    /// How often reading one mail is begun before it is put aside.
    public static let maximumAttempts = 3

    private static let batchCount = 100
    private static let batchOctets = 4 << 20

    private let desk: Desk
    private let ledger: any RequestLedger
    private let spool: any MessageSpool
    private let progress: any ProgressObserver

    /// A stage over these ports.
    public init(
        desk: Desk, ledger: any RequestLedger, spool: any MessageSpool,
        progress: any ProgressObserver = SilentProgress()
    ) {
        self.desk = desk
        self.ledger = ledger
        self.spool = spool
        self.progress = progress
    }

    /// Processes everything that is pending. A mail that fails is left for the next run and the others go
    /// on; the first failure is thrown when all are through.
    public func run() throws -> Report {
        var report = Report()
        var failure: (any Error)?
        var lastID: Int64 = 0
        while true {
            let page = try ledger.read { try $0.pendingMessages(after: lastID, limit: Self.batchCount) }
            guard let last = page.last else { break }
            lastID = last.id
            for batch in Self.batches(page) {
                do {
                    try process(batch, into: &report)
                } catch {
                    if Self.isTransient(error) { throw error }
                    failure = failure ?? error
                }
            }
            let done = report.processed + report.answered + report.ignored + report.quarantined
            progress.progress("process", done: done, total: 0)
        }
        if let failure { throw failure }
        return report
    }

    /// Mails that were tried before go alone; the rest in batches whose octets fit into memory.
    static func batches(_ page: [MessageRecord]) -> [[MessageRecord]] {
        var batches: [[MessageRecord]] = []
        var batch: [MessageRecord] = []
        var octets = 0
        for record in page {
            if record.attempts > 0 {
                batches.append([record])
                continue
            }
            if !batch.isEmpty, octets + record.size > batchOctets {
                batches.append(batch)
                batch = []
                octets = 0
            }
            batch.append(record)
            octets += record.size
        }
        if !batch.isEmpty { batches.append(batch) }
        return batches
    }

    private func process(_ batch: [MessageRecord], into report: inout Report) throws {
        if batch.count == 1, let record = batch.first, record.attempts >= Self.maximumAttempts {
            try giveUp(record, into: &report)
            return
        }
        let ids = batch.map(\.id)
        try ledger.write { try $0.countAttempt(ids) }
        do {
            try BatchTransaction(desk: desk, ledger: ledger, spool: spool).run(batch, into: &report)
        } catch {
            if Self.isTransient(error) || error is NoticeError {
                // The disk, the database or a template, not the mail: it counts nothing against it. If
                // even that cannot be written, the attempt stays counted, which is the safe side.
                try? ledger.write { try $0.releaseAttempt(ids) }
                throw error
            }
            guard batch.count > 1 else {
                report.postponed += 1
                throw error
            }
            try ledger.write { try $0.releaseAttempt(ids) }
            try processOneByOne(batch, into: &report)
        }
    }

    private static func isTransient(_ error: any Error) -> Bool {
        (error as? any ClassifiedError)?.failureClass == .transient
    }

    /// Finds the mail that a batch failed over; the others are done on the way.
    private func processOneByOne(_ batch: [MessageRecord], into report: inout Report) throws {
        var failure: (any Error)?
        for record in batch {
            do {
                try process([record], into: &report)
            } catch {
                if Self.isTransient(error) { throw error }
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    private func giveUp(_ record: MessageRecord, into report: inout Report) throws {
        let reason = "reading it failed \(record.attempts) times"
        let now = desk.clock.now()
        let draft = try AdministratorAlert(desk: desk, now: now).quarantined([(record.digest, "–", reason)])
        let octets = try MailAssembly(desk: desk, now: now).octets(of: [draft])
        try spool.quarantine(record.digest)
        try ledger.write { transaction in
            try transaction.conclude(record.id, .quarantined, reason: reason, request: nil)
            var gate = OutboundGate(transaction: transaction, settings: desk.settings, now: now)
            for octets in octets { try gate.enqueue(draft, bytes: octets) }
        }
        report.quarantined += 1
    }
}
