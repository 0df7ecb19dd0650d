internal import Domain

/// The office's working days: Monday to Friday, without holidays, in the desk's zone.
struct ServiceCalendar: Sendable {
    /// The holidays.
    let holidays: Holidays
    /// Where the days begin and end.
    let zone: ServiceZone

    /// Whether the office works on `date`.
    func isWorkingDay(_ date: CivilDate) -> Bool { date.weekday <= 5 && holidays[date] == nil }

    /// Whether the office works on the day that `moment` falls on.
    func isWorkingDay(_ moment: Timestamp) -> Bool { isWorkingDay(LocalTime(moment, in: zone).date) }

    /// The working day that comes `count` working days after `date`, which itself does not count.
    ///
    /// Looks at most ten years ahead, should the table name every day a holiday.
    func workingDay(_ count: Int, after date: CivilDate) -> CivilDate {
        var left = max(0, count)
        var day = date.daysSinceEpoch
        let horizon = day + 3660
        while left > 0, day < horizon {
            day += 1
            if isWorkingDay(CivilDate(daysSinceEpoch: day)) { left -= 1 }
        }
        return CivilDate(daysSinceEpoch: day)
    }
}
