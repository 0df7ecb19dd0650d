/// How long a request has taken, and who took it: the clock of the promised service time.
///
/// A pure value: it knows the history, not the time. The history stays true if the desk's clock once ran
/// backwards: an entry counts as not earlier than the one before it.
public struct ServiceStopwatch: Sendable, Hashable {
    /// Since when a request waits for whom.
    public struct Turn: Sendable, Hashable {
        /// The first moment.
        public let at: Timestamp
        /// Who is waited for; `nil` if the request is closed.
        public let waitingFor: Role?

        /// A turn.
        public init(at: Timestamp, waitingFor: Role?) {
            self.at = at
            self.waitingFor = waitingFor
        }
    }

    /// How much of the promised time is used, in percent.
    public enum Warning: Int, Sendable, Hashable, Codable, CaseIterable, Comparable {
        /// Half of it.
        case half = 50
        /// Four fifths of it.
        case nearlyAll = 80
        /// All of it.
        case all = 100

        /// Orders by urgency.
        public static func < (left: Warning, right: Warning) -> Bool { left.rawValue < right.rawValue }
    }

    /// The clock.
    public let clock: ServiceClock
    /// The history, never going back in time.
    public let turns: [Turn]

    /// A stopwatch over `history`, oldest first.
    public init(_ history: [(at: Timestamp, waitingFor: Role?)], clock: ServiceClock) {
        self.clock = clock
        var turns: [Turn] = []
        for entry in history {
            let at = max(entry.at, turns.last?.at ?? entry.at)
            turns.append(Turn(at: at, waitingFor: entry.waitingFor))
        }
        self.turns = turns
    }

    /// A stopwatch over `history` that counts working days, 1 to 3.
    public init(
        _ history: [(at: Timestamp, waitingFor: Role?)], calendar: WorkingCalendar, promised days: Int = 3
    ) {
        self.init(history, clock: .service(calendar, days: days))
    }

    /// The promised time in seconds of the clock.
    public var promised: Int64 { clock.promised }

    /// Seconds of the clock for which `role` was waited for, up to `now`; also for the applicant.
    public func seconds(for role: Role, at now: Timestamp) -> Int64 {
        sum(at: now) { $0 == role }
    }

    /// Seconds of the clock that count against the promise, up to `now`.
    public func used(at now: Timestamp) -> Int64 {
        sum(at: now) { clock.runs(waitingFor: $0) }
    }

    /// The used part of the promised time; above 1 if it is over.
    public func fraction(at now: Timestamp) -> Double { Double(used(at: now)) / Double(promised) }

    /// The highest warning that has been reached, or `nil` before the first one.
    public func warning(at now: Timestamp) -> Warning? {
        let used = used(at: now)
        return Warning.allCases.last { used >= seconds(until: $0) }
    }

    /// When 100 % will be (or was) reached if nothing else happens; `nil` while the clock stands still.
    public var dueAt: Timestamp? {
        guard let last = turns.last, clock.runs(waitingFor: last.waitingFor) else { return nil }
        return moment(of: .all)
    }

    /// When `warning` was reached, or will be if nothing else happens; `nil` if the clock stands still before.
    public func moment(of warning: Warning) -> Timestamp? {
        var left = seconds(until: warning)
        for (index, turn) in turns.enumerated() where clock.runs(waitingFor: turn.waitingFor) {
            guard index + 1 < turns.count else { return clock.moment(after: left, from: turn.at) }
            let length = clock.seconds(from: turn.at, to: turns[index + 1].at)
            if length >= left { return clock.moment(after: left, from: turn.at) }
            left -= length
        }
        return nil
    }

    /// Seconds of the clock after which `warning` is due, rounded up.
    private func seconds(until warning: Warning) -> Int64 {
        let percent = Int64(warning.rawValue)
        let (whole, rest) = promised.quotientAndRemainder(dividingBy: 100)
        return whole * percent + (rest * percent + 99) / 100
    }

    private func sum(at now: Timestamp, counting: (Role?) -> Bool) -> Int64 {
        var total: Int64 = 0
        for (index, turn) in turns.enumerated() where turn.waitingFor != nil && counting(turn.waitingFor) {
            let end = index + 1 < turns.count ? min(turns[index + 1].at, now) : now
            guard end > turn.at else { continue }
            let (sum, isTooFar) = total.addingReportingOverflow(clock.seconds(from: turn.at, to: end))
            total = isTooFar ? .max : sum
        }
        return total
    }
}
