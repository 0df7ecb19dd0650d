import Domain
import Foundation
import GRDB

extension LedgerSession {
    /// What makes an entry, in the order in which `entry` reads it; octets may follow as column 11.
    static let outboxColumns = """
        id, messageID, request, notice, recipient, queuedAt, status, attempts, nextAttemptAt, lastReply, isUrgent
        """

    func enqueue(_ mail: OutboxRecord) throws -> Int64 {
        guard mail.status == .queued || mail.status == .held else {
            throw LedgerError(.misuse, "a mail starts as queued or held, not \(mail.status.rawValue)")
        }
        try change(
            """
            INSERT INTO outbox (messageID, request, notice, recipient, queuedAt, status, nextAttemptAt, isUrgent)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                mail.messageID.value, mail.request.map(RequestKey.encode), storable(mail.notice),
                mail.recipient.addrSpec, mail.queuedAt.seconds, mail.status.rawValue, mail.queuedAt.seconds,
                mail.isUrgent,
            ])
        let id = database.lastInsertedRowID
        _ = try withBlob(mail.bytes) {
            try change("INSERT INTO outboxContent (outbox, bytes) VALUES (?, ?)", [id, $0])
        }
        return id
    }

    func outboxEntry(_ messageID: MessageID) throws -> OutboxEntry? {
        try first(
            "outbox",
            """
            SELECT \(Self.outboxColumns), bytes
            FROM outbox LEFT JOIN outboxContent ON outbox = id WHERE messageID = ?
            """, [messageID.value]
        ) { try Self.entry($0, bytes: try $0.optionalBytes(11) ?? []) }
    }

    func outbox(of number: RequestNumber) throws -> [OutboxEntry] {
        try all(
            "outbox",
            """
            SELECT \(Self.outboxColumns)
            FROM outbox WHERE request = ? ORDER BY id
            """, [RequestKey.encode(number)]
        ) { try Self.entry($0, bytes: []) }
    }

    func heldOutbox(limit: Int) throws -> [OutboxEntry] {
        try all(
            "outbox",
            """
            SELECT \(Self.outboxColumns)
            FROM outbox INDEXED BY outbox_held WHERE status = 'held' ORDER BY id LIMIT ?
            """, [max(limit, 0)]
        ) { try Self.entry($0, bytes: []) }
    }

    func refusedOutbox(from start: Timestamp, before end: Timestamp, limit: Int) throws -> [OutboxEntry] {
        try all(
            "outbox",
            """
            SELECT \(Self.outboxColumns)
            FROM outbox INDEXED BY outbox_refused
            WHERE status = 'failed' AND queuedAt >= ? AND queuedAt < ? ORDER BY queuedAt, id LIMIT ?
            """, [start.seconds, end.seconds, max(limit, 0)]
        ) { try Self.entry($0, bytes: []) }
    }

    func outboundCounts(address: EmailAddress, request: RequestNumber?, since: Timestamp) throws
        -> OutboundCounts
    {
        let toAddress = try outbound(to: address.addrSpec, since: since)
        let toDomain = try outbound(to: "@" + address.domain, since: since)
        let total = try outbound(to: "", since: since)
        var forRequest = 0
        if let request {
            forRequest =
                try first(
                    "outbox",
                    "SELECT count(*) FROM outbox WHERE request = ? AND queuedAt >= ? AND status <> 'held'",
                    [RequestKey.encode(request), since.seconds]
                ) { try $0.count(0) } ?? 0
        }
        return OutboundCounts(address: toAddress, request: forRequest, domain: toDomain, total: total)
    }

    /// Whole hours are summed by hour, the part of an hour before them by second: exact, and few rows.
    private func outbound(to recipient: String, since: Timestamp) throws -> Int {
        let intoHour = (since.seconds % 3600 + 3600) % 3600
        let (start, overflow) = since.seconds.addingReportingOverflow((3600 - intoHour) % 3600)
        let nextHour = overflow ? Int64.max : start
        let counts = try all(
            "outbound",
            """
            SELECT coalesce(sum(count), 0) FROM outbound WHERE recipient = ?1 AND span = 3600 AND start >= ?2
            UNION ALL SELECT coalesce(sum(count), 0) FROM outbound
            WHERE recipient = ?1 AND span = 1 AND start >= ?3 AND start < ?2
            """, [recipient, nextHour, since.seconds]
        ) { try $0.count(0) }
        return counts.reduce(0, +)
    }

    /// `bytes` is empty where they were not asked for or are gone; `record.status` is the present status.
    static func entry(_ row: StoredRow, bytes: [UInt8]) throws -> OutboxEntry {
        let status = try row.choice(6, of: OutboxStatus.self)
        let messageID = try row.present(MessageID(try row.text(1)), 1)
        let record = OutboxRecord(
            request: try row.optionalRequest(2), notice: try row.text(3), recipient: try row.address(4),
            messageID: messageID, queuedAt: try row.moment(5), bytes: bytes, status: status,
            isUrgent: try row.flag(10))
        return OutboxEntry(
            id: try row.integer(0), record: record, status: status, attempts: try row.count(7),
            nextAttemptAt: try row.moment(8), lastReply: try row.text(9))
    }
}
