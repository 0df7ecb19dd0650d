internal import Domain
internal import Glibc

/// Who may enter the desk, and whose it is.
struct PermissionsCheck: HealthCheck {
    static let name = "permissions"

    func findings(_ subject: HealthSubject) throws -> [HealthFinding] {
        let desk = subject.live.folder
        var findings: [HealthFinding] = []
        let hidden: Set = [desk.resolve("secrets"), desk.spool]
        let paths = [desk.path, desk.resolve("cron"), desk.templates] + hidden.sorted()
        for path in paths {
            guard let status = Self.status(path) else {
                findings.append(
                    .fail(
                        Self.name, "\(path) is not there or cannot be looked at",
                        remedy: "run `sertipos init` on the desk; it adds what is missing"))
                continue
            }
            let mode = String(status.st_mode & 0o7777, radix: 8)
            if hidden.contains(path), status.st_mode & 0o077 != 0 {
                findings.append(
                    .fail(
                        Self.name, "\(path) has mode 0\(mode): others may look into it",
                        remedy: "chmod 700 \(path)"))
            } else if status.st_mode & 0o002 != 0 {
                findings.append(
                    .fail(
                        Self.name, "\(path) has mode 0\(mode): everybody may change it",
                        remedy: "chmod o-w \(path)"))
            }
            if status.st_uid != geteuid(), path != desk.templates {
                findings.append(
                    .fail(
                        Self.name, "\(path) belongs to user \(status.st_uid), and this is user \(geteuid())",
                        remedy: "run sertipos as the desk's user, or give the folder to this one"))
            }
        }
        for name in ["cron/desk.yaml", "cron/verifiers.csv", "cron/sertipos.crontab"] {
            let path = desk.resolve(name)
            guard let status = Self.status(path), status.st_mode & 0o022 != 0 else { continue }
            findings.append(
                .warn(
                    Self.name, "\(path) may be changed by others than its owner",
                    remedy: "chmod go-w \(path)"))
        }
        return findings.isEmpty ? [.ok(Self.name, "the desk is its user's own")] : findings
    }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }
}
