internal import Domain

/// A case with everything that happened to it. Nobody's address stands in it.
struct CaseTimeline: Codable, CustomStringConvertible {
    let summary: CaseSummary
    let timeline: [TimelineEntry]

    init?(_ number: RequestNumber, in view: any LedgerView, calendar: WorkingCalendar) throws {
        guard let record = try view.caseRecord(number) else { return nil }
        summary = CaseSummary(record, calendar: calendar)
        let events = try view.events(of: number).map { TimelineEntry($0.event) }
        let mails = try view.outbox(of: number).map { TimelineEntry($0, isDiscreet: true) }
        timeline = TimelineEntry.sorted(events + mails)
    }

    private enum CodingKeys: String, CodingKey {
        case summary = "case"
        case timeline
    }

    var description: String {
        let lapor = summary.lapor.map { ["  LAPOR! \($0)"] } ?? []
        return ([summary.description] + lapor + timeline.map { "  \($0.at)  \($0.what)" })
            .joined(separator: "\n")
    }
}
