import Domain
import Pipeline
import Testing

@testable import sertipos

@Suite("What a run says on a terminal")
struct RunReportTests {
    @Test("each stage that ran has its line; counts of nothing are left out")
    func lines() {
        var report = RunReport()
        #expect(report.text.isEmpty)
        report.execute = .init()
        report.remind = .init()
        #expect(report.text == "execute  0 certificates made, 0 revoked\nremind   0 reminded, 0 expired")
        report.execute?.made = 2
        report.execute?.lost = 1
        report.execute?.postponed = 3
        report.remind?.reminded = 4
        report.remind?.warned = 5
        report.remind?.expiring = 6
        report.remind?.cases = 7
        #expect(
            report.text == """
                execute  2 certificates made, 0 revoked, 1 passphrases to be set again, 3 postponed, see the administrator's mail
                remind   4 reminded, 0 expired, 5 warned about the promised time, 6 told that a certificate ends, 7 cases put forward again
                """)
    }

    @Test("a clock that jumped is said, with the way on")
    func held() {
        var report = RunReport()
        report.remind = .init()
        report.remind?.isClockHeld = true
        #expect(report.text.contains("sertipos remind --confirm-clock"))
        #expect(ClockHeld().failureClass == .transient)
    }

    @Test("nouns follow their number")
    func counting() {
        #expect(
            0.counted("mail") == "0 mails" && 1.counted("mail") == "1 mail" && 2.counted("mail") == "2 mails")
    }
}
