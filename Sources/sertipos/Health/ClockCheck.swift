internal import Domain
internal import Glibc
internal import Pipeline

/// The machine's clock: deadlines depend on it alone.
struct ClockCheck: HealthCheck {
    static let name = "clock"

    func findings(_ subject: HealthSubject) throws -> [HealthFinding] {
        if access(subject.live.folder.ledger, F_OK) == 0 {
            let finding = try subject.live.ledger(readOnly: true).read {
                try ClockGuard.examine($0, now: subject.now)
            }
            switch finding {
            case .steady: break
            case .backwards(let last):
                return [
                    .fail(
                        Self.name, "it shows \(subject.now), and a run saw \(last) already",
                        remedy: "set the clock; if it is right, run `sertipos remind --confirm-clock`",
                        .tryLater)
                ]
            case .forwards(let last):
                return [
                    .warn(
                        Self.name, "it shows \(subject.now); the last reminders were looked for at \(last)",
                        remedy: "if the clock is right, run `sertipos remind --confirm-clock`")
                ]
            }
        }
        switch subject.machine.isClockSynchronized() {
        case false?:
            return [
                .warn(
                    Self.name, "\(subject.now), and the kernel follows no time server",
                    remedy: "install and start a time service, such as systemd-timesyncd or chrony")
            ]
        case true?: return [.ok(Self.name, "\(subject.now), synchronised")]
        case nil: return [.ok(Self.name, subject.now.description)]
        }
    }
}
