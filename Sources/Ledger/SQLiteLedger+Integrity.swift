import GRDB

extension SQLiteLedger {
    /// Reads the whole file and throws `damaged` at the first fault of its structure, indices, references or
    /// tallies. Costs time in proportion to the file, so it is run on demand only.
    ///
    /// SQLite keeps no checksums: values changed within a sound structure show in `verifyChain` alone.
    public func checkIntegrity() throws(LedgerError) {
        do {
            try LedgerError.translating { try queue.read { try Self.inspect($0) } }
        } catch let error as LedgerError {
            throw error
        } catch {
            throw LedgerError(.damaged, String(describing: type(of: error)))
        }
    }

    private static func inspect(_ database: Database) throws {
        let verdict = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)") ?? "no answer"
        guard verdict == "ok" else { throw LedgerError(.damaged, verdict) }
        if let row = try Row.fetchOne(database, sql: "PRAGMA foreign_key_check") {
            let table = row[0] as String? ?? "unknown"
            throw LedgerError(.damaged, "table \(table) has a row whose parent is missing")
        }
        let strays = try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM (
                    SELECT 'message' AS subject, outcome AS name, count(*) AS count FROM message GROUP BY 2
                    UNION ALL SELECT 'request', state, count(*) FROM request GROUP BY 2
                    UNION ALL SELECT 'outbox', status, count(*) FROM outbox GROUP BY 2
                    EXCEPT SELECT subject, name, count FROM tally
                )
                """)
        guard strays == 0 else { throw LedgerError(.damaged, "the tally does not agree with the tables") }
        let hollow = try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM outbox LEFT JOIN outboxContent ON outbox = id
                WHERE (status IN ('queued', 'held', 'sending')) <> (outbox IS NOT NULL)
                """)
        guard hollow == 0 else { throw LedgerError(.damaged, "a mail has lost its octets, or kept them") }
        let unsigned = try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM certificate LEFT JOIN certificateContent ON certificate = serial
                WHERE certificate IS NULL OR isOurs <> (length(toBeSigned) > 0)
                """)
        guard unsigned == 0 else { throw LedgerError(.damaged, "a certificate has lost its octets") }
    }
}
