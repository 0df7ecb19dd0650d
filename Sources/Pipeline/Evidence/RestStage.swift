public import Domain

/// Puts concluded mail to rest: sealed under the data key of its request, the plain octets destroyed.
///
/// A run takes what was concluded before it began, so that a burst of mail is answered first and sealed by the
/// next run. Every step may be repeated: sealed forms are durable before anything plain is destroyed, and the
/// ledger is told last.
public struct RestStage {
    /// What was put to rest.
    public struct Report: Sendable, Hashable, Codable {
        /// Mails sealed.
        public var sealed = 0
        /// Mails destroyed at once, because what they belong to was erased before.
        public var erased = 0

        /// Nothing done yet.
        public init() {}
    }

    /// At most so many mails are sealed in one run.
    public static let mailsPerRun = 2_000
    /// Mails that share their flushes: so many, and together so many octets, unless one alone is larger.
    private static let roundCount = 200
    private static let roundOctets = 8 << 20

    private let ledger: any RequestLedger
    private let spool: any EvidenceSpool
    private let cipher: any EvidenceCipher
    private let clock: any WallClock
    private let progress: any ProgressObserver

    /// A stage over these ports.
    public init(
        ledger: any RequestLedger, spool: any EvidenceSpool, cipher: any EvidenceCipher,
        clock: any WallClock, progress: any ProgressObserver = SilentProgress()
    ) {
        self.ledger = ledger
        self.spool = spool
        self.cipher = cipher
        self.clock = clock
        self.progress = progress
    }

    /// What waits to be put to rest; asked before a run does anything else.
    public static func waiting(_ ledger: any RequestLedger) throws -> [MessageRecord] {
        try ledger.read { try $0.unsealedMessages(after: 0, limit: mailsPerRun) }
    }

    /// Puts these mails to rest. One that cannot be sealed stays as it is and keeps no other; the first failure
    /// is thrown when all are through.
    public func run(_ waiting: [MessageRecord]) throws -> Report {
        var report = Report()
        var failure: (any Error)?
        for round in Self.rounds(waiting) {
            do {
                try rest(round, &report)
            } catch {
                if Self.isTransient(error) { throw error }
                // One by one: what fails then is the mail that is at fault.
                for record in round {
                    do { try rest([record], &report) } catch {
                        if Self.isTransient(error) { throw error }
                        failure = failure ?? error
                    }
                }
            }
            progress.progress("seal", done: report.sealed + report.erased, total: waiting.count)
        }
        if let failure { throw failure }
        return report
    }

    private func rest(_ round: [MessageRecord], _ report: inout Report) throws {
        let erased = try prepareKeys(for: round)
        let (gone, kept) = (round.filter { erased.contains($0.id) }, round.filter { !erased.contains($0.id) })
        try spool.putToRest(kept.map { (digest: $0.digest, owner: EvidenceOwner($0.request)) })
        try spool.purge(gone.map(\.digest))
        try ledger.write { transaction in
            try transaction.setRest(kept.map(\.id), .sealed)
            try transaction.setRest(gone.map(\.id), .gone)
        }
        report.sealed += kept.count
        report.erased += gone.count
    }

    /// Sees to it that every owner has a durable key before anything is sealed with it. Returns the mails whose
    /// owner's key was destroyed.
    private func prepareKeys(for round: [MessageRecord]) throws -> Set<Int64> {
        let now = clock.now()
        return try ledger.write { transaction in
            var erased: Set<Int64> = []
            for record in round {
                let owner = EvidenceOwner(record.request)
                if let key = try transaction.evidenceKey(of: owner) {
                    if key.wrapped == nil { erased.insert(record.id) }
                } else {
                    let wrapped = try cipher.makeKey(for: owner)
                    try transaction.insert(
                        EvidenceKeyRecord(owner: owner, wrapped: wrapped, createdAt: now))
                }
            }
            return erased
        }
    }

    private static func isTransient(_ error: any Error) -> Bool {
        (error as? any ClassifiedError)?.failureClass == .transient
    }

    private static func rounds(_ records: [MessageRecord]) -> [[MessageRecord]] {
        var rounds: [[MessageRecord]] = []
        var round: [MessageRecord] = []
        var octets = 0
        for record in records {
            if !round.isEmpty, round.count == roundCount || octets + record.size > roundOctets {
                rounds.append(round)
                (round, octets) = ([], 0)
            }
            round.append(record)
            octets += record.size
        }
        return round.isEmpty ? rounds : rounds + [round]
    }
}
