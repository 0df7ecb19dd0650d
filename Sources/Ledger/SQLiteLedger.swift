// SUMMARY
//   The desk's memory: one SQLite file behind the port `RequestLedger`. Rollback journal, synchronous=EXTRA,
//   one writer; every write is one BEGIN IMMEDIATE transaction that is durable when it returns.
// TRUST
//   Believes: the operating system's fsync, the folder's permissions, and SQLite's own constraints.
//   Does not believe: the file's origin (application_id), its version, its values (decoded without traps), or
//   that the audit log was left alone (hash chain). Strings and octets from mail are only ever bound values.

public import Domain
import GRDB

/// The ledger in one SQLite file.
///
/// `write` and `read` run on the calling thread, one at a time, and are not re-entrant: calling one inside the
/// other is a programmer's error that GRDB traps on.
public final class SQLiteLedger: RequestLedger {
    let queue: DatabaseQueue
    let digesting: any Digesting
    let isReadOnly: Bool

    /// Seconds to wait for a lock: `status` may read beside a run.
    static let patience = 5.0

    /// Opens the ledger at `path`; unless `readOnly`, creates or upgrades it first.
    ///
    /// The folder must exist. A reader still rolls back what a killed run left in the journal, as SQLite
    /// demands before anything may be read, but refuses every change of its own.
    public init(path: String, digesting: any Digesting, readOnly: Bool = false) throws(LedgerError) {
        try LedgerFile.prepare(path, readOnly: readOnly)
        do {
            let queue = try DatabaseQueue(path: path, configuration: Self.configuration(readOnly: readOnly))
            try LedgerError.translating { try Self.migrate(queue, readOnly: readOnly) }
            self.queue = queue
        } catch let error as LedgerError {
            throw error
        } catch let error as DatabaseError {
            throw LedgerError(error)
        } catch {
            throw LedgerError(.cannotOpen, String(describing: type(of: error)))
        }
        self.digesting = digesting
        self.isReadOnly = readOnly
    }

    /// Runs `body` in one durable transaction: all of it, or nothing if it throws.
    ///
    /// Errors of `body` pass unchanged; errors of SQLite come as ``LedgerError``.
    public func write<Result>(_ body: (any LedgerTransaction) throws -> Result) throws -> Result {
        guard !isReadOnly else { throw LedgerError(.readOnly, "opened for reading") }
        var outcome: Result?
        try LedgerError.translating {
            try queue.inTransaction(.immediate) { database in
                outcome = try body(LedgerSession(database, digesting: digesting))
                return .commit
            }
        }
        guard let outcome else { throw LedgerError(.aborted, "transaction without result") }
        return outcome
    }

    /// Runs `body` on one consistent view.
    public func read<Result>(_ body: (any LedgerView) throws -> Result) throws -> Result {
        try LedgerError.translating {
            try queue.read { database in try body(LedgerSession(database, digesting: digesting)) }
        }
    }

    private static func configuration(readOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.label = "ledger"
        configuration.busyMode = .timeout(patience)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA synchronous = EXTRA;
                    PRAGMA secure_delete = ON;
                    PRAGMA trusted_schema = OFF;
                    PRAGMA cell_size_check = ON;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA cache_size = -12288;
                    """)
            if !readOnly { try useRollbackJournal(database) }
        }
        return configuration
    }

    /// SQLite answers with the mode it really uses; another one would change what `synchronous` promises.
    private static func useRollbackJournal(_ database: Database) throws {
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
        guard mode == "delete" else {
            throw LedgerError(.cannotOpen, "journal mode is \(mode ?? "unknown"), not delete")
        }
    }

    /// Two header fields decide; the migrator runs only when they say that something is missing.
    private static func migrate(_ queue: DatabaseQueue, readOnly: Bool) throws {
        let (application, version, isEmpty) = try queue.read { database in
            (
                try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
                try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
                try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0 == 0
            )
        }
        guard application == Schema.applicationID || isEmpty else {
            throw LedgerError(.foreignFile, "application_id is \(application)")
        }
        guard version <= Schema.latest else {
            throw LedgerError(.newerSchema, "schema \(version), this program knows \(Schema.latest)")
        }
        guard version < Schema.latest else { return }
        guard !readOnly else {
            throw LedgerError(.needsMigration, "schema \(version), this program needs \(Schema.latest)")
        }
        if application == 0 {
            // Claimed before the migrator writes its own table, so that a kill between the two is no riddle.
            try queue.writeWithoutTransaction { try $0.execute(sql: Schema.claim) }
        }
        try Schema.migrator.migrate(queue)
    }
}
