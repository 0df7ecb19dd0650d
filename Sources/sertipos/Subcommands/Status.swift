internal import ArgumentParser
internal import Domain
internal import Spool

/// Backlog, deadlines, last runs, health.
struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show backlog, deadlines, outbox and last runs.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            let desk = try common.open()
            let now = desk.clock.now()
            let figures = try desk.ledger().read { try $0.figures(at: now, runs: 5) }
            let holder = try RunLock(path: desk.folder.runLock).holder()
            let report = StatusReport(
                figures, holder: holder, warnings: desk.configuration.warnings, at: now)
            if common.json { try Console.say(json: report) } else { Console.say(report.description) }
        }
    }
}

/// What `status` shows.
struct StatusReport: Codable, CustomStringConvertible {
    /// One line of the run history.
    struct Run: Codable {
        let stage: String
        let started: String
        let ended: String?
        let result: String
    }

    let at: String
    let messages: [String: Int]
    let oldestPendingSeconds: Int64?
    let requests: [String: Int]
    let overdue: Int
    let outbox: [String: Int]
    let oldestUnsentSeconds: Int64?
    let runs: [Run]
    let runningNow: String?
    let warnings: [String]

    init(_ figures: LedgerFigures, holder: String?, warnings: [DocumentError], at now: Timestamp) {
        self.warnings = warnings.map(\.description)
        at = now.description
        messages = Dictionary(uniqueKeysWithValues: figures.messages.map { ($0.key.rawValue, $0.value) })
        oldestPendingSeconds = figures.oldestPending.map { now - $0 }
        requests = figures.requests
        overdue = figures.overdue
        outbox = Dictionary(uniqueKeysWithValues: figures.outbox.map { ($0.key.rawValue, $0.value) })
        oldestUnsentSeconds = figures.oldestUnsent.map { now - $0 }
        runs = figures.runs.map { run in
            Run(
                stage: run.stage, started: run.startedAt.description, ended: run.endedAt?.description,
                result: run.result)
        }
        runningNow = holder
    }

    var description: String {
        var lines = ["at        \(at)"]
        lines.append("messages  " + Self.list(messages) + Self.age(oldestPendingSeconds, "oldest pending"))
        lines.append("requests  " + Self.list(requests) + (overdue > 0 ? "; \(overdue) overdue" : ""))
        lines.append("outbox    " + Self.list(outbox) + Self.age(oldestUnsentSeconds, "oldest unsent"))
        lines.append("running   " + (runningNow ?? "no"))
        for run in runs { lines.append("run       \(run.started)  \(run.stage.padding(8))  \(run.result)") }
        return (lines + warnings.map { "warning   \($0)" }).joined(separator: "\n")
    }

    private static func list(_ counts: [String: Int]) -> String {
        let parts = counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }

    private static func age(_ seconds: Int64?, _ what: String) -> String {
        guard let seconds else { return "" }
        return "; \(what) \(seconds / 60) min"
    }
}
