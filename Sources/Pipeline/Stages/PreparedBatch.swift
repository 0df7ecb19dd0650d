import Domain

/// A batch whose attempts are counted and whose mails are being read on another thread, while the batch
/// before it is still being committed.
final class PreparedBatch {
    /// A mail with its octets.
    private struct Loaded: Sendable {
        let record: MessageRecord
        let octets: [UInt8]
    }

    /// Written once by the reading thread, read only after it has ended.
    private final class Outcome: @unchecked Sendable {
        var result: Result<[Assessment], any Error>?
    }

    let records: [MessageRecord]
    private let outcome = Outcome()
    private let thread: WorkerThread

    /// Loads the octets here, where the spool may be used, and starts reading them elsewhere.
    init(_ records: [MessageRecord], desk: Desk, spool: any MessageSpool) throws {
        self.records = records
        let loaded = try records.map { Loaded(record: $0, octets: try spool.read($0.digest)) }
        let outcome = outcome
        thread = WorkerThread {
            outcome.result = Result {
                try loaded.parallelMap { try Assessment($0.record, octets: $0.octets, desk: desk) }
            }
        }
    }

    /// Waits until nobody reads any more.
    func finish() { thread.join() }

    /// What was read, as soon as all of it is.
    func assessments() throws -> [Assessment] {
        thread.join()
        return try outcome.result?.get() ?? []
    }
}
