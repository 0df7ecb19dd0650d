import GRDB

extension SQLiteLedger {
    /// Copies the ledger as it is at one moment into a new file at `path` (mode 0600), with SQLite's own backup,
    /// which also works while others read. The copy is a plain ledger: open it to check it.
    public func copy(to path: String) throws {
        try LedgerFile.prepare(path, readOnly: false)
        try LedgerError.translating {
            var configuration = Configuration()
            configuration.label = "ledger-copy"
            let target = try DatabaseQueue(path: path, configuration: configuration)
            try queue.backup(to: target)
            try target.close()
        }
    }

    /// The version of the schema in the file, which may be older than this program's.
    public static var schemaVersion: Int { Schema.latest }
}
