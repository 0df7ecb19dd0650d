import Domain
import Foundation
import GRDB

extension LedgerSession {
    func confirmation(_ digest: Digest) throws -> ConfirmationRecord? {
        try first(
            "confirmation",
            """
            SELECT digest, message, addressee, issuedAt, expiresAt, answeredAt FROM confirmation WHERE digest = ?
            """, [digest.blob]
        ) { row in
            ConfirmationRecord(
                digest: try row.digest(0), message: try row.digest(1), addressee: try row.address(2),
                issuedAt: try row.moment(3), expiresAt: try row.moment(4), answeredAt: row.optionalMoment(5))
        }
    }

    func confirmations(to address: EmailAddress, since: Timestamp) throws -> Int {
        try first(
            "confirmation", "SELECT count(*) FROM confirmation WHERE addressee = ? AND issuedAt >= ?",
            [address.addrSpec, since.seconds]
        ) { try $0.count(0) } ?? 0
    }

    func insert(_ confirmation: ConfirmationRecord) throws {
        try change(
            """
            INSERT INTO confirmation (digest, message, addressee, issuedAt, expiresAt, answeredAt)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                confirmation.digest.blob, confirmation.message.blob, confirmation.addressee.addrSpec,
                confirmation.issuedAt.seconds, confirmation.expiresAt.seconds,
                confirmation.answeredAt?.seconds,
            ])
    }

    func answerConfirmation(_ digest: Digest, at now: Timestamp) throws -> Bool {
        try change(
            "UPDATE confirmation SET answeredAt = ? WHERE digest = ? AND answeredAt IS NULL",
            [now.seconds, digest.blob]) == 1
    }
}
