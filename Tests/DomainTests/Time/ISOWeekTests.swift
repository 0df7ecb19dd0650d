import Domain
import Testing

struct ISOWeekTests {
    @Test(
        arguments: [
            ("2026-11-29", "2026-W48"), ("2026-11-30", "2026-W49"), ("2026-12-31", "2026-W53"),
            ("2027-01-03", "2026-W53"), ("2027-01-04", "2027-W01"), ("2024-12-30", "2025-W01"),
            ("2021-01-01", "2020-W53"), ("2020-01-01", "2020-W01"), ("2028-01-01", "2027-W52"),
        ])
    func `a day belongs to the week of its Thursday`(day: String, week: String) throws {
        #expect(try #require(CivilDate(iso: day)).isoWeek == week)
    }
}
