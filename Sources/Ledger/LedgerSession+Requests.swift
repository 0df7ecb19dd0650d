import Domain
import Foundation
import GRDB

extension LedgerSession {
    func nextSequence(_ series: RequestNumber.Series, year: Int) throws -> Int {
        let last = try first(
            "counter",
            """
            INSERT INTO counter (series, year, last) VALUES (?, ?, 1)
            ON CONFLICT (series, year) DO UPDATE SET last = last + 1 RETURNING last
            """, [RequestKey.digit(of: series), year]
        ) { try $0.count(0) }
        guard let last else { throw LedgerError(.unknownRecord, "counter") }
        return last
    }

    func insert(_ request: RequestRecord) throws {
        try change(
            """
            INSERT INTO request (mechanism, state, payloadVersion, payload, applicantName, applicant, verifier,
                agency, openedAt, changedAt, dueAt, number)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, Self.arguments(request))
    }

    func update(_ request: RequestRecord) throws {
        try changeOne(
            """
            UPDATE request SET mechanism = ?, state = ?, payloadVersion = ?, payload = ?, applicantName = ?,
                applicant = ?, verifier = ?, agency = ?, openedAt = ?, changedAt = ?, dueAt = ?
            WHERE number = ?
            """, Self.arguments(request), or: "request \(request.number)")
    }

    func request(_ number: RequestNumber) throws -> RequestRecord? {
        try first(
            "request", "SELECT \(RequestQuery.columns) FROM request WHERE number = ?",
            [RequestKey.encode(number)]
        ) { try Self.request($0) }
    }

    func requests(_ filter: RequestFilter) throws -> [RequestRecord] {
        guard filter.limit > 0 else { return [] }
        var found: [RequestRecord] = []
        // One query per state walks an index in the wanted order and stops at the limit.
        let queries = RequestQuery.all(for: filter)
        for query in queries {
            found += try all("request", query.sql, query.arguments) { try Self.request($0) }
        }
        guard queries.count > 1 else { return found }
        found.sort { RequestQuery.precedes($0, $1, byDeadline: filter.dueBy != nil) }
        return Array(found.prefix(filter.limit))
    }

    private static func arguments(_ request: RequestRecord) -> StatementArguments {
        [
            request.mechanism.rawValue, storable(request.state), request.payloadVersion,
            storable(request.payload), storable(request.applicantName), request.applicant.addrSpec,
            request.verifier.addrSpec, storable(request.agency), request.openedAt.seconds,
            request.changedAt.seconds, request.dueAt?.seconds, RequestKey.encode(request.number),
        ]
    }

    /// The record in the first columns, as ``RequestQuery/columns`` names them.
    static func request(_ row: StoredRow) throws -> RequestRecord {
        RequestRecord(
            number: try row.request(0), mechanism: try row.choice(1, of: Mechanism.self),
            state: try row.text(2), payloadVersion: try row.count(3), payload: try row.text(4),
            applicantName: try row.text(5), applicant: try row.address(6), verifier: try row.address(7),
            agency: try row.text(8), openedAt: try row.moment(9), changedAt: try row.moment(10),
            dueAt: row.optionalMoment(11))
    }
}
