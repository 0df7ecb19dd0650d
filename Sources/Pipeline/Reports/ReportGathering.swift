import Domain
import Workflows

/// Adds up one period's figures, request by request.
///
/// Everything about requests is read off their histories up to the period's end, so that the report on a past
/// period says the same whenever it is made.
struct ReportGathering {
    private static let decided: Set<String> = ["issued", "renewed", "updated", "revoked", "rejected"]

    private let settings: DeskSettings
    /// From the period's first moment to its end, or to now while it is not over.
    let span: Range<Timestamp>
    private var requests: [Mechanism: ReportFigures.Requests] = [:]
    private var endings: [String: Int] = [:]
    private var times: [Mechanism: [Int64]] = [:]
    private var kept: [Mechanism: Int] = [:]
    private var waiting: [Role: ReportFigures.Waiting] = [:]
    private var moves: [Role: [Int64]] = [:]
    /// Mails of these requests that came back in the period.
    private(set) var returned = 0

    init(span: Range<Timestamp>, settings: DeskSettings) {
        self.span = span
        self.settings = settings
    }

    /// Counts one request.
    mutating func add(_ history: RequestHistory) {
        let mechanism = history.record.mechanism
        var counts = requests[mechanism] ?? ReportFigures.Requests(mechanism: mechanism)
        if span.contains(history.record.openedAt) { counts.opened += 1 }
        if let end = history.end, end.at < span.upperBound {
            if end.at >= span.lowerBound { count(history, end.at, end.outcome, &counts) }
        } else if let turn = history.turn(at: span.upperBound) {
            counts.open += 1
            let stopwatch = history.stopwatch(settings)
            if stopwatch.used(at: span.upperBound) >= stopwatch.promised { counts.overdue += 1 }
            if let role = turn.waitingFor { wait(for: role, since: turn.at) }
        }
        requests[mechanism] = counts
        for (turn, next) in zip(history.turns, history.turns.dropFirst()) where span.contains(next.at) {
            guard let role = turn.waitingFor else { continue }
            moves[role, default: []].append(
                max(settings.calendar.workingSeconds(from: turn.at, to: next.at), 0))
        }
        returned += history.events.count {
            $0.name == "undeliverable" && $0.message != nil && span.contains($0.at)
        }
    }

    private mutating func count(
        _ history: RequestHistory, _ end: Timestamp, _ outcome: String,
        _ counts: inout ReportFigures.Requests
    ) {
        endings[outcome, default: 0] += 1
        let isDone = Self.decided.contains(outcome) && outcome != "rejected"
        if isDone { counts.done += 1 } else { counts.otherwise += 1 }
        guard Self.decided.contains(outcome) else { return }
        let stopwatch = history.stopwatch(settings)
        let used = stopwatch.used(at: end)
        times[counts.mechanism, default: []].append(used)
        if used <= stopwatch.promised { kept[counts.mechanism, default: 0] += 1 }
    }

    private mutating func wait(for role: Role, since start: Timestamp) {
        var figures = waiting[role] ?? ReportFigures.Waiting(role: role)
        figures.open += 1
        figures.oldest = max(figures.oldest, span.upperBound - start)
        waiting[role] = figures
    }

    /// One entry for each mechanism.
    var requestFigures: [ReportFigures.Requests] {
        Mechanism.allCases.map { requests[$0] ?? ReportFigures.Requests(mechanism: $0) }
    }

    /// Outcomes that occurred.
    var endingFigures: [ReportFigures.Ending] {
        Outcome.names.compactMap { name in
            endings[name].map { ReportFigures.Ending(outcome: name, count: $0) }
        }
    }

    /// Mechanisms of which something was decided.
    var serviceFigures: [ReportFigures.Service] {
        Mechanism.allCases.compactMap { mechanism in
            guard let times = times[mechanism]?.sorted(), !times.isEmpty else { return nil }
            let isRevocation = mechanism == .revocation
            let clock: ServiceClock =
                isRevocation
                ? .elapsed(settings.service.revocationTime)
                : .service(settings.calendar, days: settings.service.promisedDays)
            return ReportFigures.Service(
                mechanism: mechanism, count: times.count, kept: kept[mechanism] ?? 0,
                median: Self.quantile(50, of: times), ninetieth: Self.quantile(90, of: times),
                promised: clock.promised, day: isRevocation ? 86_400 : settings.calendar.dayLength)
        }
    }

    /// Whoever can be waited for.
    var waitingFigures: [ReportFigures.Waiting] {
        [Role.applicant, .verifier, .registrationAuthority, .administrator].map { role in
            var figures = waiting[role] ?? ReportFigures.Waiting(role: role)
            let times = (moves[role] ?? []).sorted()
            figures.moves = times.count
            figures.median = Self.quantile(50, of: times)
            return figures
        }
    }

    /// The smallest of the `sorted` values that `percent` of them do not exceed (nearest rank); 0 of none.
    static func quantile(_ percent: Int, of sorted: [Int64]) -> Int64 {
        guard !sorted.isEmpty else { return 0 }
        let rank = (sorted.count * percent + 99) / 100
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }
}
