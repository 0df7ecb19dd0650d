import Domain
import Foundation
import GRDB

extension LedgerSession {
    func insert(_ record: CaseRecord) throws {
        guard record.number.series == .complaint else {
            throw LedgerError(.misuse, "a case has a number of its own series, not \(record.number)")
        }
        try change(
            """
            INSERT INTO casefile (kind, status, citizen, citizenName, subject, message, laporNumber, openedAt,
                changedAt, answeredAt, number)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, Self.arguments(record))
    }

    func update(_ record: CaseRecord) throws {
        try changeOne(
            """
            UPDATE casefile SET kind = ?, status = ?, citizen = ?, citizenName = ?, subject = ?, message = ?,
                laporNumber = ?, openedAt = ?, changedAt = ?, answeredAt = ?
            WHERE number = ?
            """, Self.arguments(record), or: "case \(record.number)")
    }

    func caseRecord(_ number: RequestNumber) throws -> CaseRecord? {
        try first(
            "casefile", "SELECT \(CaseQuery.columns) FROM casefile WHERE number = ?",
            [RequestKey.encode(number)]
        ) { try Self.caseRecord($0) }
    }

    func cases(_ filter: CaseFilter) throws -> [CaseRecord] {
        guard filter.limit > 0 else { return [] }
        let query = CaseQuery(filter)
        return try all("casefile", query.sql, query.arguments) { try Self.caseRecord($0) }
    }

    private static func arguments(_ record: CaseRecord) -> StatementArguments {
        [
            record.kind.rawValue, record.status.rawValue, record.citizen.addrSpec,
            storable(record.citizenName), storable(record.subject), record.message.blob,
            record.laporNumber.map(storable), record.openedAt.seconds, record.changedAt.seconds,
            record.answeredAt?.seconds, RequestKey.encode(record.number),
        ]
    }

    static func caseRecord(_ row: StoredRow) throws -> CaseRecord {
        CaseRecord(
            number: try row.request(0), kind: try row.choice(1, of: CaseKind.self),
            status: try row.choice(2, of: CaseStatus.self), citizen: try row.address(3),
            citizenName: try row.text(4), subject: try row.text(5), message: try row.digest(6),
            laporNumber: row.optionalText(7), openedAt: try row.moment(8), changedAt: try row.moment(9),
            answeredAt: row.optionalMoment(10))
    }
}
