internal import ArgumentParser
internal import Domain
internal import Pipeline

/// Lets go what was kept long enough, now.
struct Purge: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Let go what was kept long enough: mails, identity data, names, bundles.",
        discussion: """
            A run does this once a day by itself. How long things are kept stands under 'retention' in \
            cron/desk.yaml. Digests, outcomes and the audit log stay; files are overwritten, the data key of a \
            request is destroyed. At most 500 things of each kind go at a time.

            Nothing goes while the clock is not confirmed: then this command ends with 75.
            """)

    @OptionGroup var trial: TrialOption
    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            let live = try common.open()
            let report = try live.exclusively(unless: trial.dryRun) {
                let ledger = try live.ledger()
                return try PurgeStage(
                    ledger: ledger, spool: try live.spool(for: ledger), periods: live.retention,
                    clock: live.clock
                ).run(isTrial: trial.dryRun)
            }
            if report.isClockHeld { throw PurgeHeld() }
            if common.json { return try Console.say(json: report) }
            Console.say((trial.dryRun ? "would go: " : "gone: ") + report.text)
        }
    }
}

/// The clock has jumped, so that nothing may go.
struct PurgeHeld: ClassifiedError {
    var failureClass: FailureClass { .transient }
    var description: String { "nothing was purged: \(ClockHeld.remark)" }
}

extension PurgeStage.Report {
    /// The counts in words.
    var text: String {
        let counts = [
            (mails, "mail"), (requests, "request's evidence"), (names, "request's names"), (cases, "case"),
            (certificates, "certificate's NIK"), (bundles, "bundle"),
        ]
        let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
    }
}
