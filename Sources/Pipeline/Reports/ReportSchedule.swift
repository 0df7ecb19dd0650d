/// When the administrator gets reports.
public struct ReportSchedule: Sendable, Hashable {
    /// On which day of the week the report on the week before is due, 1 (Monday) to 7; `nil`: never.
    public var weekday: Int?
    /// On which day of the month the report on the month before is due, 1 to 28; `nil`: never.
    public var dayOfMonth: Int?
    /// From which hour of that day on, in the desk's zone, 0 to 23.
    public var hour: Int

    /// A schedule.
    public init(weekday: Int? = nil, dayOfMonth: Int? = nil, hour: Int = 7) {
        self.weekday = weekday
        self.dayOfMonth = dayOfMonth
        self.hour = hour
    }

    /// No reports by mail.
    public static let none = ReportSchedule()
}
