internal import Domain
internal import Pipeline

/// What `status` shows: the one source of its text, its JSON and its metrics.
struct StatusReport: Codable, CustomStringConvertible {
    /// One line of the run history.
    struct Run: Codable {
        let stage: String
        let started: String
        let ended: String?
        let result: String
    }

    /// What the machine and the ledger say besides the figures.
    struct Surroundings: Codable {
        /// Open requests that have used most of the promised time, and all of it.
        var atRisk = 0
        var broken = 0
        /// How long the present run has been at work.
        var lockSeconds: Int64?
        /// Seconds since the last good run, by the dead-man file.
        var heartbeatSeconds: Int64?
        /// Room for the spool.
        var freeOctets: Int64?
        /// Days until each OAuth token is void if no run renews it, by file.
        var tokenDays: [String: Int64] = [:]
        /// Since when nobody is proven.
        var trustSuspendedSince: String?
        /// Seconds since the last canary, and what it found.
        var canarySeconds: Int64?
        var canaryFinding: String?
        /// Certificates that end within 30 days.
        var certificatesExpiring = 0
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
    let surroundings: Surroundings
    let warnings: [String]

    init(
        _ figures: LedgerFigures, _ surroundings: Surroundings, holder: String?, warnings: [DocumentError],
        at now: Timestamp
    ) {
        self.warnings = warnings.map(\.description)
        self.surroundings = surroundings
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
        let more = surroundings
        var lines = ["at        \(at)"]
        lines.append("messages  " + Self.list(messages) + Self.age(oldestPendingSeconds, "oldest pending"))
        lines.append("requests  " + Self.list(requests) + (overdue > 0 ? "; \(overdue) overdue" : ""))
        if more.atRisk + more.broken > 0 {
            lines.append("promise   \(more.broken) broken, \(more.atRisk) at risk")
        }
        lines.append("outbox    " + Self.list(outbox) + Self.age(oldestUnsentSeconds, "oldest unsent"))
        lines.append("running   " + (runningNow ?? "no") + Self.age(more.lockSeconds, "for"))
        for run in runs { lines.append("run       \(run.started)  \(run.stage.padding(8))  \(run.result)") }
        if let age = more.heartbeatSeconds { lines.append("good run  \(Self.span(age)) ago") }
        if let free = more.freeOctets { lines.append("disk      \(free / 1_000_000) MB free") }
        for (file, days) in more.tokenDays.sorted(by: { $0.key < $1.key }) {
            lines.append("token     \(days) days left if no run renews it: \(file)")
        }
        if more.certificatesExpiring > 0 {
            lines.append("ending    \(more.certificatesExpiring.counted("certificate")) within 30 days")
        }
        if let age = more.canarySeconds {
            let words = TrustCheck.words(more.canaryFinding ?? "")
            lines.append("canary    \(Self.span(age)) ago: forged results \(words)")
        }
        if let since = more.trustSuspendedSince {
            lines.append("trust     SUSPENDED since \(since): nobody is proven; see `sertipos doctor`")
        }
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

    private static func span(_ seconds: Int64) -> String {
        seconds < 7200
            ? "\(seconds / 60) min" : seconds < 172_800 ? "\(seconds / 3600) h" : "\(seconds / 86_400) days"
    }
}
