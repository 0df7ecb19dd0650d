import Domain
import Pipeline
import Testing

@Suite("The period of a report")
struct ReportPeriodTests {
    @Test(
        "a week belongs to the year of its Thursday",
        arguments: [
            ("2026-11-23", "2026-W48"), ("2026-11-29", "2026-W48"), ("2026-01-01", "2026-W01"),
            ("2027-01-01", "2026-W53"), ("2027-01-03", "2026-W53"), ("2027-01-04", "2027-W01"),
            ("2024-12-30", "2025-W01"), ("2021-01-03", "2020-W53"),
        ])
    func weeks(day: String, week: String) throws {
        let date = try #require(CivilDate(iso: day))
        let period = ReportPeriod.week(of: date)
        #expect(period.description == week)
        #expect(ReportPeriod(week: week) == period)
        #expect(period.first <= date && date <= period.last && period.first.weekday == 1)
    }

    @Test("every day of forty years lies in exactly one week and one month, without gaps")
    func gaplessness() throws {
        let start = try #require(CivilDate(iso: "2010-01-01")).daysSinceEpoch
        for day in start..<(start + 40 * 366) {
            let date = CivilDate(daysSinceEpoch: day)
            for period in [ReportPeriod.week(of: date), .month(of: date)] {
                #expect(period.first <= date && date <= period.last)
                #expect(period.previous.last.daysSinceEpoch + 1 == period.first.daysSinceEpoch)
            }
        }
    }

    @Test(
        "what is no week or month is refused",
        arguments: ["2026-W00", "2026-W54", "2025-W53", "2026-48", "2026-W4", "W48", "2026-W-1", ""])
    func refused(text: String) {
        #expect(ReportPeriod(week: text) == nil)
        #expect(ReportPeriod(month: text) == nil)
        #expect(ReportPeriod(month: "2026-13") == nil && ReportPeriod(month: "2026-1") == nil)
    }

    @Test("its moments follow the desk's zone")
    func zone() throws {
        let november = try #require(ReportPeriod(month: "2026-11"))
        let moments = november.moments(in: .wib)
        #expect(moments.lowerBound.description == "2026-10-31T17:00:00Z")
        #expect(moments.upperBound.description == "2026-11-30T17:00:00Z")
        #expect(november.moments(in: .wit).lowerBound.description == "2026-10-31T15:00:00Z")
    }
}
