import Domain
import GRDB

extension LedgerSession {
    func histories(
        closedSince start: Timestamp, _ visit: (RequestRecord, [EventRecord]) throws -> Void
    ) throws {
        try visitHistories(Self.endedHistories, [start.seconds], visit)
        try visitHistories(Self.openHistories, [], visit)
    }

    /// One walk along an index of requests, and for each a short one along its events: nothing is sorted.
    private static let endedHistories = """
        SELECT \(requestColumns), \(eventColumns)
        FROM request INDEXED BY request_closed LEFT JOIN event ON event.request = request.number
        WHERE state GLOB 'closed.*' AND changedAt >= ? ORDER BY changedAt, number, sequence
        """

    private static let openHistories = """
        SELECT \(requestColumns), \(eventColumns)
        FROM request INDEXED BY request_open LEFT JOIN event ON event.request = request.number
        WHERE state NOT GLOB 'closed.*' ORDER BY openedAt, number, sequence
        """

    /// ``RequestQuery/columns`` where two tables have a payload.
    private static let requestColumns = """
        number, mechanism, state, payloadVersion, request.payload, applicantName, applicant, verifier, agency, \
        openedAt, changedAt, dueAt
        """

    private static let eventColumns = "at, name, actor, message, event.payload"

    private func visitHistories(
        _ sql: String, _ arguments: StatementArguments, _ visit: (RequestRecord, [EventRecord]) throws -> Void
    ) throws {
        var current: (key: Int64, record: RequestRecord)?
        var events: [EventRecord] = []
        try each("request", sql, arguments) { row in
            let key = try row.integer(0)
            if let known = current, known.key != key {
                try visit(known.record, events)
                current = nil
            }
            if current == nil {
                current = (key, try Self.request(row))
                events.removeAll(keepingCapacity: true)
            }
            guard row.optionalInteger(12) != nil, let number = current?.record.number else { return }
            events.append(
                EventRecord(
                    at: try row.moment(12), request: number, name: try row.text(13), actor: try row.text(14),
                    message: try row.optionalDigest(15), payload: try row.text(16)))
        }
        if let known = current { try visit(known.record, events) }
    }
}
