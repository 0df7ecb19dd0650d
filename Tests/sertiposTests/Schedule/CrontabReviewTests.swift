import Domain
import Testing

@testable import sertipos

@Suite("What cron would misread")
struct CrontabReviewTests {
    private static let head = "SERTIPOS_DESK=/srv/desk\nPATH=/usr/bin\nMAILTO=a@x.id\n"
    private static let run = "*/2 * * * * sertipos run\n"

    private func review(_ text: String, isSystem: Bool = false) -> Crontab {
        CrontabReview(
            desk: "/srv/desk",
            isExecutable: { ["/usr/bin/sertipos", "/usr/bin/true", "/opt/tool"].contains($0) },
            isUser: { ["layanan", "root"].contains($0) }
        ).of(Crontab(text, file: "c", isSystem: isSystem))
    }

    @Test("nothing is wrong with a good schedule")
    func good() {
        let crontab = review(Self.head + Self.run + "7 5 * * 1 sertipos doctor --canary\n")
        #expect(crontab.faults.isEmpty && crontab.remarks.isEmpty, "\(crontab.faults) \(crontab.remarks)")
        #expect(crontab.entries.count == 2)
    }

    @Test(
        "each mistake is named with line and column",
        arguments: [
            ("1 * * * * sertipos run", nil as Int?, "no line end"),
            ("1 1 * * * true %H\n", 16, "%"), ("1 1 * * * /opt/none\n", 11, "cannot be run"),
            ("1 1 * * * nothere\n", 11, "none of the folders"), ("1 1 * * * root true\n", 11, "is a user"),
            ("1 1 * * * sertipos rnu\n", 11, "no command 'rnu'"), ("1 1 31 2 * true\n", 1, "never comes"),
            ("1 1 * * * sertipos status --desk /other\n", 11, "--desk names /other"),
            ("1 1 * * *\n", 10, "no command"),
            ("1 1 * *\n", 8, "day of the week is missing"),
            ("61 * * * * true\n", 1, "61 is not one of 0 to 59"),
            ("~ * * * * true\n", 1, "not a value"), ("1 1 * * * true\r\n", 15, "Windows"),
            ("PATH=~/bin:/usr/bin\n", nil, "PATH holds"),
            ("SERTIPOS_DESK=/other\n", nil, "this desk is /srv/desk"),
            ("A=b # c\n", 1, "belongs to the value"), ("A=\n", 1, "no value"),
            ("@dayly true\n", 1, "no time that cron"),
        ])
    func faults(line: String, column: Int?, problem: String) throws {
        let crontab = review(Self.head + Self.run + line)
        let fault = try #require(crontab.faults.first, "\(line)")
        #expect(crontab.faults.count == 1, "\(crontab.faults)")
        #expect(fault.problem.contains(problem) && fault.line == 5, "\(fault)")
        if let column { #expect(fault.column == column, "\(fault)") }
        #expect(fault.remedy?.isEmpty == false)
    }

    @Test(
        "doubts are named and refuse nothing",
        arguments: [
            ("CRON_TZ=Asia/Jakarta\n", "does not move"), ("1 1 1 * 1 true\n", "either fits"),
            ("1 1 * * * true # nightly\n", "comment"), ("*/7 * * * * true\n", "does not divide"),
            ("A=$HOME/x\n", "does not expand"), ("1 1 * * * ~/bin/x\n", "home of whoever"),
        ])
    func doubts(line: String, problem: String) {
        let crontab = review(Self.head + Self.run + line)
        #expect(crontab.faults.isEmpty, "\(crontab.faults)")
        #expect(crontab.remarks.count == 1 && crontab.remarks.first?.problem.contains(problem) == true)
    }

    @Test("a schedule without a run, without a desk or without MAILTO")
    func missing() {
        #expect(
            review(Self.head + "1 1 * * * sertipos status\n").faults.first?.problem == "no line runs the desk"
        )
        let bare = review("PATH=/usr/bin\n" + Self.run)
        #expect(bare.faults.first?.problem.contains("which desk") == true)
        #expect(bare.remarks.first?.problem.contains("MAILTO") == true)
        // Settings hold for the lines below them only.
        #expect(!review(Self.run + Self.head).faults.isEmpty)
    }

    @Test("a system crontab must name a user")
    func system() {
        #expect(review(Self.head + "*/2 * * * * layanan sertipos run\n", isSystem: true).faults.isEmpty)
        let fault = review(Self.head + Self.run, isSystem: true).faults.first
        #expect(fault?.problem == "there is no user 'sertipos'")
    }
}
