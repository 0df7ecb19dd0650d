import Testing

@testable import sertipos

@Suite("desk.yaml: reports")
struct ReportsTests {
    private func reports(_ text: String) throws -> Configuration.Reports {
        try ConfigurationSample.load(replacing: "submission:", by: "reports: \(text)\nsubmission:").reports
    }

    @Test("they come on Monday and on the first of the month at seven unless configured otherwise")
    func defaults() throws {
        let reports = try ConfigurationSample.load().reports
        #expect(reports.weekday == 1 && reports.dayOfMonth == 1 && reports.hour == 7)
    }

    @Test("every key takes effect, and 'never' ends them")
    func effect() throws {
        let some = try reports("{ weekly: friday, monthly: 5, hour: 0 }")
        #expect(some.weekday == 5 && some.dayOfMonth == 5 && some.hour == 0)
        let none = try reports("{ weekly: never, monthly: never }")
        #expect(none.weekday == nil && none.dayOfMonth == nil)
    }

    @Test(
        "each mistake is named with file, line, column and what to write",
        arguments: [
            ("{ weekly: mondey }", "desk.yaml:4:20: unknown day 'mondey'; did you mean 'monday'?"),
            ("{ monthly: 29 }", "desk.yaml:4:21: 29 is out of range; write 1 to 28"),
            ("{ hour: 24 }", "desk.yaml:4:18: 24 is out of range; write 0 to 23"),
            ("{ weakly: monday }", "desk.yaml:4:12: unknown key 'weakly'; did you mean 'weekly'?"),
        ])
    func mistake(text: String, message: String) {
        #expect(
            ConfigurationSample.mistakes(replacing: "submission:", by: "reports: \(text)\nsubmission:") == [
                message
            ])
    }
}
