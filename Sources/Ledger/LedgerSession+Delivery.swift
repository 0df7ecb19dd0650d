import Domain
import GRDB

extension LedgerSession {
    func markSending(_ ids: [Int64]) throws {
        for id in ids {
            try changeOne(
                """
                UPDATE outbox SET status = 'sending', attempts = attempts + 1
                WHERE id = ? AND status IN ('queued', 'sending')
                """, [id], or: "queued mail \(id)")
        }
    }

    func settle(_ settlements: [OutboxSettlement]) throws {
        for settlement in settlements {
            let isOver: Bool
            switch settlement.status {
            case .sent, .failed: isOver = true
            case .queued: isOver = false
            case .held, .sending:
                throw LedgerError(.misuse, "a delivery ends as sent, failed or queued")
            }
            // What is over stays over: its octets are gone.
            try changeOne(
                """
                UPDATE outbox SET status = ?, nextAttemptAt = ?, lastReply = ?
                WHERE id = ? AND status NOT IN ('sent', 'failed')
                """,
                [
                    settlement.status.rawValue, settlement.nextAttemptAt.seconds, storable(settlement.reply),
                    settlement.id,
                ], or: "unsettled mail \(settlement.id)")
            if isOver { try change("DELETE FROM outboxContent WHERE outbox = ?", [settlement.id]) }
        }
    }

    func requeueInterrupted() throws -> Int {
        try change(
            "UPDATE outbox INDEXED BY outbox_sending SET status = 'queued' WHERE status = 'sending'", [])
    }

    func release(_ id: Int64) throws {
        try change("UPDATE outbox SET status = 'queued' WHERE id = ? AND status = 'held'", [id])
    }
}
