import Domain
import TestSupport
import Testing

@Suite("Working days and working time")
struct WorkingCalendarTests {
    private static let day: Int64 = 86_400

    /// The holidays that the law ties to a date, and a bridge over a new year.
    static func calendar(
        _ zone: ServiceZone = .wib, hours: Range<Int> = WorkingCalendar.wholeDay
    ) -> WorkingCalendar {
        let dates = [
            "2026-01-01", "2026-05-01", "2026-06-01", "2026-08-17", "2026-12-25", "2026-12-31", "2027-01-01",
            "2027-05-01", "2026-08-15",
        ]
        let named = dates.compactMap { CivilDate(iso: $0) }.map { ($0, "libur") }
        return WorkingCalendar(
            holidays: Dictionary(uniqueKeysWithValues: named), zone: zone, version: 3, hours: hours)
    }

    static func moment(_ date: String, _ hour: Int = 0, _ minute: Int = 0, _ zone: ServiceZone = .wib) throws
        -> Timestamp
    {
        let date = try #require(CivilDate(iso: date))
        return LocalTime(date: date, secondOfDay: hour * 3600 + minute * 60, zone: zone).timestamp
    }

    @Test("weekends and holidays are free, each in the desk's own zone")
    func days() throws {
        let calendar = Self.calendar()
        for (text, works) in [
            ("2026-11-20", true), ("2026-11-21", false), ("2026-11-22", false), ("2026-11-23", true),
            ("2026-08-17", false), ("2026-08-18", true), ("2026-12-25", false),
        ] {
            #expect(calendar.isWorkingDay(try #require(CivilDate(iso: text))) == works, "\(text)")
        }
        // Friday 23:30 in Jakarta is Saturday 01:30 in Jayapura.
        let late = try Self.moment("2026-11-20", 23, 30)
        #expect(calendar.isWorkingDay(late))
        #expect(!Self.calendar(.wit).isWorkingDay(late))
        #expect(calendar.version == 3 && calendar.dayLength == Self.day)
    }

    @Test("a request of Friday 15:00 has used one working day on Monday 15:00")
    func weekend() throws {
        let calendar = Self.calendar()
        let friday = try Self.moment("2026-11-20", 15)
        #expect(calendar.workingSeconds(from: friday, to: try Self.moment("2026-11-23", 15)) == Self.day)
        #expect(calendar.workingSeconds(from: friday, to: try Self.moment("2026-11-21")) == 9 * 3600)
        #expect(calendar.workingSeconds(from: friday, to: try Self.moment("2026-11-23")) == 9 * 3600)
        #expect(calendar.moment(after: Self.day, from: friday) == (try Self.moment("2026-11-23", 15)))
        #expect(calendar.moment(after: 3 * Self.day, from: friday) == (try Self.moment("2026-11-25", 15)))
        // Friday's last second is worked before Saturday begins.
        #expect(calendar.moment(after: 9 * 3600, from: friday) == (try Self.moment("2026-11-21")))
        #expect(calendar.moment(after: 9 * 3600 + 1, from: friday) == (try Self.moment("2026-11-23")) + 1)
        let sunday = try Self.moment("2026-11-22", 10)
        #expect(calendar.moment(after: 0, from: sunday) == sunday)
        #expect(calendar.moment(after: 60, from: sunday) == (try Self.moment("2026-11-23", 0, 1)))
        #expect(calendar.workingSeconds(from: try Self.moment("2026-11-23", 15), to: friday) == -Self.day)
    }

    @Test("holidays and the turn of the year stop the clock")
    func holidays() throws {
        let calendar = Self.calendar()
        // Wednesday; Thursday and Friday are holidays, then a weekend.
        let start = try Self.moment("2026-12-30", 12)
        #expect(calendar.workingSeconds(from: start, to: try Self.moment("2027-01-04", 12)) == Self.day)
        #expect(calendar.moment(after: Self.day, from: start) == (try Self.moment("2027-01-04", 12)))
        // 15 August 2026 is a Saturday and a holiday: it must not be subtracted twice.
        let friday = try Self.moment("2026-08-14", 9)
        #expect(calendar.moment(after: Self.day, from: friday) == (try Self.moment("2026-08-18", 9)))
    }

    @Test("one moment, three zones, three clocks")
    func zones() throws {
        let friday = try Self.moment("2026-11-20", 22)
        let monday = try Self.moment("2026-11-23", 1)
        #expect(Self.calendar(.wib).workingSeconds(from: friday, to: monday) == 3 * 3600)
        #expect(Self.calendar(.wita).workingSeconds(from: friday, to: monday) == (1 + 2) * 3600)
        #expect(Self.calendar(.wit).workingSeconds(from: friday, to: monday) == 3 * 3600)
        #expect(Self.calendar(.utc).workingSeconds(from: friday, to: monday) == 9 * 3600)
    }

