internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Notices
internal import Pipeline

/// The figures of a week or a month.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Report on a week or a month: requests, service time, waiting, complaints.",
        discussion: """
            Without a period it is the last whole month. The text goes to standard output, with --json the figures \
            alone. The administrator gets the same by mail as `reports` in cron/desk.yaml says; --send queues it now. \
            Durations in JSON and CSV are seconds.
            """)

    @Option(help: "The month, such as 2026-11.")
    var month: String?

    @Option(help: "The week (ISO 8601), such as 2026-W48.")
    var week: String?

    @Option(help: "Write the report as .html, .txt, .csv and .eml into this folder.", completion: .directory)
    var to: String?

    @Flag(help: "Show the report in the web browser.")
    var open = false

    @Flag(help: "Queue the report to the administrator; the next run sends it.")
    var send = false

    @OptionGroup var trial: TrialOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if month != nil, week != nil { throw ValidationError("name a month or a week, not both") }
        _ = try named()
    }

    func run() throws {
        let named = try named()
        try ExitStatus.reporting {
            let live = try common.open()
            let now = live.clock.now()
            let today = LocalTime(now, in: live.configuration.desk.zone).date
            let period = named ?? ReportPeriod.month(of: today).previous
            let desk = try live.desk()
            let ledger = try live.ledger()
            let report = try ledger.read { try DeskReport(period, desk: desk, in: $0, now: now) }
            if common.json {
                try Console.say(json: report.figures)
            } else {
                Console.say(report.notice.subject + "\n\n" + report.notice.text)
            }
            if let to {
                for path in try ReportFolder(path: to).write(report) { Console.complain("wrote \(path)") }
            }
            if open { try WebBrowser.show(try ReportFolder.temporary().page(of: report)) }
            if send {
                try live.exclusively(unless: trial.dryRun) {
                    if !trial.dryRun { try ledger.write { try report.queue($0) } }
                }
                let address = desk.settings.administrator
                Console.complain(
                    trial.dryRun
                        ? "nothing was queued: this was a dry run; the report would go to \(address)"
                        : "queued to \(address); the next run (`sertipos run`) sends what is queued")
            }
        }
    }

    /// The period that the options name.
    private func named() throws -> ReportPeriod? {
        if let month {
            guard let period = ReportPeriod(month: month) else {
                throw ValidationError("'\(month)' is not a month; write it like 2026-11")
            }
            return period
        }
        guard let week else { return nil }
        guard let period = ReportPeriod(week: week) else {
            throw ValidationError("'\(week)' is not a week; write it like 2026-W48")
        }
        return period
    }
}
