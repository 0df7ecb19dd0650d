import Domain

/// The pending mails in batches: those that were tried before alone, the rest as many as fit into memory.
struct PendingBatches {
    /// Mails of one batch together are at most so large, in octets, unless one alone is larger.
    static let octets = 4 << 20
    private static let count = 100

    private let ledger: any RequestLedger
    private var lastID: Int64 = 0
    private var batches: ArraySlice<[MessageRecord]> = []

    init(ledger: any RequestLedger) { self.ledger = ledger }

    /// The next batch, or `nil` when nothing else is pending.
    mutating func next() throws -> [MessageRecord]? {
        if batches.isEmpty {
            let after = lastID
            let page = try ledger.read { try $0.pendingMessages(after: after, limit: Self.count) }
            guard let last = page.last else { return nil }
            lastID = last.id
            batches = Self.split(page)[...]
        }
        return batches.popFirst()
    }

    private static func split(_ page: [MessageRecord]) -> [[MessageRecord]] {
        var batches: [[MessageRecord]] = []
        var batch: [MessageRecord] = []
        var size = 0
        for record in page {
            if record.attempts > 0 {
                batches.append([record])
                continue
            }
            if !batch.isEmpty, size + record.size > octets {
                batches.append(batch)
                batch = []
                size = 0
            }
            batch.append(record)
            size += record.size
        }
        if !batch.isEmpty { batches.append(batch) }
        return batches
    }
}
