import Domain
import Foundation
import GRDB

extension LedgerSession {
    func evidenceKey(of owner: EvidenceOwner) throws -> EvidenceKeyRecord? {
        try first(
            "evidenceKey", "SELECT \(EvidenceKey.columns) FROM evidenceKey WHERE owner = ?",
            [EvidenceKey.encode(owner)]
        ) { try EvidenceKey.record($0) }
    }

    func liveEvidenceKeys(after owner: EvidenceOwner?, limit: Int) throws -> [EvidenceKeyRecord] {
        try all(
            "evidenceKey",
            """
            SELECT \(EvidenceKey.columns) FROM evidenceKey
            WHERE owner > ? AND wrapped IS NOT NULL ORDER BY owner LIMIT ?
            """, [owner.map(EvidenceKey.encode) ?? -1, max(limit, 0)]
        ) { try EvidenceKey.record($0) }
    }

    func hasEvidenceKeys() throws -> Bool {
        try first(
            "evidenceKey", "SELECT 1 FROM evidenceKey WHERE owner >= 0 AND wrapped IS NOT NULL LIMIT 1", []
        ) { _ in true }
            ?? false
    }

    func insert(_ key: EvidenceKeyRecord) throws {
        try change(
            "INSERT INTO evidenceKey (owner, wrapped, createdAt, destroyedAt) VALUES (?, ?, ?, ?)",
            [
                EvidenceKey.encode(key.owner), key.wrapped.map { Data($0) }, key.createdAt.seconds,
                key.destroyedAt?.seconds,
            ])
    }

    func rewrap(_ owner: EvidenceOwner, _ wrapped: [UInt8]) throws {
        try changeOne(
            "UPDATE evidenceKey SET wrapped = ? WHERE owner = ? AND wrapped IS NOT NULL",
            [Data(wrapped), EvidenceKey.encode(owner)], or: "data key of \(owner)")
    }

    func destroyEvidenceKey(of owner: EvidenceOwner, at now: Timestamp) throws {
        let key = EvidenceKey.encode(owner)
        // `secure_delete` overwrites the old cell. A row without a key keeps later runs from making one.
        let changed = try change(
            "UPDATE evidenceKey SET wrapped = NULL, destroyedAt = ? WHERE owner = ? AND wrapped IS NOT NULL",
            [now.seconds, key])
        guard changed == 0 else { return }
        try change(
            """
            INSERT INTO evidenceKey (owner, wrapped, createdAt, destroyedAt) VALUES (?, NULL, ?, ?)
            ON CONFLICT DO NOTHING
            """, [key, now.seconds, now.seconds])
    }
}
