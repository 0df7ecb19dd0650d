public import Domain
import Foundation
import GRDB

/// The owner of a data key as one integer: 0 for the desk, else the number's own integer.
enum EvidenceKey {
    static let columns = "owner, wrapped, createdAt, destroyedAt"

    static func encode(_ owner: EvidenceOwner) -> Int64 {
        switch owner {
        case .desk: 0
        case .file(let number): RequestKey.encode(number)
        }
    }

    static func record(_ row: StoredRow) throws -> EvidenceKeyRecord {
        let number = try row.integer(0)
        let owner = number == 0 ? EvidenceOwner.desk : .file(try row.request(0))
        return EvidenceKeyRecord(
            owner: owner, wrapped: try row.optionalBytes(1), createdAt: try row.moment(2),
            destroyedAt: row.optionalMoment(3))
    }
}

extension SQLiteLedger {
    /// The key of `owner`, also while a transaction is under way on this thread.
    public func evidenceKey(of owner: EvidenceOwner) throws -> EvidenceKeyRecord? {
        try LedgerError.translating {
            try queue.unsafeReentrantRead { database in
                try LedgerSession(database, digesting: digesting).evidenceKey(of: owner)
            }
        }
    }
}
