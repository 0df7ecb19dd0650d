import Domain
import Foundation
import GRDB

/// The ledger during one transaction. Each family of operations has its own extension.
///
/// All SQL is a literal with positional arguments, prepared once per connection and kept.
final class LedgerSession: LedgerTransaction {
    let database: Database
    let chain: EventChain

    /// End of the event chain, once it was read in this transaction.
    var chainTail: EventChain.Tail?
    /// Row numbers of mailboxes met in this transaction.
    var mailboxNumbers: [String: Int64] = [:]

    init(_ database: Database, digesting: any Digesting) {
        self.database = database
        self.chain = EventChain(digesting: digesting)
    }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        var outcome: Result?
        do {
            try LedgerError.translating {
                try database.inSavepoint {
                    outcome = try body()
                    return .commit
                }
            }
        } catch {
            // What was remembered may have been undone.
            chainTail = nil
            mailboxNumbers.removeAll()
            throw error
        }
        guard let outcome else { throw LedgerError(.aborted, "savepoint without result") }
        return outcome
    }

    // MARK: - Primitives

    /// Executes one change and returns how many rows it touched.
    @discardableResult
    func change(_ sql: String, _ arguments: StatementArguments) throws -> Int {
        try LedgerError.translating {
            try database.cachedStatement(sql: sql).execute(arguments: arguments)
            return database.changesCount
        }
    }

    /// Executes one change that must touch a row.
    func changeOne(_ sql: String, _ arguments: StatementArguments, or name: @autoclosure () -> String)
        throws
    {
        guard try change(sql, arguments) > 0 else { throw LedgerError(.unknownRecord, name()) }
    }

    /// The first row of an answer, decoded.
    func first<Record>(
        _ table: String, _ sql: String, _ arguments: StatementArguments,
        _ decode: (StoredRow) throws -> Record
    ) throws -> Record? {
        try LedgerError.translating {
            let statement = try database.cachedStatement(sql: sql)
            let rows = try Row.fetchCursor(statement, arguments: arguments)
            return try rows.next().map { try decode(StoredRow($0, table: table)) }
        }
    }

    /// All rows of an answer, decoded.
    func all<Record>(
        _ table: String, _ sql: String, _ arguments: StatementArguments,
        _ decode: (StoredRow) throws -> Record
    ) throws -> [Record] {
        var records: [Record] = []
        try each(table, sql, arguments) { records.append(try decode($0)) }
        return records
    }

    /// The rows of an answer, decoded, up to the first for which `decode` has no record.
    func leading<Record>(
        _ table: String, _ sql: String, _ arguments: StatementArguments,
        _ decode: (StoredRow) throws -> Record?
    ) throws -> [Record] {
        try LedgerError.translating {
            let rows = try Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: arguments)
            var records: [Record] = []
            while let row = try rows.next(), let record = try decode(StoredRow(row, table: table)) {
                records.append(record)
            }
            return records
        }
    }

    /// Calls `visit` with each row of an answer; memory does not grow with their number.
    func each(
        _ table: String, _ sql: String, _ arguments: StatementArguments,
        _ visit: (StoredRow) throws -> Void
    ) throws {
        try LedgerError.translating {
            let statement = try database.cachedStatement(sql: sql)
            let rows = try Row.fetchCursor(statement, arguments: arguments)
            while let row = try rows.next() { try visit(StoredRow(row, table: table)) }
        }
    }
}

/// Text as SQLite can keep it: its strings end at U+0000, so that one is replaced (U+FFFD).
func storable(_ text: String) -> String {
    guard text.utf8.contains(0) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 }))
}

/// Octets as GRDB binds them. The closure keeps them in place, so that nothing is copied.
func withBlob<Result>(_ bytes: [UInt8], _ body: (Data) throws -> Result) rethrows -> Result {
    try bytes.withUnsafeBytes { buffer in
        guard let start = buffer.baseAddress, buffer.count > 0 else { return try body(Data()) }
        let address = UnsafeMutableRawPointer(mutating: start)
        return try body(Data(bytesNoCopy: address, count: buffer.count, deallocator: .none))
    }
}

extension Digest {
    /// The octets as GRDB binds them.
    var blob: Data { Data(bytes) }
}
