import Domain
import Foundation
import GRDB

extension LedgerSession {
    func cursor(of mailbox: String) throws -> MailboxCursor? {
        try first(
            "cursor",
            """
            SELECT uidValidity, next FROM cursor WHERE mailbox = (SELECT id FROM mailbox WHERE name = ?)
            """, [storable(mailbox)]
        ) { MailboxCursor(uidValidity: try $0.uidValidity(0), next: try $0.uid(1)) }
    }

    func setCursor(_ cursor: MailboxCursor, of mailbox: String) throws {
        try change(
            """
            INSERT INTO cursor (mailbox, uidValidity, next) VALUES (?, ?, ?)
            ON CONFLICT (mailbox) DO UPDATE SET uidValidity = excluded.uidValidity, next = excluded.next
            """,
            [try number(ofMailbox: mailbox), Int64(cursor.uidValidity.value), Int64(cursor.next.value)])
    }

    func knownUIDs(mailbox: String, uidValidity: UIDValidity, from first: UID) throws -> Set<UID> {
        var known: Set<UID> = []
        try each(
            "position",
            """
            SELECT uid FROM position
            WHERE mailbox = (SELECT id FROM mailbox WHERE name = ?) AND uidValidity = ? AND uid >= ?
            """, [storable(mailbox), Int64(uidValidity.value), Int64(first.value)]
        ) { known.insert(try $0.uid(0)) }
        return known
    }

    func pendingMessages(after id: Int64, limit: Int) throws -> [MessageRecord] {
        try all(
            "message",
            """
            SELECT \(Self.messageColumns)
            FROM message INDEXED BY message_pending
            WHERE outcome = 'pending' AND id > ? ORDER BY id LIMIT ?
            """, [id, max(limit, 0)]
        ) { try Self.message($0) }
    }

    func message(_ digest: Digest) throws -> MessageRecord? {
        try first(
            "message",
            """
            SELECT \(Self.messageColumns)
            FROM message WHERE digest = ?
            """, [digest.blob]
        ) { try Self.message($0) }
    }

    func messages(mailbox: String, uidValidity: UIDValidity) throws -> [(uid: UID, message: MessageRecord)] {
        try all(
            "position",
            """
            SELECT \(Self.messageColumns), uid
            FROM position CROSS JOIN message ON message.id = position.message
            WHERE mailbox = (SELECT id FROM mailbox WHERE name = ?) AND uidValidity = ? ORDER BY uid
            """, [storable(mailbox), Int64(uidValidity.value)]
        ) { (uid: try $0.uid(10), message: try Self.message($0)) }
    }

    func journal(_ entries: [IntakeEntry]) throws -> Int {
        var added = 0
        for entry in entries where try journal(entry) { added += 1 }
        return added
    }

    func countAttempt(_ ids: [Int64]) throws {
        for id in ids {
            try changeOne(
                "UPDATE message SET attempts = attempts + 1 WHERE id = ?", [id], or: "message \(id)")
        }
    }

    func releaseAttempt(_ ids: [Int64]) throws {
        for id in ids {
            try changeOne(
                "UPDATE message SET attempts = max(attempts - 1, 0) WHERE id = ?", [id], or: "message \(id)")
        }
    }

    func conclude(
        _ id: Int64, _ outcome: MessageOutcome, reason: String, request: RequestNumber?, verdict: String?
    ) throws {
        try changeOne(
            "UPDATE message SET outcome = ?, reason = ?, request = ?, verdict = ? WHERE id = ?",
            [outcome.rawValue, storable(reason), request.map(RequestKey.encode), verdict, id],
            or: "message \(id)")
    }

    func setVerdict(_ id: Int64, _ verdict: String) throws {
        try changeOne("UPDATE message SET verdict = ? WHERE id = ?", [verdict, id], or: "message \(id)")
    }

    /// Journals one message; tells whether its octets were new.
    private func journal(_ entry: IntakeEntry) throws -> Bool {
        let mailbox = try number(ofMailbox: entry.position.mailbox)
        let (epoch, uid) = (Int64(entry.position.uidValidity.value), Int64(entry.position.uid.value))
        let isKnown = try first(
            "position", "SELECT 1 FROM position WHERE mailbox = ? AND uidValidity = ? AND uid = ?",
            [mailbox, epoch, uid]
        ) { _ in true }
        if isKnown == true { return false }

        let digest = entry.digest.blob
        let present = try first("message", "SELECT id FROM message WHERE digest = ?", [digest]) {
            try $0.integer(0)
        }
        if let present {
            // Its octets were purged, but now they lie in the spool again.
            try change("UPDATE message SET rest = 'plain' WHERE id = ? AND rest = 'gone'", [present])
        } else {
            try change(
                "INSERT INTO message (digest, size, receivedAt, isHeaderOnly) VALUES (?, ?, ?, ?)",
                [digest, entry.size, entry.receivedAt.seconds, entry.isHeaderOnly])
        }
        try change(
            "INSERT INTO position (mailbox, uidValidity, uid, message) VALUES (?, ?, ?, ?)",
            [mailbox, epoch, uid, present ?? database.lastInsertedRowID])
        return present == nil
    }

    private func number(ofMailbox name: String) throws -> Int64 {
        if let number = mailboxNumbers[name] { return number }
        let stored = storable(name)
        try change("INSERT INTO mailbox (name) VALUES (?) ON CONFLICT DO NOTHING", [stored])
        let number = try first("mailbox", "SELECT id FROM mailbox WHERE name = ?", [stored]) {
            try $0.integer(0)
        }
        guard let number else { throw LedgerError(.unknownRecord, "mailbox") }
        mailboxNumbers[name] = number
        return number
    }

    /// What ``message(_:)`` reads, in its order.
    static let messageColumns =
        "id, digest, size, receivedAt, isHeaderOnly, attempts, outcome, reason, request, verdict"

    static func message(_ row: StoredRow) throws -> MessageRecord {
        MessageRecord(
            id: try row.integer(0), digest: try row.digest(1), size: try row.count(2),
            receivedAt: try row.moment(3), isHeaderOnly: try row.flag(4), attempts: try row.count(5),
            outcome: try row.choice(6, of: MessageOutcome.self), reason: try row.text(7),
            request: try row.optionalRequest(8), verdict: row.optionalText(9))
    }
}
