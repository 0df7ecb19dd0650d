import Domain
import GRDB

extension LedgerSession {
    func beginRun(_ stage: String, at now: Timestamp) throws -> Int64 {
        try change("UPDATE run SET result = 'interrupted' WHERE result = ''", [])
        try change("INSERT INTO run (stage, startedAt) VALUES (?, ?)", [storable(stage), now.seconds])
        return database.lastInsertedRowID
    }

    func endRun(_ id: Int64, at now: Timestamp, result: String, summary: String) throws {
        // An empty result means «still running».
        guard !result.isEmpty else { throw LedgerError(.misuse, "a run ends with a result") }
        try changeOne(
            "UPDATE run SET endedAt = ?, result = ?, summary = ? WHERE id = ?",
            [now.seconds, storable(result), storable(summary), id], or: "run \(id)")
    }

    func fact(_ key: String) throws -> String? {
        try first("fact", "SELECT value FROM fact WHERE key = ?", [storable(key)]) { try $0.text(0) }
    }

    func setFact(_ key: String, _ value: String) throws {
        try change(
            "INSERT INTO fact (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [storable(key), storable(value)])
    }

    func figures(at now: Timestamp, runs: Int) throws -> LedgerFigures {
        var figures = LedgerFigures()
        try each("tally", "SELECT subject, name, count FROM tally WHERE count > 0", []) { row in
            let count = try row.count(2)
            switch try row.text(0) {
            case "message": figures.messages[try row.choice(1, of: MessageOutcome.self)] = count
            case "request": figures.requests[try row.text(1)] = count
            case "outbox": figures.outbox[try row.choice(1, of: OutboxStatus.self)] = count
            default: throw LedgerError(.damagedRecord, "table tally, column 0")
            }
        }
        figures.oldestPending = try first(
            "message",
            """
            SELECT receivedAt FROM message INDEXED BY message_pending
            WHERE outcome = 'pending' ORDER BY id LIMIT 1
            """, []
        ) { try $0.moment(0) }
        figures.overdue =
            try first(
                "request", "SELECT count(*) FROM request WHERE dueAt IS NOT NULL AND dueAt <= ?",
                [now.seconds]
            ) { try $0.count(0) } ?? 0
        figures.oldestUnsent = try oldestUnsent()
        figures.runs = try latestRuns(runs)
        return figures
    }

    /// Mails are queued in the order of their numbers, so the first of each status is its oldest.
    private func oldestUnsent() throws -> Timestamp? {
        try all(
            "outbox",
            """
            SELECT (SELECT queuedAt FROM outbox WHERE status = 'queued' ORDER BY id LIMIT 1)
            UNION ALL SELECT (SELECT queuedAt FROM outbox WHERE status = 'held' ORDER BY id LIMIT 1)
            UNION ALL SELECT (SELECT queuedAt FROM outbox WHERE status = 'sending' ORDER BY id LIMIT 1)
            """, []
        ) { $0.optionalMoment(0) }.compactMap(\.self).min()
    }

    private func latestRuns(_ count: Int) throws -> [RunRecord] {
        try all(
            "run",
            """
            SELECT id, stage, startedAt, endedAt, result, summary FROM run
            WHERE id > (SELECT coalesce(max(id), 0) FROM run) - ? ORDER BY id DESC
            """, [max(count, 0)]
        ) { row in
            RunRecord(
                id: try row.integer(0), stage: try row.text(1), startedAt: try row.moment(2),
                endedAt: row.optionalMoment(3), result: try row.text(4), summary: try row.text(5))
        }
    }
}
