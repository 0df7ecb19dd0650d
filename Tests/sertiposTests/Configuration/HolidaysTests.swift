import Domain
import Testing

@testable import sertipos

@Suite("holidays and working days")
struct HolidaysTests {
    private func load(_ text: String) throws -> Holidays {
        try Holidays(YAMLDocument.parse(text: text, file: "h.yaml"))
    }

    private func mistakes(_ text: String) -> [String] {
        do {
            _ = try load(text)
            return []
        } catch let error as ConfigurationError { return error.problems.map(\.description) } catch {
            return ["\(error)"]
        }
    }

    private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

    @Test(
        "the shipped table holds the holidays of fixed date, cites its source and says that it is incomplete")
    func shipped() throws {
        let path = ShippedFile.path("cron/holidays.yaml")
        let holidays = try Holidays.load(path: path)
        #expect(holidays.version == 1)
        for year in [2026, 2027] {
            let table = try #require(holidays.years[year])
            #expect(
                table.names.keys.sorted().map(\.description)
                    == ["01-01", "05-01", "06-01", "08-17", "12-25"].map { "\(year)-\($0)" })
            #expect(table.source == "Keputusan Presiden Nomor 8 Tahun 2024")
            #expect(!table.isComplete)
        }
        #expect(holidays[try date("2026-08-17")] == "Proklamasi Kemerdekaan")
        #expect(
            holidays.gaps(on: try date("2026-11-22"), file: "h.yaml").map(\.description) == [
                "h.yaml: the holidays of 2026 are not complete; add those of the SKB 3 Menteri for 2026 and write 'complete: true'",
                "h.yaml: the holidays of 2027 are not complete; add those of the SKB 3 Menteri for 2027 and write 'complete: true'",
            ])
        #expect(
            holidays.gaps(on: try date("2028-03-01"), file: "h.yaml").map(\.problem) == [
                "the holidays of 2028 are missing"
            ])
    }

    @Test("a complete year has no gap until October asks for the next one")
    func gaps() throws {
        let holidays = try load(
            "version: 3\nyears:\n  2026: { source: SKB, complete: true, holidays: { 2026-03-19: Nyepi } }\n")
        #expect(holidays.gaps(on: try date("2026-09-30"), file: "h").isEmpty)
        #expect(holidays.gaps(on: try date("2026-10-01"), file: "h").count == 1)
    }

    @Test(
        "mistakes are named with their place",
        arguments: [
            ("years: {}\n", ["h.yaml:1:1: version is missing; write 'version: 1'"]),
            ("version: x\nyears: {}\n", ["h.yaml:1:10: 'x' is not a whole number"]),
            (
                "version: 1\nyears:\n  2026: { holidays: { 2026-02-30: A, 2027-01-01: B, 2026-01-01: \"\" }, sumber: x }\n",
                [
                    "h.yaml:3:9: 2026.source is missing; write 'source: SKB 3 Menteri …' below '2026:'",
                    "h.yaml:3:23: '2026-02-30' is not a date; write it like 2026-08-17",
                    "h.yaml:3:38: 2027-01-01 is not in 2026; move it to its year",
                    "h.yaml:3:65: the value is empty",
                    "h.yaml:3:71: unknown key 'sumber'; known keys: source, complete, holidays",
                ]
            ),
            (
                "version: 1\nyears: { 26: { source: a } }\n",
                ["h.yaml:2:10: 26 is out of range; write 2000 to 9999"]
            ),
            (
                "version: 1\nyears: { 2026: { source: a, complete: maybe } }\n",
                ["h.yaml:2:39: 'maybe' is neither true nor false"]
            ),
        ])
    func mistake(text: String, messages: [String]) {
        #expect(mistakes(text) == messages)
    }

    @Test("weekends and holidays are free, everything else is worked")
    func workingDays() throws {
        let path = ShippedFile.path("cron/holidays.yaml")
        let calendar = try Holidays.load(path: path).calendar(in: .wib)
        #expect(calendar.isWorkingDay(try date("2026-11-23")))
        #expect(!calendar.isWorkingDay(try date("2026-11-22")))
        #expect(!calendar.isWorkingDay(try date("2026-11-21")))
        #expect(!calendar.isWorkingDay(try date("2026-12-25")))
        #expect(calendar.workingDay(3, after: try date("2026-12-23")) == (try date("2026-12-29")))
        #expect(calendar.workingDay(0, after: try date("2026-12-26")) == (try date("2026-12-26")))
        // Sunday 23.30 UTC is Monday morning in Jakarta.
        let sunday = LocalTime(date: try date("2026-11-22"), secondOfDay: 84_600, zone: .utc).timestamp
        #expect(calendar.isWorkingDay(sunday))
        #expect(!Holidays.none.calendar(in: .utc).isWorkingDay(sunday))
    }
}
