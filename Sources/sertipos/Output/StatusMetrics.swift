/// A status in the text format that Prometheus' node exporter picks up from its textfile folder.
struct StatusMetrics: CustomStringConvertible {
    private var lines: [String] = []

    /// The metrics of a status.
    init(_ status: StatusReport) {
        let more = status.surroundings
        gauges("messages", "Messages by outcome.", status.messages, label: "outcome")
        gauge(
            "oldest_pending_seconds", "Age of the oldest message not yet read.",
            status.oldestPendingSeconds ?? 0)
        gauges("requests", "Requests by state.", status.requests, label: "state")
        gauge("requests_overdue", "Open requests whose step is overdue.", status.overdue)
        gauge(
            "promise_at_risk", "Open requests that have used four fifths of the promised time.", more.atRisk)
        gauge("promise_broken", "Open requests whose promised time is over.", more.broken)
        gauges("outbox", "Outgoing mails by status.", status.outbox, label: "status")
        gauge(
            "oldest_unsent_seconds", "Age of the oldest mail not yet sent.", status.oldestUnsentSeconds ?? 0)
        gauge("running", "Whether a run holds the lock.", status.runningNow == nil ? 0 : 1)
        gauge("lock_seconds", "How long the present run has been at work.", more.lockSeconds ?? 0)
        let last = status.runs.first { $0.stage == "run" && $0.ended != nil }
        gauge("last_run_ok", "Whether the last run ended well.", last?.result == "ok" ? 1 : 0)
        gauge(
            "heartbeat_age_seconds", "Time since the last good run; absent before the first.",
            more.heartbeatSeconds)
        gauge("disk_free_bytes", "Room for the spool.", more.freeOctets)
        gauges(
            "token_days_left", "Days until an OAuth token is void if no run renews it.",
            more.tokenDays.mapValues { Int($0) }, label: "file")
        gauge("trust_suspended", "Whether nobody is proven.", more.trustSuspendedSince == nil ? 0 : 1)
        gauge(
            "canary_age_seconds", "Time since the last canary; absent before the first.", more.canarySeconds)
        gauge("certificates_expiring", "Certificates that end within 30 days.", more.certificatesExpiring)
        gauge("configuration_warnings", "Doubtful lines in desk.yaml.", status.warnings.count)
    }

    /// The whole file.
    var description: String { lines.map { $0 + "\n" }.joined() }

    private mutating func head(_ name: String, _ help: String) {
        lines += ["# HELP sertipos_\(name) \(help)", "# TYPE sertipos_\(name) gauge"]
    }

    private mutating func gauge(_ name: String, _ help: String, _ value: (some BinaryInteger)?) {
        guard let value else { return }
        head(name, help)
        lines.append("sertipos_\(name) \(value)")
    }

    private mutating func gauges(_ name: String, _ help: String, _ values: [String: Int], label: String) {
        guard !values.isEmpty else { return }
        head(name, help)
        for (key, value) in values.sorted(by: { $0.key < $1.key }) {
            let escaped = key.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            lines.append("sertipos_\(name){\(label)=\"\(escaped)\"} \(value)")
        }
    }
}
