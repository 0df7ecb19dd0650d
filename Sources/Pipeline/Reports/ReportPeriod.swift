public import Domain

/// What a report is about: a week (ISO 8601, Monday to Sunday) or a month, in the desk's zone.
public enum ReportPeriod: Sendable, Hashable, CustomStringConvertible {
    /// A week by its ISO year and number.
    case week(year: Int, number: Int)
    /// A month, 1 to 12.
    case month(year: Int, number: Int)

    /// The week that `text` names like `2026-W48`, or `nil` if that year has no such week.
    public init?(week text: String) {
        let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 3, parts[1].first == "W",
            let year = Self.number(parts[0]), let week = Self.number(parts[1].dropFirst()),
            (2000...9998).contains(year), (1...53).contains(week)
        else { return nil }
        self = .week(year: year, number: week)
        guard Self.week(of: first) == self else { return nil }
    }

    /// The month that `text` names like `2026-11`, or `nil`.
    public init?(month text: String) {
        guard let first = CivilDate(iso: text + "-01"), (2000...9998).contains(first.year) else { return nil }
        self = .month(year: first.year, number: first.month)
    }

    /// The week that `date` lies in: the one its Thursday gives the year to.
    public static func week(of date: CivilDate) -> ReportPeriod {
        let thursday = CivilDate(daysSinceEpoch: date.daysSinceEpoch + 4 - date.weekday)
        let newYear = CivilDate(daysSinceEpoch: thursday.daysSinceEpoch - Self.dayOfYear(thursday))
        return .week(
            year: thursday.year, number: (thursday.daysSinceEpoch - newYear.daysSinceEpoch) / 7 + 1)
    }

    /// The month that `date` lies in.
    public static func month(of date: CivilDate) -> ReportPeriod {
        .month(year: date.year, number: date.month)
    }

    /// The first day.
    public var first: CivilDate {
        switch self {
        case .week(let year, let number):
            // 4 January always lies in the first week.
            let fourth = Self.date(year, 1, 4)
            return CivilDate(
                daysSinceEpoch: fourth.daysSinceEpoch + 1 - fourth.weekday + (number - 1) * 7)
        case .month(let year, let number): return Self.date(year, number, 1)
        }
    }

    /// The last day.
    public var last: CivilDate {
        switch self {
        case .week: CivilDate(daysSinceEpoch: first.daysSinceEpoch + 6)
        case .month(let year, let number):
            CivilDate(
                daysSinceEpoch: Self.date(number == 12 ? year + 1 : year, number % 12 + 1, 1).daysSinceEpoch
                    - 1)
        }
    }

    /// The one before.
    public var previous: ReportPeriod {
        let day = CivilDate(daysSinceEpoch: first.daysSinceEpoch - 1)
        switch self {
        case .week: return Self.week(of: day)
        case .month: return Self.month(of: day)
        }
    }

    /// From the first moment to the first one after it, by the clocks of `zone`.
    public func moments(in zone: ServiceZone) -> Range<Timestamp> {
        let end = CivilDate(daysSinceEpoch: last.daysSinceEpoch + 1)
        let moment = { LocalTime(date: $0, secondOfDay: 0, zone: zone).timestamp }
        return moment(first)..<moment(end)
    }

    /// `2026-W48`, `2026-11`.
    public var description: String {
        switch self {
        case .week(let year, let number): "\(year)-W\(number < 10 ? "0" : "")\(number)"
        case .month(let year, let number): "\(year)-\(number < 10 ? "0" : "")\(number)"
        }
    }

    private static func number(_ digits: Substring) -> Int? {
        digits.utf8.allSatisfy { (48...57).contains($0) } ? Int(digits) : nil
    }

    private static func dayOfYear(_ date: CivilDate) -> Int {
        date.daysSinceEpoch - Self.date(date.year, 1, 1).daysSinceEpoch
    }

    /// Every caller names a day that each year has.
    private static func date(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        CivilDate(year: year, month: month, day: day) ?? CivilDate(daysSinceEpoch: 0)
    }
}
