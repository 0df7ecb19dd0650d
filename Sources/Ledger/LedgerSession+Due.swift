import Domain
import GRDB

extension LedgerSession {
    /// Mails stand in one row: the urgent ones by number, then the rest by number. `id` is the mail that was
    /// given out last, or 0 at the start, so whether it is urgent says how far along the row it stands.
    ///
    /// The caller marks a page as sending before it asks for the next, so nothing comes twice: what was handed
    /// over is not `queued`, or not due before its pause is over. The place matters for what was given back
    /// untried alone, which waits for the next run. An urgent mail that was never handed over (queued while
    /// the rest is under way, say by a refusal) comes next from every place, so it is not passed over.
    func dueOutbox(at now: Timestamp, after id: Int64, limit: Int, octets: Int) throws -> [OutboxEntry] {
        let isAmongUrgent = try id <= 0 || isUrgent(id)
        var page = DuePage(limit: limit, octets: octets)
        try fill(&page, Self.urgentDue, after: isAmongUrgent ? id : .max, at: now)
        // Never beside an urgent mail that found no room: the place behind it would be lost.
        try fill(&page, Self.plainDue, after: isAmongUrgent ? 0 : id, at: now)
        return page.entries
    }

    private static let urgentDue = """
        SELECT \(outboxColumns), bytes
        FROM outbox INDEXED BY outbox_urgent CROSS JOIN outboxContent ON outbox = id
        WHERE status = 'queued' AND isUrgent = 1 AND (id > ? OR attempts = 0) AND nextAttemptAt <= ?
        ORDER BY id LIMIT ?
        """

    private static let plainDue = """
        SELECT \(outboxColumns), bytes
        FROM outbox INDEXED BY outbox_queued CROSS JOIN outboxContent ON outbox = id
        WHERE status = 'queued' AND isUrgent = 0 AND id > ? AND nextAttemptAt <= ?
        ORDER BY id LIMIT ?
        """

    private func fill(_ page: inout DuePage, _ sql: String, after place: Int64, at now: Timestamp) throws {
        guard page.room > 0 else { return }
        var filled = page
        _ = try leading("outbox", sql, [place, now.seconds, page.room]) { row -> Bool? in
            let bytes = try row.bytes(11)
            return filled.add(try Self.entry(row, bytes: bytes)) ? true : nil
        }
        page = filled
    }

    private func isUrgent(_ id: Int64) throws -> Bool {
        try first("outbox", "SELECT isUrgent FROM outbox WHERE id = ?", [id]) { try $0.flag(0) } ?? false
    }
}

/// A page of mails that grows until a mail finds no room.
private struct DuePage {
    private(set) var entries: [OutboxEntry] = []
    /// How many more mails it takes.
    private(set) var room: Int
    private var octets: Int

    init(limit: Int, octets: Int) {
        self.room = max(limit, 0)
        self.octets = max(octets, 0)
    }

    /// Adds a mail if it fits (the first always does); otherwise the page is closed.
    mutating func add(_ entry: OutboxEntry) -> Bool {
        let count = entry.record.bytes.count
        guard entries.isEmpty || count <= octets else {
            room = 0
            return false
        }
        octets -= min(count, octets)
        room -= 1
        entries.append(entry)
        return true
    }
}
