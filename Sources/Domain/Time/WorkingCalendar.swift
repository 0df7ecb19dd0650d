/// The days on which the office works: Monday to Friday without holidays, in the desk's zone.
///
/// Every answer is exact for any two moments of the years 1 to 9999 and costs a binary search, however far they
/// lie apart; moments outside those years count as their first or last one.
public struct WorkingCalendar: Sendable, Hashable {
    /// Seconds of working time in a working day, unless the office counts its hours.
    public static let wholeDay = 0..<86_400

    /// Names of the days on which the office is closed, besides Saturdays and Sundays.
    public let holidays: [CivilDate: String]
    /// Where days begin and end.
    public let zone: ServiceZone
    /// The version of the holiday table, so that a deadline can be explained later.
    public let version: Int
    /// The part of a working day that counts, in seconds since local midnight.
    public let hours: Range<Int>
    /// Days since the epoch of the holidays that fall on Monday to Friday, in order.
    private let closedDays: [Int]

    /// A calendar. `hours` is cut to one day; if nothing is left, the whole day counts.
    public init(
        holidays: [CivilDate: String], zone: ServiceZone, version: Int, hours: Range<Int> = wholeDay
    ) {
        self.holidays = holidays
        self.zone = zone
        self.version = version
        let cut = hours.clamped(to: Self.wholeDay)
        self.hours = cut.isEmpty ? Self.wholeDay : cut
        closedDays = holidays.keys.filter { $0.weekday <= 5 }.map(\.daysSinceEpoch).sorted()
    }

    /// Seconds of working time in one working day.
    public var dayLength: Int64 { Int64(hours.count) }

    /// Whether the office works on `date`.
    public func isWorkingDay(_ date: CivilDate) -> Bool { date.weekday <= 5 && holidays[date] == nil }

    /// Whether the office works on the day that `moment` falls on.
    public func isWorkingDay(_ moment: Timestamp) -> Bool {
        isWorkingDay(CivilDate(daysSinceEpoch: local(moment).day))
    }

    /// The working day that comes `count` working days after `date`, which itself does not count; `date` if
    /// `count` is not positive.
    public func workingDay(_ count: Int, after date: CivilDate) -> CivilDate {
        guard count > 0 else { return date }
        let (index, isTooFar) = workingDays(before: date.daysSinceEpoch + 1)
            .addingReportingOverflow(count - 1)
        return CivilDate(daysSinceEpoch: isTooFar ? Self.lastDay : day(ofIndex: index))
    }

    /// Seconds of working time from `start` to `end`; negative if `end` is the earlier one.
    public func workingSeconds(from start: Timestamp, to end: Timestamp) -> Int64 {
        position(end) - position(start)
    }

    /// The first moment at which `seconds` of working time have passed since `start`; `start` itself if `seconds`
    /// is not positive.
    public func moment(after seconds: Int64, from start: Timestamp) -> Timestamp {
        guard seconds > 0 else { return start }
        let (target, isTooFar) = position(start).addingReportingOverflow(seconds)
        guard !isTooFar else { return max(start, Self.last) }
        // Fully worked days first; the last second of a day belongs to it, not to the next one.
        let index = Self.floored(target - 1, by: dayLength)
        let rest = target - Int64(index) * dayLength
        let midnight = Int64(day(ofIndex: index)) * 86_400 - zone.offset
        return max(start, min(Timestamp(seconds: midnight + Int64(hours.lowerBound) + rest), Self.last))
    }

    /// Working time since 1970-01-01, the common measure behind every difference.
    private func position(_ moment: Timestamp) -> Int64 {
        let (day, second) = local(moment)
        let whole = Int64(workingDays(before: day)) * dayLength
        guard isWorkingDay(CivilDate(daysSinceEpoch: day)) else { return whole }
        return whole + Int64(min(max(second, hours.lowerBound), hours.upperBound) - hours.lowerBound)
    }
}

extension WorkingCalendar {
    private static let firstDay = -719_162
    private static let lastDay = 2_932_896
    private static let first = Timestamp(seconds: Int64(firstDay + 1) * 86_400)
    private static let last = Timestamp(seconds: Int64(lastDay) * 86_400 - 1)

    private func local(_ moment: Timestamp) -> (day: Int, second: Int) {
        let seconds = min(max(moment, Self.first), Self.last).seconds + zone.offset
        let day = Self.floored(seconds, by: 86_400)
        return (day, Int(seconds - Int64(day) * 86_400))
    }

    /// How many working days lie from 1970-01-01 up to `day`, which does not count; negative before.
    private func workingDays(before day: Int) -> Int {
        // 1969-12-29 was a Monday: three weekdays of its week lie before 1970-01-01.
        let week = Self.floored(Int64(day) + 3, by: 7)
        let weekdays = week * 5 + min(day + 3 - week * 7, 5) - 3
        return weekdays - (closed(before: day) - closed(before: 0))
    }

    /// The day before which exactly `index` working days lie and which is one itself.
    private func day(ofIndex index: Int) -> Int {
        var low = Self.firstDay
        var high = Self.lastDay
        while low < high {
            let middle = low + (high - low) / 2
            if workingDays(before: middle + 1) > index { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// How many holidays on weekdays lie before `day`.
    private func closed(before day: Int) -> Int {
        var low = 0
        var high = closedDays.count
        while low < high {
            let middle = (low + high) / 2
            if closedDays[middle] < day { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func floored(_ value: Int64, by divisor: Int64) -> Int {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return Int(remainder < 0 ? quotient - 1 : quotient)
    }
}
