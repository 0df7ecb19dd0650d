import Domain
import Workflows

/// How the promised time of a request stands, read off its audit log.
struct ServiceTime {
    let stopwatch: ServiceStopwatch
    /// Since when it has been the present person's move.
    let since: Timestamp

    /// The time of the request whose `events` these are.
    init(_ events: [ChainedEvent], of record: RequestRecord, _ settings: DeskSettings) throws {
        let openedBy = try record.readState().submission.openedBy
        let clock: ServiceClock =
            record.mechanism == .revocation
            ? .elapsed(settings.service.revocationTime)
            : .service(settings.calendar, days: settings.service.promisedDays)
        var history: [(at: Timestamp, waitingFor: Role?)] = []
        var last = ""
        for chained in events {
            guard let state = Self.state(in: chained.event.payload), state != last else { continue }
            history.append(
                (
                    at: chained.event.at,
                    waitingFor: RequestState.mover(ofStateNamed: state, openedBy: openedBy)
                ))
            last = state
        }
        since = history.last?.at ?? record.openedAt
        stopwatch = ServiceStopwatch(history, clock: clock)
    }

    /// The state that an event led to, out of the payload that ``RequestDocket`` wrote.
    private static func state(in payload: String) -> String? {
        let prefix = "{\"state\":\""
        guard payload.hasPrefix(prefix) else { return nil }
        return String(payload.dropFirst(prefix.count).prefix { $0 != "\"" })
    }
}
