import Domain
import GRDB

extension LedgerSession {
    func reach(_ kind: String, of subject: String, at now: Timestamp) throws -> Bool {
        try change(
            "INSERT INTO milestone (kind, subject, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [storable(kind), storable(subject), now.seconds]) == 1
    }
}
