internal import ArgumentParser
internal import Domain

/// Backlog, deadlines, last runs, health.
struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show backlog, deadlines, outbox, last runs and what may soon be wrong.",
        discussion: """
            With --prometheus the same figures go into a file for the textfile collector of Prometheus' node \
            exporter, replaced in one step; - means standard output.
            """)

    @Option(name: .long, help: "Write metrics into this file instead.")
    var prometheus: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard prometheus == nil || !common.json else {
            throw ValidationError("--prometheus and --json exclude each other")
        }
    }

    func run() throws {
        try ExitStatus.reporting {
            let report = try StatusReport(try common.open())
            if let prometheus {
                let text = StatusMetrics(report).description
                guard prometheus != "-" else { return Console.say(String(text.dropLast())) }
                try NewFile.replace(Array(text.utf8), at: prometheus, mode: 0o644)
            } else if common.json {
                try Console.say(json: report)
            } else {
                Console.say(report.description)
            }
        }
    }
}
