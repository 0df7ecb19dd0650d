internal import Domain

/// A minute on the server's wall clock.
struct LocalMinute: Hashable, Comparable {
    /// The date there.
    let date: CivilDate
    /// Minutes since local midnight.
    let minute: Int

    static func < (left: Self, right: Self) -> Bool {
        (left.date, left.minute) < (right.date, right.minute)
    }

    /// The minute that follows.
    var next: LocalMinute {
        minute < 1439
            ? LocalMinute(date: date, minute: minute + 1)
            : LocalMinute(date: CivilDate(daysSinceEpoch: date.daysSinceEpoch + 1), minute: 0)
    }
}

/// When a line fires: the five fields, read together as Debian's cron reads them.
struct CronPattern: Hashable {
    let minutes: CronSet
    let hours: CronSet
    let days: CronSet
    let months: CronSet
    let weekdays: CronSet

    /// How far ahead a run is looked for, in days: a 29 February is at most eight years away.
    static let horizon = 8 * 366 + 2

    /// Whether both day fields are restricted. Then cron fires when either fits, not both.
    var hasEitherDay: Bool { !days.isStar && !weekdays.isStar }

    /// Whether the line fires in this minute.
    func fires(at moment: LocalMinute) -> Bool {
        minutes.values.contains(moment.minute % 60) && hours.values.contains(moment.minute / 60)
            && fires(on: moment.date)
    }

    /// Whether it fires on this date at all.
    func fires(on date: CivilDate) -> Bool {
        guard months.values.contains(date.month) else { return false }
        let fitsDay = days.values.contains(date.day)
        let fitsWeekday = weekdays.values.contains(date.weekday % 7)
        return hasEitherDay ? fitsDay || fitsWeekday : fitsDay && fitsWeekday
    }

    /// The first minute at or after `start` in which it fires; `nil` if there is none within eight years.
    func first(from start: LocalMinute) -> LocalMinute? {
        let sortedHours = hours.values.sorted()
        let sortedMinutes = minutes.values.sorted()
        for day in 0...Self.horizon {
            let date = CivilDate(daysSinceEpoch: start.date.daysSinceEpoch + day)
            guard fires(on: date) else { continue }
            let earliest = day == 0 ? start.minute : 0
            for hour in sortedHours where hour * 60 + 59 >= earliest {
                if let minute = sortedMinutes.first(where: { hour * 60 + $0 >= earliest }) {
                    return LocalMinute(date: date, minute: hour * 60 + minute)
                }
            }
        }
        return nil
    }

    /// The next `count` minutes after `start` in which it fires.
    func upcoming(_ count: Int, after start: LocalMinute) -> [LocalMinute] {
        var found: [LocalMinute] = []
        var from = start.next
        while found.count < count, let minute = first(from: from) {
            found.append(minute)
            from = minute.next
        }
        return found
    }

    /// The patterns behind `@daily` and the like; `nil` for words that are none.
    static func named(_ word: String) -> CronPattern? {
        let zero = CronSet([0])
        func pattern(
            hours: CronSet = zero, days: CronSet = .all(.dayOfMonth), months: CronSet = .all(.month),
            weekdays: CronSet = .all(.dayOfWeek)
        ) -> CronPattern {
            CronPattern(minutes: zero, hours: hours, days: days, months: months, weekdays: weekdays)
        }
        switch word {
        case "@hourly": return pattern(hours: .all(.hour))
        case "@daily", "@midnight": return pattern()
        case "@weekly": return pattern(weekdays: zero)
        case "@monthly": return pattern(days: CronSet([1]))
        case "@yearly", "@annually": return pattern(days: CronSet([1]), months: CronSet([1]))
        default: return nil
        }
    }
}
