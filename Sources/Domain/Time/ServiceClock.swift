/// What a promised time is measured with.
public enum ServiceClock: Sendable, Hashable {
    /// That many working days of the calendar, 1 to 3; time that the applicant takes does not count.
    case workingDays(Int, WorkingCalendar)
    /// That many seconds of plain time, day and night, whoever is waited for.
    case elapsed(Int64)

    /// The promise of the service standard: at most three working days.
    public static func service(_ calendar: WorkingCalendar, days: Int = 3) -> ServiceClock {
        .workingDays(days, calendar)
    }

    /// The clock of a revocation: 24 hours.
    public static let revocation = ServiceClock.elapsed(86_400)

    /// The promised time in seconds of this clock; at least one.
    public var promised: Int64 {
        switch self {
        case .workingDays(let days, let calendar): Int64(min(max(days, 1), 3)) * calendar.dayLength
        case .elapsed(let seconds): max(seconds, 1)
        }
    }

    /// Whether the clock runs while `role` is waited for; `nil` stands for nobody, because the request is closed.
    public func runs(waitingFor role: Role?) -> Bool {
        switch (self, role) {
        case (_, nil): false
        case (.workingDays, .applicant): false
        case (.workingDays, _), (.elapsed, _): true
        }
    }

    /// Seconds that count from `start` to `end`, which is not earlier.
    public func seconds(from start: Timestamp, to end: Timestamp) -> Int64 {
        switch self {
        case .workingDays(_, let calendar): return calendar.workingSeconds(from: start, to: end)
        case .elapsed:
            let (seconds, isTooFar) = end.seconds.subtractingReportingOverflow(start.seconds)
            return isTooFar ? .max : seconds
        }
    }

    /// The first moment at which `seconds` have passed since `start`.
    public func moment(after seconds: Int64, from start: Timestamp) -> Timestamp {
        switch self {
        case .workingDays(_, let calendar): return calendar.moment(after: seconds, from: start)
        case .elapsed:
            let (moment, isTooFar) = start.seconds.addingReportingOverflow(max(seconds, 0))
            return Timestamp(seconds: isTooFar ? .max : moment)
        }
    }
}
