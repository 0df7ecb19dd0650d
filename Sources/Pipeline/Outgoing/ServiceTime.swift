import Domain
import Workflows

/// How the promised time of a request stands, read off its audit log.
struct ServiceTime {
    let stopwatch: ServiceStopwatch
    /// Since when it has been the present person's move.
    let since: Timestamp

    /// The time of the request whose `events` these are.
    init(_ events: [ChainedEvent], of record: RequestRecord, _ settings: DeskSettings) throws {
        let history = try RequestHistory(record, events.map(\.event))
        since = history.turns.last?.at ?? record.openedAt
        stopwatch = history.stopwatch(settings)
    }
}
