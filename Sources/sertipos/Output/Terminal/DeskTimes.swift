internal import Domain

/// Moments as people at the desk read them: by its clocks, and how far away they are.
struct DeskTimes: Sendable {
    let zone: ServiceZone
    let now: Timestamp

    /// `2026-11-23 09:26`.
    func moment(_ moment: Timestamp) -> String { "\(day(moment)) \(clock(moment))" }

    /// `2026-11-23`.
    func day(_ moment: Timestamp) -> String { LocalTime(moment, in: zone).date.description }

    /// `09:26`.
    func clock(_ moment: Timestamp) -> String { LocalTime(moment, in: zone).clock(separator: ":") }

    /// `Monday`, in full.
    func weekday(_ moment: Timestamp) -> String {
        let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        return names[LocalTime(moment, in: zone).date.weekday - 1]
    }

    /// `in 2 d 3 h`, `5 min ago`, `now`.
    func distance(_ moment: Timestamp) -> String {
        let seconds = moment - now
        guard abs(seconds) >= 60 else { return "now" }
        return seconds > 0 ? "in \(Self.span(seconds))" : "\(Self.span(-seconds)) ago"
    }

    /// `2 d 3 h`, `3 h 20 min`, `5 min`, `40 s`: the two largest units.
    static func span(_ seconds: Int64) -> String {
        let seconds = max(seconds, 0)
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60)
        if days > 0 { return hours > 0 && days < 10 ? "\(days) d \(hours) h" : "\(days) d" }
        if hours > 0 { return minutes > 0 ? "\(hours) h \(minutes) min" : "\(hours) h" }
        return minutes > 0 ? "\(minutes) min" : "\(seconds) s"
    }
}
