internal import Domain
internal import Pipeline

/// Says in a person's language when a line fires.
struct ScheduleWords {
    /// The words of `mail-templates/words.yaml`.
    let words: Wording
    let locale: Domain.Locale

    /// `every 2 minutes`, `at 07:30 on Monday to Friday`, …
    func sentence(_ time: Crontab.Entry.Time) -> String {
        switch time {
        case .reboot: word("boot")
        case .pattern(let pattern):
            [hour(pattern), day(pattern), month(pattern)].filter { !$0.isEmpty }.joined(separator: ", ")
        }
    }

    private func hour(_ pattern: CronPattern) -> String {
        let minutes = pattern.minutes.values.sorted()
        let hours = pattern.hours.values.sorted()
        let isEveryHour = hours.count == 24
        if let step = Self.step(minutes) {
            let what = step == 1 ? word("everyMinute") : word("everyMinutes", ["n": String(step)])
            if isEveryHour { return what }
            guard let span = Self.span(hours) else {
                return word("inHours", ["what": what, "hours": list(hours.map { clock($0 * 60) })])
            }
            return word(
                "within",
                ["what": what, "from": clock(span.lowerBound * 60), "to": clock(span.upperBound * 60 + 59)])
        }
        if isEveryHour { return word("hourly", ["minutes": list(minutes.map { String($0) })]) }
        if minutes.count * hours.count <= 8 {
            let times = hours.flatMap { hour in minutes.map { clock(hour * 60 + $0) } }
            return word("at", ["times": list(times)])
        }
        let what = word("atMinutes", ["minutes": list(minutes.map { String($0) })])
        return word("inHours", ["what": what, "hours": list(hours.map { clock($0 * 60) })])
    }

    private func day(_ pattern: CronPattern) -> String {
        let isEveryDay = pattern.days.values.count == 31
        let isEveryWeekday = pattern.weekdays.values.count == 7
        let monthDays = word("monthDays", ["days": list(pattern.days.values.sorted().map { String($0) })])
        switch (isEveryDay, isEveryWeekday) {
        case (true, true):
            let isFrequent = pattern.hours.values.count == 24
            return isFrequent ? "" : word("daily")
        case (true, false): return weekdays(pattern)
        case (false, true): return monthDays
        case (false, false):
            return word(
                pattern.hasEitherDay ? "either" : "both", ["one": monthDays, "other": weekdays(pattern)])
        }
    }

    private func weekdays(_ pattern: CronPattern) -> String {
        let names = word("weekdays").split(separator: ",").map(String.init)
        // Monday first, as people count.
        let days = pattern.weekdays.values.map { $0 == 0 ? 7 : $0 }.sorted()
        guard names.count == 7 else { return list(days.map { String($0) }) }
        if let span = Self.span(days), span.count > 2 {
            return word(
                "weekdayRange", ["from": names[span.lowerBound - 1], "to": names[span.upperBound - 1]])
        }
        return word("weekdayList", ["days": list(days.map { names[$0 - 1] })])
    }

    private func month(_ pattern: CronPattern) -> String {
        let months = pattern.months.values.sorted()
        guard months.count < 12 else { return "" }
        return word("months", ["months": list(months.map { DateWording.months(locale)[$0 - 1] })])
    }

    private func word(_ name: String, _ values: [String: String] = [:]) -> String {
        words[Wording.Key(stringLiteral: "schedule.\(name)"), locale, values]
    }

    private func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " \(word("and")) " + last
    }

    private func clock(_ minute: Int) -> String {
        let separator = locale == .indonesian ? "." : ":"
        return padded(minute / 60) + separator + padded(minute % 60)
    }

    private func padded(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

    /// `n` if the minutes are 0, n, 2n, … to the end of the hour.
    private static func step(_ minutes: [Int]) -> Int? {
        guard minutes.count > 1, let step = minutes.dropFirst().first, 60 % step == 0,
            minutes == Array(stride(from: 0, to: 60, by: step))
        else { return nil }
        return step
    }

    /// The range that the values fill without a gap.
    private static func span(_ values: [Int]) -> ClosedRange<Int>? {
        guard let first = values.first, let last = values.last, last - first + 1 == values.count else {
            return nil
        }
        return first...last
    }
}
