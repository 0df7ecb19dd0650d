import Dispatch
import Domain

/// A batch whose attempts are counted and whose mails are being read on other cores, while the batch
/// before it is still being committed.
final class PreparedBatch: Sendable {
    /// A mail with its octets.
    private struct Loaded: Sendable {
        let record: MessageRecord
        let octets: [UInt8]
    }

    /// Written once by the reading thread, read only after the group is empty.
    private final class Outcome: @unchecked Sendable {
        var result: Result<[Assessment], any Error>?
    }

    let records: [MessageRecord]
    private let group = DispatchGroup()
    private let outcome = Outcome()

    /// Loads the octets here, where the spool may be used, and starts reading them elsewhere.
    init(_ records: [MessageRecord], desk: Desk, spool: any MessageSpool) throws {
        self.records = records
        let loaded = try records.map { Loaded(record: $0, octets: try spool.read($0.digest)) }
        let outcome = outcome
        DispatchQueue.global().async(group: group) {
            outcome.result = Result {
                try loaded.parallelMap { Assessment($0.record, octets: $0.octets, desk: desk) }
            }
        }
    }

    /// What was read, as soon as all of it is.
    func assessments() throws -> [Assessment] {
        group.wait()
        return try outcome.result?.get() ?? []
    }
}
