import Domain
import Testing

@testable import sertipos

@Suite("A schedule in words")
struct ScheduleWordsTests {
    @Test(
        "says it in both languages",
        arguments: [
            ("*/2 * * * *", "every 2 minutes", "setiap 2 menit"),
            ("* * * * *", "every minute", "setiap menit"),
            (
                "30 7 * * 1-5", "at 07:30, Monday to Friday", "pukul 07.30, setiap Senin sampai Jumat"
            ),
            ("0 6,18 * * *", "at 06:00 and 18:00, every day", "pukul 06.00 dan 18.00, setiap hari"),
            (
                "17 5 * * mon", "at 05:17, every Monday", "pukul 05.17, setiap Senin"
            ),
            ("5 * * * *", "every hour at minute 5", "setiap jam pada menit ke-5"),
            (
                "*/15 8-15 * * *", "every 15 minutes from 08:00 to 15:59, every day",
                "setiap 15 menit dari pukul 08.00 sampai 15.59, setiap hari"
            ),
            (
                "0 9 1,15 1 *", "at 09:00, on day 1 and 15 of the month, in January",
                "pukul 09.00, setiap tanggal 1 dan 15, dalam bulan Januari"
            ),
            (
                "0 9 1 * sat,sun", "at 09:00, on day 1 of the month, and also every Saturday and Sunday",
                "pukul 09.00, setiap tanggal 1, dan juga setiap Sabtu dan Minggu"
            ),
            ("@reboot", "when the machine starts", "saat mesin dinyalakan"),
            ("@daily", "at 00:00, every day", "pukul 00.00, setiap hari"),
        ])
    func sentences(time: String, english: String, indonesian: String) throws {
        let entry = try #require(Crontab("\(time) true\n", file: "t").entries.first)
        let words = try TemplateFolder(path: ShippedFile.path("mail-templates")).words()
        #expect(ScheduleWords(words: words, locale: .english).sentence(entry.time) == english)
        #expect(ScheduleWords(words: words, locale: .indonesian).sentence(entry.time) == indonesian)
    }

    @Test("the next runs stand in the desk's zone, whatever the server's")
    func zones() throws {
        let words = ScheduleWords(
            words: try TemplateFolder(path: ShippedFile.path("mail-templates")).words(), locale: .indonesian)
        let crontab = Crontab("30 0 * * 1-5 sertipos status\n", file: "t")
        // 2026-11-27, a Friday, 09.00 WIB.
        let now = Timestamp(seconds: 1_795_744_800)
        let report = ScheduleReport(
            crontab, words: words, zone: .wib, server: .fixed(.utc), now: now)
        #expect(!report.isServerZoneSame && report.serverZone == "UTC" && report.zone == "WIB")
        let line = try #require(report.lines.first)
        #expect(line.next.count == ScheduleReport.count)
        #expect(line.next.first == "2026-11-30T00:30:00Z")
        #expect(line.nextLocal.first == "30 November 2026 pukul 07.30 WIB")
        #expect(report.description.contains("The times in t are the server's (UTC)"))
        let same = ScheduleReport(crontab, words: words, zone: .wib, server: .fixed(.wib), now: now)
        #expect(
            same.isServerZoneSame && same.lines.first?.nextLocal.first == "30 November 2026 pukul 00.30 WIB")
    }
}