    @Test("days are counted as the desk always did")
    func counting() throws {
        let calendar = Self.calendar()
        for (start, count, end) in [
            ("2026-11-20", 1, "2026-11-23"), ("2026-11-20", 3, "2026-11-25"), ("2026-11-21", 1, "2026-11-23"),
            ("2026-08-14", 1, "2026-08-18"), ("2026-12-30", 1, "2027-01-04"), ("2026-11-20", 0, "2026-11-20"),
            ("2026-11-21", -4, "2026-11-21"),
        ] {
            let day = try #require(CivilDate(iso: start))
            #expect(calendar.workingDay(count, after: day).description == end, "\(start) + \(count)")
        }
    }

    @Test("an office may count its hours only")
    func hours() throws {
        let calendar = Self.calendar(hours: 8 * 3600..<16 * 3600)
        #expect(calendar.dayLength == 8 * 3600)
        let friday = try Self.moment("2026-11-20", 15)
        #expect(calendar.moment(after: 8 * 3600, from: friday) == (try Self.moment("2026-11-23", 15)))
        #expect(calendar.moment(after: 3600, from: friday) == (try Self.moment("2026-11-20", 16)))
        #expect(calendar.workingSeconds(from: try Self.moment("2026-11-20", 20), to: friday) == -3600)
        #expect(Self.calendar(hours: 90_000..<95_000).dayLength == Self.day)
    }

    @Test("no moment traps, and nothing lies beyond the calendar")
    func extremes() {
        let moments = [Int64.min, Int64.min + 1, -62_135_596_800, -1, 0, 1, 253_402_300_799, .max - 1, .max]
            .map(Timestamp.init(seconds:))
        for zone in ServiceZone.allCases {
            let calendar = Self.calendar(zone)
            for start in moments {
                for end in moments {
                    let seconds = calendar.workingSeconds(from: start, to: end)
                    #expect(seconds == -calendar.workingSeconds(from: end, to: start))
                    #expect(start > end || seconds >= 0)
                }
                for seconds in [Int64.min, -1, 0, 1, 1 << 40, .max] {
                    #expect(calendar.moment(after: seconds, from: start) >= start)
                }
            }
            let day = CivilDate(daysSinceEpoch: 0)
            #expect(calendar.workingDay(.max, after: day).description == "9999-12-31")
            #expect(calendar.workingDay(.min, after: day) == day)
        }
    }

    @Test("a table of nothing but holidays ends after them")
    func closedForYears() throws {
        let start = try #require(CivilDate(iso: "2026-01-01"))
        let named = (0..<4000).map { (CivilDate(daysSinceEpoch: start.daysSinceEpoch + $0), "libur") }
        let calendar = WorkingCalendar(
            holidays: Dictionary(uniqueKeysWithValues: named), zone: .wib, version: 1)
        let end = calendar.workingDay(1, after: start)
        #expect(end.daysSinceEpoch >= start.daysSinceEpoch + 4000 && calendar.isWorkingDay(end))
        let moment = try Self.moment("2026-01-01")
        #expect(LocalTime(calendar.moment(after: 1, from: moment), in: .wib).date == end)
    }

    @Test("against a walk over every hour")
    func walk() throws {
        for (zone, hours) in [(ServiceZone.wita, WorkingCalendar.wholeDay), (.wit, 8 * 3600..<17 * 3600)] {
            let calendar = Self.calendar(zone, hours: hours)
            let start = try Self.moment("2026-12-20", 7)
            var walked: Int64 = 0
            for hour in Int64(0)..<24 * 30 {
                let now = start + hour * 3600
                #expect(calendar.workingSeconds(from: start, to: now) == walked)
                let second = LocalTime(now, in: zone).secondOfDay
                if calendar.isWorkingDay(now), hours.contains(second) { walked += 3600 }
            }
        }
    }

    @Test("time is monotone, adds up, and its inverse is exact", arguments: ServiceZone.allCases)
    func properties(zone: ServiceZone) {
        let random = SeededRandom(41)
        for round in 0..<2000 {
            let opening = round % 3 == 0 ? 8 * 3600..<16 * 3600 + 1800 : WorkingCalendar.wholeDay
            let calendar = Self.calendar(zone, hours: opening)
            let range = Int64(round % 2 == 0 ? 40 : 4000) * Self.day
            let points = (0..<3).map { _ in
                Timestamp(seconds: 1_760_000_000 + Int64(random.next() % UInt64(range)))
            }.sorted()
            let (a, b, c) = (points[0], points[1], points[2])
            let whole = calendar.workingSeconds(from: a, to: c)
            let first = calendar.workingSeconds(from: a, to: b)
            #expect(first + calendar.workingSeconds(from: b, to: c) == whole)
            #expect(first >= 0 && first <= whole && whole <= c - a)
            let end = calendar.moment(after: whole, from: a)
            #expect(calendar.workingSeconds(from: a, to: end) == whole && end <= c)
            // The first such moment: a second earlier it was not reached.
            if whole > 0 { #expect(calendar.workingSeconds(from: a, to: end + -1) == whole - 1) }
            let seconds = Int64(random.next() % 3_000_000) + 1
            let later = calendar.moment(after: seconds, from: a)
            #expect(calendar.workingSeconds(from: a, to: later) == seconds)
            #expect(calendar.moment(after: seconds + 1, from: a) > later)
        }
    }
}
