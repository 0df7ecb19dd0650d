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
        let stage = ProcessStage(
            desk: try desk.judging(by: ledger), ledger: ledger, spool: spool, progress: progress)
        return try stage.work()
    }

    private func work() throws -> Report {
        var report = Report()
        var failure: (any Error)?
        var waiting = PendingBatches(ledger: ledger)
        var next = try waiting.next()
        var ahead: PreparedBatch?
        // A process that ends while another thread still reads would tear the ground from under it.
        defer { ahead?.finish() }
        while let batch = next {
            next = try waiting.next()
            let prepared = ahead
            ahead = readAhead(next, beside: batch)
            do {
                try process(batch, prepared, into: &report)
            } catch {
                if Self.isTransient(error) {
                    if let ahead { release(ahead.records.map(\.id)) }
                    throw error
                }
                failure = failure ?? error
            }
            let done = report.processed + report.answered + report.ignored + report.quarantined
            progress.progress("process", done: done, total: 0)
        }
        if let failure { throw failure }
        return report
    }

    /// Starts reading the next batch while this one is committed. Mails that were tried before are left out:
    /// if one of them kills the process, no other may be suspected with it.
    private func readAhead(_ next: [MessageRecord]?, beside batch: [MessageRecord]) -> PreparedBatch? {
        guard let next, (batch + next).allSatisfy({ $0.attempts == 0 }),
            (batch + next).reduce(0, { $0 + $1.size }) <= 2 * PendingBatches.octets
        else { return nil }
        let ids = next.map(\.id)
        do {
            try ledger.write { try $0.countAttempt(ids) }
            return try PreparedBatch(next, desk: desk, spool: spool)
        } catch {
            // Its own turn meets the same trouble and deals with it.
            release(ids)
            return nil
        }
    }

    /// Takes attempts back. If even that cannot be written they stay counted, which is the safe side.
    private func release(_ ids: [Int64]) { try? ledger.write { try $0.releaseAttempt(ids) } }

    private func process(
        _ batch: [MessageRecord], _ prepared: PreparedBatch?, into report: inout Report
    ) throws {
        if batch.count == 1, let record = batch.first, record.attempts >= Self.maximumAttempts {
            try giveUp(record, into: &report)
            return
        }
        let ids = batch.map(\.id)
        if prepared == nil { try ledger.write { try $0.countAttempt(ids) } }
        do {
            let prepared = try prepared ?? PreparedBatch(batch, desk: desk, spool: spool)
            try BatchTransaction(desk: desk, ledger: ledger, spool: spool).run(prepared, into: &report)
        } catch {
            if Self.isTransient(error) || error is NoticeError {
                // The disk, the database or a template, not the mail: it counts nothing against it.
                release(ids)
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
                try process([record], nil, into: &report)
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
        let mails = try MailAssembly(desk: desk, now: now).mails(of: [draft])
        try spool.quarantine(record.digest)
        try ledger.write { transaction in
            try transaction.conclude(record.id, .quarantined, reason: reason, request: nil, verdict: nil)
            var gate = OutboundGate(transaction: transaction, settings: desk.settings, now: now)
            for mail in mails { try gate.enqueue(draft, mail) }
        }
        report.quarantined += 1
    }
}
