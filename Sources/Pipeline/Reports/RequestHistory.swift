public import Domain
import Workflows

/// A request's way through its states, read off its audit log.
public struct RequestHistory: Sendable {
    /// A state from the moment it was reached.
    public struct Turn: Sendable, Hashable {
        /// The first moment.
        public let at: Timestamp
        /// The state's stored name.
        public let state: String
        /// Who is waited for in it, the desk's own moves as the administrator's; `nil` once the request is over.
        public let waitingFor: Role?

        /// The name of the outcome, if the state is an end.
        public var outcome: String? {
            state.hasPrefix("closed.") ? String(state.dropFirst("closed.".count)) : nil
        }
    }

    /// The request.
    public let record: RequestRecord
    /// Its audit log, oldest first.
    public let events: [EventRecord]
    /// The states, oldest first, never twice the same in a row.
    public let turns: [Turn]

    /// The history of `record` in its `events`.
    public init(_ record: RequestRecord, _ events: [EventRecord]) throws {
        self.record = record
        self.events = events
        // The first entry names who opened it; the state is read only where that is missing.
        let opener = events.first.flatMap { $0.name == "submitted" ? Role(rawValue: $0.actor) : nil }
        let openedBy = try opener ?? record.readState().submission.openedBy
        var turns: [Turn] = []
        for event in events {
            guard let state = Self.state(in: event.payload), state != turns.last?.state else { continue }
            turns.append(
                Turn(
                    at: event.at, state: state,
                    waitingFor: RequestState.mover(ofStateNamed: state, openedBy: openedBy)))
        }
        self.turns = turns
    }

    /// When it ended and how; `nil` while it is open.
    public var end: (at: Timestamp, outcome: String)? {
        for turn in turns { if let outcome = turn.outcome { return (turn.at, outcome) } }
        return nil
    }

    /// The state in which it was at `moment`; `nil` before it was opened.
    public func turn(at moment: Timestamp) -> Turn? { turns.last { $0.at <= moment } }

    /// The clock of its promised time, stopped and started as the log says.
    public func stopwatch(_ settings: DeskSettings) -> ServiceStopwatch {
        let clock: ServiceClock =
            record.mechanism == .revocation
            ? .elapsed(settings.service.revocationTime)
            : .service(settings.calendar, days: settings.service.promisedDays)
        return ServiceStopwatch(turns.map { ($0.at, $0.waitingFor) }, clock: clock)
    }

    /// The state that an event led to, out of the payload that ``RequestDocket`` wrote.
    private static func state(in payload: String) -> String? {
        let prefix = "{\"state\":\""
        guard payload.hasPrefix(prefix) else { return nil }
        return String(payload.dropFirst(prefix.count).prefix { $0 != "\"" })
    }
}
