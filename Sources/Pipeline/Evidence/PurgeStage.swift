public import Domain

/// Lets go what was kept long enough: mails, identity data, names, bundles. What stays is the digest, the row and
/// the audit log.
///
/// Bounded in each run; nothing goes while the clock is not confirmed. A run that dies leaves work that the next
/// one finds again.
public struct PurgeStage {
    /// What went, or would go.
    public struct Report: Sendable, Hashable, Codable {
        /// Mails that belonged to nothing, and quarantined ones.
        public var mails = 0
        /// Requests whose documents and identity data went.
        public var requests = 0
        /// Requests whose applicant's name and mailbox went.
        public var names = 0
        /// Cases whose mails and words went.
        public var cases = 0
        /// Certificates whose NIK and NIP went.
        public var certificates = 0
        /// Exported bundles.
        public var bundles = 0
        /// Whether nothing was done because the clock has jumped.
        public var isClockHeld = false

        /// Nothing done yet.
        public init() {}
    }

    /// A run looks again after so many seconds.
    private static let interval: Int64 = 86_400
    private static let lastKey = "purge-last"
    /// Requests and cases whose files are destroyed together.
    private static let roundCount = 50

    private let ledger: any RequestLedger
    private let spool: any EvidenceSpool
    private let periods: RetentionPeriods
    private let clock: any WallClock

    /// A stage over these ports.
    public init(
        ledger: any RequestLedger, spool: any EvidenceSpool, periods: RetentionPeriods, clock: any WallClock
    ) {
        self.ledger = ledger
        self.spool = spool
        self.periods = periods
        self.clock = clock
    }

    /// Whether a run has to look: once a day.
    public static func isDue(_ ledger: any RequestLedger, now: Timestamp) throws -> Bool {
        try ledger.read { view in
            guard let last = try view.fact(lastKey).flatMap({ Int64($0) }) else { return true }
            return now.seconds - last >= interval || now.seconds < last
        }
    }

    /// Lets go what is due; only says what would go if `isTrial`.
    public func run(isTrial: Bool = false) throws -> Report {
        var report = Report()
        let now = clock.now()
        let plan = try ledger.read { view -> PurgePlan? in
            guard try ClockGuard.examine(view, now: now) == .steady else { return nil }
            return try PurgePlan(view, periods, now: now)
        }
        guard let plan else {
            report.isClockHeld = true
            return report
        }
        report.mails = plan.strays.count
        report.requests = plan.requests.count
        report.names = plan.named.count
        report.cases = plan.cases.count
        report.certificates = plan.certificates.count
        report.bundles = try spool.countBundles(before: now + -periods.exports)
        guard !isTrial else { return report }
        try carryOut(plan, at: now)
        _ = try spool.purgeBundles(before: now + -periods.exports)
        try ledger.write { try $0.setFact(Self.lastKey, String(now.seconds)) }
        return report
    }

    private func carryOut(_ plan: PurgePlan, at now: Timestamp) throws {
        let removal = IdentityRemoval(spool: spool, now: now)
        if !plan.strays.isEmpty {
            try removal.destroy(plan.strays)
            try ledger.write { try $0.setRest(plan.strays.map(\.id), .gone) }
        }
        let all = Set(plan.requests.map(\.number))
        for round in Self.rounds(plan.requests) { try purge(round, all, removal) }
        for round in Self.rounds(plan.cases) { try purge(round, removal) }
        try ledger.write { transaction in
            for record in plan.named { try forgetNames(record, removal, transaction) }
            for serial in plan.certificates { try transaction.forgetHolder(of: serial) }
            try plan.remember(transaction)
        }
    }

    private func purge(
        _ round: [RequestRecord], _ all: Set<RequestNumber>, _ removal: IdentityRemoval
    ) throws {
        let mails = try ledger.read { view in
            try round.map { try removal.mails(of: $0.number, view, besides: all) }
        }
        try removal.destroy(mails.flatMap(\.self))
        try ledger.write { transaction in
            for (record, mails) in zip(round, mails) {
                let event = try removal.event("evidence-purged", record, actor: "desk", mails: mails.count)
                try removal.forget(record, isErased: false, event: event, transaction)
                try transaction.setRest(mails.map(\.id), .gone)
            }
        }
    }

    private func purge(_ round: [CaseRecord], _ removal: IdentityRemoval) throws {
        let mails = try ledger.read { view in try round.map { try view.keptMessages(of: $0.number) } }
        try removal.destroy(mails.flatMap(\.self))
        try ledger.write { transaction in
            for (record, mails) in zip(round, mails) {
                try removal.forget(record, actor: "desk", event: "evidence-purged", mails, transaction)
            }
        }
    }

    private func forgetNames(
        _ record: RequestRecord, _ removal: IdentityRemoval, _ transaction: any LedgerTransaction
    ) throws {
        let event = try removal.event("names-purged", record, actor: "desk", mails: 0)
        try removal.forget(record, isErased: true, event: event, transaction)
    }

    private static func rounds<Element>(_ all: [Element]) -> [[Element]] {
        stride(from: 0, to: all.count, by: roundCount).map {
            Array(all[$0..<min($0 + roundCount, all.count)])
        }
    }
}
