import GRDB

extension SQLiteLedger {
    /// What the database library says of itself, for `doctor`.
    public struct Engine: Sendable, Hashable {
        /// SQLite's version, such as `3.40.1`.
        public let version: String
        /// The journal mode in use; anything but `delete` changes what a commit promises.
        public let journalMode: String
    }

    /// The engine behind this ledger.
    public func engine() throws(LedgerError) -> Engine {
        try examined { database in
            Engine(
                version: try String.fetchOne(database, sql: "SELECT sqlite_version()") ?? "",
                journalMode: try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "")
        }
    }

    /// Reads the whole file, but not the agreement of indices with their tables: about twice as fast as
    /// ``checkIntegrity()``. Throws `damaged` at the first fault.
    public func checkQuickly() throws(LedgerError) {
        let verdict = try examined { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
        guard verdict == "ok" else { throw LedgerError(.damaged, verdict ?? "no answer") }
    }

    private func examined<Result>(_ body: (Database) throws -> Result) throws(LedgerError) -> Result {
        do {
            return try LedgerError.translating { try queue.read(body) }
        } catch let error as LedgerError {
            throw error
        } catch {
            throw LedgerError(.damaged, String(describing: type(of: error)))
        }
    }
}
