import Domain
import GRDB

extension LedgerSession {
    /// How long a wrong code is remembered, in seconds.
    private static let memory: Int64 = 2 * 86_400

    func wrongCodes(_ subject: WrongCode, since: Timestamp) throws -> Int {
        try first(
            "wrongCode", "SELECT coalesce(sum(count), 0) FROM wrongCode WHERE subject = ? AND at >= ?",
            [Self.key(subject), since.seconds]
        ) { try $0.count(0) } ?? 0
    }

    func noteWrongCodes(_ subject: WrongCode, count: Int, at now: Timestamp) throws {
        guard count > 0 else { return }
        try change("DELETE FROM wrongCode WHERE at < ?", [now.seconds - Self.memory])
        try change(
            """
            INSERT INTO wrongCode (subject, at, count) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET count = count + excluded.count
            """, [Self.key(subject), now.seconds, count])
    }

    private static func key(_ subject: WrongCode) -> String {
        switch subject {
        case .from(let address): "from \(address.addrSpec)"
        case .about(let number): "about \(number)"
        }
    }
}
