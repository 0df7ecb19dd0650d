import Domain
import GRDB

extension LedgerSession {
    /// Stands where an address was. The domain can never exist (RFC 2606).
    private static let nobody = "erased@erased.invalid"

    func setPurged(_ number: RequestNumber, at now: Timestamp) throws {
        try changeOne(
            "UPDATE request SET purgedAt = coalesce(purgedAt, ?) WHERE number = ?",
            [now.seconds, RequestKey.encode(number)], or: "request \(number)")
    }

    func forgetApplicant(of number: RequestNumber) throws {
        let key = RequestKey.encode(number)
        let applicant = try first("request", "SELECT applicant FROM request WHERE number = ?", [key]) {
            try $0.text(0)
        }
        try forgetRecipient(applicant ?? "", of: key)
        try changeOne(
            "UPDATE request SET applicantName = '', applicant = ? WHERE number = ?",
            [Self.nobody, key], or: "request \(number)")
    }

    func forgetCitizen(of number: RequestNumber) throws {
        let key = RequestKey.encode(number)
        let citizen = try first("casefile", "SELECT citizen FROM casefile WHERE number = ?", [key]) {
            try $0.text(0)
        }
        try forgetRecipient(citizen ?? "", of: key)
        try changeOne(
            """
            UPDATE casefile SET citizen = ?, citizenName = '', subject = '' WHERE number = ?
            """, [Self.nobody, key], or: "case \(number)")
    }

    /// What the server answered may quote the address, so it goes with it. Mail that still waits keeps its
    /// recipient until it has left. The counts of the outbound budget name addresses as well.
    private func forgetRecipient(_ address: String, of key: Int64) throws {
        try change(
            """
            UPDATE outbox SET recipient = ?, lastReply = ''
            WHERE request = ? AND recipient = ? COLLATE NOCASE AND status IN ('sent', 'failed')
            """, [Self.nobody, key, address])
        try change("DELETE FROM outbound WHERE recipient = ? AND recipient <> ''", [address])
        try change(
            "UPDATE token SET addressee = ? WHERE request = ? AND addressee = ? COLLATE NOCASE",
            [Self.nobody, key, address])
        try change("DELETE FROM confirmation WHERE addressee = ?", [address])
        try change("DELETE FROM wrongCode WHERE subject = ?", ["from \(address)"])
    }

    func forgetHolder(of serial: CertificateSerial) throws {
        try changeOne(
            "UPDATE certificate SET nik = NULL, nip = NULL WHERE serial = ?",
            [serial.blob], or: "certificate \(serial.tail)")
    }

    func closeAllTokens(at now: Timestamp) throws -> Int {
        try change(
            "UPDATE token SET closedAt = ? WHERE spentAt IS NULL AND closedAt IS NULL", [now.seconds])
            + change("UPDATE confirmation SET answeredAt = ? WHERE answeredAt IS NULL", [now.seconds])
    }

    func abandonOutbox(reply: String) throws -> Int {
        let ids = try all(
            "outbox", "SELECT id FROM outbox WHERE status IN ('queued', 'held', 'sending')", []
        ) { try $0.integer(0) }
        for id in ids {
            try change(
                "UPDATE outbox SET status = 'failed', lastReply = ? WHERE id = ?", [storable(reply), id])
            try change("DELETE FROM outboxContent WHERE outbox = ?", [id])
        }
        return ids.count
    }

    func forgetCursors() throws { try change("DELETE FROM cursor", []) }
}
