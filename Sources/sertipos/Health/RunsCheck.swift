internal import Domain
internal import Glibc

/// Whether runs come, and how they end.
struct RunsCheck: HealthCheck {
    static let name = "runs"

    /// Without a good run for so long, something is wrong, in seconds.
    static let patience: Int64 = 3_600

    func findings(_ subject: HealthSubject) throws -> [HealthFinding] {
        guard access(subject.live.folder.ledger, F_OK) == 0 else {
            return [
                .warn(Self.name, "no run yet", remedy: "run `sertipos run` once, then install the schedule")
            ]
        }
        let runs = try subject.live.ledger(readOnly: true).read {
            try $0.figures(at: subject.now, runs: 200).runs.filter { $0.stage == "run" }
        }
        guard let last = runs.first else {
            return [
                .warn(Self.name, "no run yet", remedy: "run `sertipos run` once, then install the schedule")
            ]
        }
        let good = runs.first { $0.result == "ok" }
        let failures = runs.prefix { $0.result != "ok" && !$0.result.isEmpty }.count
        if failures > 0 {
            return [
                .warn(
                    Self.name,
                    "\(failures.counted("run")) in a row did not end well, the last with \(last.result)",
                    remedy: "run `sertipos run` and read what it says")
            ]
        }
        guard let good, subject.now - good.startedAt <= Self.patience else {
            return [
                .warn(
                    Self.name, "the last good run was at \(good?.startedAt.description ?? "an unknown time")",
                    remedy: "see that cron is running and the schedule is installed")
            ]
        }
        return [.ok(Self.name, "the last run was at \(good.startedAt)")]
    }
}
