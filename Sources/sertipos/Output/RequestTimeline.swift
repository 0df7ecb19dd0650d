internal import Domain
internal import Pipeline

/// A request with everything that happened to it.
struct RequestTimeline: Codable, CustomStringConvertible {
    let request: RequestSummary
    let timeline: [TimelineEntry]

    init?(_ number: RequestNumber, in view: any LedgerView) throws {
        guard let record = try view.request(number) else { return nil }
        request = RequestSummary(record)
        let events = try view.events(of: number).map { chained in
            TimelineEntry(chained.event, remark: try RecordedConsent(chained.event, in: view)?.remark ?? "")
        }
        let mails = try view.outbox(of: number).map { TimelineEntry($0) }
        timeline = TimelineEntry.sorted(events + mails)
    }

    var description: String {
        ([request.description] + timeline.map { "  \($0.at)  \($0.what)" }).joined(separator: "\n")
    }

    /// The entries for a terminal.
    func lines(_ style: TerminalStyle, _ times: DeskTimes) -> [String] {
        TimelineEntry.lines(timeline, style, times)
    }
}
