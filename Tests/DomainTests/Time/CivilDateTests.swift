import Domain
import Testing

@Suite("Dates and zones")
struct CivilDateTests {
    @Test("days count on through every month of 1900 to 2100")
    func continuity() throws {
        var day = try #require(CivilDate(year: 1900, month: 1, day: 1)).daysSinceEpoch
        var weekday = CivilDate(daysSinceEpoch: day).weekday
        for year in 1900...2100 {
            for month in 1...12 {
                for date in (1...31).compactMap({ CivilDate(year: year, month: month, day: $0) }) {
                    #expect(date.daysSinceEpoch == day)
                    #expect(CivilDate(daysSinceEpoch: day) == date)
                    #expect(date.weekday == weekday)
                    day += 1
                    weekday = weekday % 7 + 1
                }
            }
        }
    }

    @Test("known days fall on known weekdays")
    func weekdays() throws {
        #expect(try #require(CivilDate(iso: "1945-08-17")).weekday == 5)
        #expect(try #require(CivilDate(iso: "2026-11-23")).weekday == 1)
    }

    @Test(
        "days that do not exist are refused",
        arguments: ["2026-02-29", "2026-13-01", "2026-00-10", "2026-4-1"])
    func impossible(text: String) { #expect(CivilDate(iso: text) == nil) }

    @Test("a moment is worded in the desk's zone and language")
    func wording() {
        let moment = Timestamp(seconds: 1_795_399_200)
        #expect(DateWording.moment(moment, in: .wib, .indonesian) == "23 November 2026 pukul 09.00 WIB")
        #expect(DateWording.moment(moment, in: .wit, .english) == "23 November 2026 at 11:00 WIT")
        #expect(moment.description == "2026-11-23T02:00:00Z")
    }

    @Test("zones answer to their IANA names")
    func zones() {
        for zone in ServiceZone.allCases { #expect(ServiceZone(name: zone.name) == zone) }
        #expect(ServiceZone(name: "Asia/Singapore") == nil)
    }
}
