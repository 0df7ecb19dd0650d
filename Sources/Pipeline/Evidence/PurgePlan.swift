import Domain

/// What has been kept long enough, as the ledger knows it. Pure: it only asks.
struct PurgePlan {
    /// At most so many things of one class go in one run.
    static let limit = 500
    private static let positionKey = "purge-position"

    /// Mails that belong to nothing, and quarantined ones.
    let strays: [MessageRecord]
    /// Ended requests whose identity data goes.
    let requests: [RequestRecord]
    /// Purged requests that no longer name the applicant.
    let named: [RequestRecord]
    /// Cases that no longer name the citizen.
    let cases: [CaseRecord]
    /// Certificates that no longer name a NIK.
    let certificates: [CertificateSerial]
    /// Where the walk through ended requests goes on.
    let position: EndedPosition?

    /// The plan at `now`.
    init(_ view: any LedgerView, _ periods: RetentionPeriods, now: Timestamp, limit: Int = Self.limit) throws
    {
        let incoming = now + -periods.incoming
        var strays = try view.strayMessages(
            .quarantined, before: now + -periods.quarantine, limit: limit)
        for outcome in [MessageOutcome.answered, .ignored] {
            strays += try view.strayMessages(outcome, before: incoming, limit: limit)
        }
        // A letter that opened several requests belongs to none of them alone and goes with the last one.
        strays += try view.strayMessages(.processed, before: now + -periods.requests, limit: limit)
        self.strays = strays
        let end = now + -periods.evidence
        let walked = try view.endedRequests(before: end, after: try Self.position(view), limit: limit)
        requests = try walked.filter { try Self.isOver($0, before: end, view) }
        position =
            walked.count < limit
            ? nil : walked.last.map { EndedPosition(changedAt: $0.changedAt, number: $0.number) }
        named = try view.namedRequests(before: now + -periods.requests, limit: limit)
        cases = try view.endedCases(before: now + -periods.cases, limit: limit)
        certificates = try view.endedCertificates(before: end, limit: limit)
    }

    /// Writes down where the next run goes on, so that requests whose certificate still runs block nobody.
    func remember(_ transaction: any LedgerTransaction) throws {
        let text = position.map { "\($0.changedAt.seconds) \($0.number)" } ?? ""
        if try transaction.fact(Self.positionKey) ?? "" != text {
            try transaction.setFact(Self.positionKey, text)
        }
    }

    /// Whether every certificate of the request ended before `end`.
    private static func isOver(
        _ record: RequestRecord, before end: Timestamp, _ view: any LedgerView
    ) throws -> Bool {
        var filter = CertificateFilter()
        filter.request = record.number
        return try view.certificates(filter).allSatisfy { $0.end < end }
    }

    private static func position(_ view: any LedgerView) throws -> EndedPosition? {
        guard let words = try view.fact(positionKey)?.split(separator: " "), words.count == 2,
            let seconds = Int64(words[0]), let number = RequestNumber(words[1])
        else { return nil }
        return EndedPosition(changedAt: Timestamp(seconds: seconds), number: number)
    }
}

extension CertificateRecord {
    /// When it stops, or stopped, being in force.
    var end: Timestamp {
        switch status {
        case .revoked: min(revokedAt ?? notAfter, notAfter)
        case .prepared, .abandoned: notBefore
        case .valid: notAfter
        }
    }
}
