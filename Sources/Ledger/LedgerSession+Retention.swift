import Domain
import GRDB

extension LedgerSession {
    func unsealedMessages(after id: Int64, limit: Int) throws -> [MessageRecord] {
        try all(
            "message",
            """
            SELECT \(Self.messageColumns) FROM message INDEXED BY message_unsealed
            WHERE rest = 'plain' AND outcome NOT IN ('pending', 'quarantined') AND id > ?
            ORDER BY id LIMIT ?
            """, [id, max(limit, 0)]
        ) { try Self.message($0) }
    }

    func keptMessages(of number: RequestNumber) throws -> [MessageRecord] {
        try all(
            "message",
            """
            SELECT \(Self.messageColumns) FROM message INDEXED BY message_filed
            WHERE request = ? AND rest <> 'gone' ORDER BY id
            """, [RequestKey.encode(number)]
        ) { try Self.message($0) }
    }

    func strayMessages(_ outcome: MessageOutcome, before moment: Timestamp, limit: Int) throws
        -> [MessageRecord]
    {
        guard outcome != .pending else { return [] }
        return try all(
            "message",
            """
            SELECT \(Self.messageColumns) FROM message INDEXED BY message_stray
            WHERE request IS NULL AND rest <> 'gone' AND outcome <> 'pending' AND outcome = ?
                AND receivedAt < ?
            ORDER BY receivedAt, id LIMIT ?
            """, [outcome.rawValue, moment.seconds, max(limit, 0)]
        ) { try Self.message($0) }
    }

    func rest(of digest: Digest) throws -> MessageRest? {
        try first("message", "SELECT rest FROM message WHERE digest = ?", [digest.blob]) {
            try $0.choice(0, of: MessageRest.self)
        }
    }

    func setRest(_ ids: [Int64], _ rest: MessageRest) throws {
        for id in ids {
            try changeOne(
                "UPDATE message SET rest = ? WHERE id = ?", [rest.rawValue, id], or: "message \(id)")
        }
    }

    func endedRequests(before moment: Timestamp, after position: EndedPosition?, limit: Int) throws
        -> [RequestRecord]
    {
        try all(
            "request",
            """
            SELECT \(RequestQuery.columns) FROM request INDEXED BY request_ended
            WHERE purgedAt IS NULL AND state GLOB 'closed.*' AND changedAt < ?
                AND (changedAt, number) > (?, ?)
            ORDER BY changedAt, number LIMIT ?
            """,
            [
                moment.seconds, position?.changedAt.seconds ?? Int64.min,
                position.map { RequestKey.encode($0.number) } ?? 0, max(limit, 0),
            ]
        ) { try Self.request($0) }
    }

    func namedRequests(before moment: Timestamp, limit: Int) throws -> [RequestRecord] {
        try all(
            "request",
            """
            SELECT \(RequestQuery.columns) FROM request INDEXED BY request_named
            WHERE purgedAt IS NOT NULL AND applicant <> 'erased@erased.invalid' AND changedAt < ?
            ORDER BY changedAt, number LIMIT ?
            """, [moment.seconds, max(limit, 0)]
        ) { try Self.request($0) }
    }

    func endedCases(before moment: Timestamp, limit: Int) throws -> [CaseRecord] {
        try all(
            "casefile",
            """
            SELECT \(CaseQuery.columns) FROM casefile INDEXED BY casefile_ended
            WHERE status <> 'awaitingOfficer' AND citizen <> 'erased@erased.invalid' AND changedAt < ?
            ORDER BY changedAt, number LIMIT ?
            """, [moment.seconds, max(limit, 0)]
        ) { try Self.caseRecord($0) }
    }

    func endedCertificates(before moment: Timestamp, limit: Int) throws -> [CertificateSerial] {
        try all(
            "certificate",
            """
            SELECT serial FROM certificate INDEXED BY certificate_identified
            WHERE coalesce(nik, nip) IS NOT NULL AND min(notAfter, coalesce(revokedAt, notAfter)) < ? LIMIT ?
            """, [moment.seconds, max(limit, 0)]
        ) { try $0.serial(0) }
    }

    func isPurged(_ number: RequestNumber) throws -> Bool {
        try first(
            "request", "SELECT purgedAt FROM request WHERE number = ?", [RequestKey.encode(number)]
        ) { $0.optionalMoment(0) != nil } ?? false
    }
}
