import Domain

/// Writes arriving octets to the spool and journals them round by round.
///
/// A round is many messages that share one flush of the disk; its size bounds open files and lost work.
struct IntakeSink: MessageSink {
    private static let roundCount = 400
    private static let roundOctets = 16 << 20

    let mailbox: String
    let uidValidity: UIDValidity
    let total: Int
    let ledger: any RequestLedger
    let spool: any MessageSpool
    let digesting: any Digesting
    let clock: any WallClock
    let progress: any ProgressObserver

    /// Whether what follows are header sections only.
    var isHeaderOnly = false
    private(set) var report = FetchStage.Report()
    private(set) var taken: [UID] = []
    private(set) var incomplete: [UID] = []

    private var current: (writer: any SpoolWriter, hasher: any IncrementalDigest, count: Int)?
    private var round: [(writer: any SpoolWriter, digest: Digest)] = []
    private var journal: [IntakeEntry] = []
    private var octetsInRound = 0

    init(
        mailbox: String, uidValidity: UIDValidity, total: Int, ledger: any RequestLedger,
        spool: any MessageSpool, digesting: any Digesting, clock: any WallClock,
        progress: any ProgressObserver
    ) {
        self.mailbox = mailbox
        self.uidValidity = uidValidity
        self.total = total
        self.ledger = ledger
        self.spool = spool
        self.digesting = digesting
        self.clock = clock
        self.progress = progress
    }

    mutating func begin(_ entry: MailboxEntry, announced: Int) throws {
        current?.writer.discard()
        current = (try spool.makeWriter(), digesting.makeHasher(), 0)
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) throws {
        guard current != nil else { return }
        try current?.writer.append(bytes)
        current?.hasher.update(bytes)
        current?.count += bytes.count
    }

    mutating func end(_ entry: MailboxEntry, isComplete: Bool) throws {
        defer { current = nil }
        guard var finished = current, isComplete, finished.count > 0 else {
            current?.writer.discard()
            incomplete.append(entry.uid)
            report.incomplete += 1
            return
        }
        let digest = finished.hasher.finalize()
        round.append((finished.writer, digest))
        journal.append(
            IntakeEntry(
                position: MailboxPosition(mailbox: mailbox, uidValidity: uidValidity, uid: entry.uid),
                digest: digest, size: entry.size, receivedAt: clock.now(), isHeaderOnly: isHeaderOnly))
        octetsInRound += finished.count
        report.octets += finished.count
        if round.count >= Self.roundCount || octetsInRound >= Self.roundOctets { try sealRound() }
    }

    /// Makes the round durable, then journals it. In this order, so that the journal never names octets
    /// that a power cut could take away.
    mutating func sealRound() throws {
        guard !round.isEmpty else { return }
        try spool.seal(round)
        let entries = journal
        let new = try ledger.write { try $0.journal(entries) }
        report.fetched += entries.count
        report.repeated += entries.count - new
        taken += entries.map(\.position.uid)
        round.removeAll()
        journal.removeAll()
        octetsInRound = 0
        progress.progress("fetch", done: report.fetched, total: total)
    }
}
