public import Domain

extension ReportFigures {
    /// No list of a report is longer; a desk of a regency stays far below it.
    private static let limit = 100_000

    /// The figures of `period`, as `view` has them at `now`.
    public init(
        _ period: ReportPeriod, in view: any LedgerView, settings: DeskSettings, now: Timestamp
    ) throws {
        let moments = period.moments(in: settings.zone)
        // What happened in this very second has happened.
        let end = max(min(moments.upperBound, now + 1), moments.lowerBound)
        var gathering = ReportGathering(span: moments.lowerBound..<end, settings: settings)
        try view.histories(closedSince: moments.lowerBound) { record, events in
            gathering.add(try RequestHistory(record, events))
        }
        self.period = period.description
        from = period.first
        until = period.last
        isPartial = now < moments.upperBound
        requests = gathering.requestFigures
        endings = gathering.endingFigures
        service = gathering.serviceFigures
        waiting = gathering.waitingFigures
        cases = try Self.cases(gathering.span, view, settings)
        refusals = try Self.refusals(gathering.span, returned: gathering.returned, view)
        expiring = try Self.expiring(after: end, view)
    }

    private static func cases(
        _ span: Range<Timestamp>, _ view: any LedgerView, _ settings: DeskSettings
    ) throws -> Cases {
        var figures = Cases()
        var filter = CaseFilter()
        filter.openedFrom = span.lowerBound
        filter.openedBefore = span.upperBound
        filter.limit = limit
        var times: [Int64] = []
        for record in try view.cases(filter) {
            figures.opened[record.kind.rawValue, default: 0] += 1
            guard let answered = record.answeredAt else { continue }
            times.append(max(settings.calendar.workingSeconds(from: record.openedAt, to: answered), 0))
        }
        figures.answered = times.count
        figures.median = ReportGathering.quantile(50, of: times.sorted())
        var waiting = CaseFilter()
        waiting.status = .awaitingOfficer
        waiting.limit = limit
        figures.waiting = try view.cases(waiting).count
        return figures
    }

    private static func refusals(
        _ span: Range<Timestamp>, returned: Int, _ view: any LedgerView
    ) throws -> Refusals {
        var figures = Refusals()
        figures.returned = returned
        let refused = try view.refusedOutbox(from: span.lowerBound, before: span.upperBound, limit: limit)
        for entry in refused {
            figures.byDomain[entry.record.recipient.domain.lowercased(), default: 0] += 1
        }
        return figures
    }

    private static func expiring(after moment: Timestamp, _ view: any LedgerView) throws -> Expiring {
        var filter = CertificateFilter()
        filter.status = .valid
        filter.isUnreplaced = true
        filter.expiringFrom = moment
        filter.expiringBefore = moment + 60 * 86_400
        filter.limit = limit
        let ends = try view.certificates(filter).map { $0.notAfter - moment }
        var figures = Expiring()
        figures.week = ends.count { $0 < 7 * 86_400 }
        figures.month = ends.count { $0 < 30 * 86_400 }
        figures.twoMonths = ends.count
        return figures
    }
}
