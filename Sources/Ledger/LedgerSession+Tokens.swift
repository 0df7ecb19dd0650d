import Domain
import Foundation
import GRDB

extension LedgerSession {
    func token(_ digest: Digest) throws -> TokenRecord? {
        try first(
            "token",
            """
            WITH RECURSIVE era (number) AS (
                SELECT coalesce(max(id), 0) / 8192 FROM token
                UNION ALL SELECT number - 1 FROM era WHERE number > 0
            )
            SELECT digest, request, step, action, addressee, issuedAt, expiresAt, spentAt, closedAt
            FROM era CROSS JOIN token INDEXED BY token_digest ON id / 8192 = era.number AND digest = ?
            LIMIT 1
            """, [digest.blob]
        ) { try Self.token($0) }
    }

    func tokens(of number: RequestNumber) throws -> [TokenRecord] {
        try all(
            "token",
            """
            SELECT digest, request, step, action, addressee, issuedAt, expiresAt, spentAt, closedAt
            FROM token WHERE request = ? ORDER BY issuedAt DESC, id DESC
            """, [RequestKey.encode(number)]
        ) { try Self.token($0) }
    }

    func insert(_ tokens: [TokenRecord]) throws {
        for token in tokens {
            try change(
                """
                INSERT INTO token (digest, request, step, action, addressee, issuedAt, expiresAt, spentAt, closedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    token.digest.blob, RequestKey.encode(token.request), storable(token.step),
                    storable(token.action), token.addressee.addrSpec, token.issuedAt.seconds,
                    token.expiresAt.seconds, token.spentAt?.seconds, token.closedAt?.seconds,
                ])
        }
    }

    func spend(_ digest: Digest, at now: Timestamp) throws -> Bool {
        try change(
            """
            WITH RECURSIVE era (number) AS (
                SELECT coalesce(max(id), 0) / 8192 FROM token
                UNION ALL SELECT number - 1 FROM era WHERE number > 0
            )
            UPDATE token SET spentAt = ?
            WHERE spentAt IS NULL AND closedAt IS NULL AND id = (
                SELECT id FROM era CROSS JOIN token INDEXED BY token_digest
                ON id / 8192 = era.number AND digest = ? LIMIT 1
            )
            """, [now.seconds, digest.blob]) == 1
    }

    func closeTokens(of number: RequestNumber, step: String?, at now: Timestamp) throws {
        let key = RequestKey.encode(number)
        if let step {
            try change(
                """
                UPDATE token SET closedAt = ?
                WHERE request = ? AND step = ? AND spentAt IS NULL AND closedAt IS NULL
                """, [now.seconds, key, storable(step)])
        } else {
            try change(
                "UPDATE token SET closedAt = ? WHERE request = ? AND spentAt IS NULL AND closedAt IS NULL",
                [now.seconds, key])
        }
    }

    private static func token(_ row: StoredRow) throws -> TokenRecord {
        TokenRecord(
            digest: try row.digest(0), request: try row.request(1), step: try row.text(2),
            action: try row.text(3), addressee: try row.address(4), issuedAt: try row.moment(5),
            expiresAt: try row.moment(6), spentAt: row.optionalMoment(7), closedAt: row.optionalMoment(8))
    }
}
