internal import Domain
internal import Foundation
internal import Glibc

/// The schedule: whether cron would read it as meant, and whether it is installed.
struct ScheduleCheck: HealthCheck {
    static let name = "schedule"

    func findings(_ subject: HealthSubject) throws -> [HealthFinding] {
        let folder = subject.live.folder
        let desk = folder.absolutePath ?? folder.path
        let text = try EditedFile(path: folder.schedule).text()
        let crontab = CrontabReview(desk: desk).of(Crontab(text, file: folder.schedule))
        var findings = crontab.faults.map { fault in
            HealthFinding.fail(Self.name, fault.place, remedy: fault.remedy ?? "mend the line")
        }
        findings += crontab.remarks.map { .warn(Self.name, $0.place, remedy: $0.remedy ?? "look at it") }
        findings.append(installation(desk, text, subject))
        return findings
    }

    private func installation(_ desk: String, _ text: String, _ subject: HealthSubject) -> HealthFinding {
        let userCrontab: String?
        do { userCrontab = try subject.machine.userCrontab() } catch {
            return .warn(Self.name, "\(error)", remedy: "see that this user may use cron")
        }
        let again = "run `sertipos schedule install` again"
        switch InstalledSchedule.find(
            desk: desk, text: text, userCrontab: userCrontab,
            systemCrontab: Self.text(SystemCrontab.path), units: Self.units())
        {
        case .nowhere:
            return .warn(
                Self.name, "it is not installed: nobody runs this desk",
                remedy: "run `sertipos schedule install`")
        case .userBlock(isCurrent: false), .system(isCurrent: false):
            return .warn(Self.name, "what is installed is not what the desk's file says", remedy: again)
        case .userBlock, .userLines: return .ok(Self.name, "installed in the user's crontab")
        case .system: return .ok(Self.name, "installed in \(SystemCrontab.path)")
        case .timers: return .ok(Self.name, "installed as systemd timers")
        }
    }

    /// A file's text; `nil` if there is none that can be read, which here means: not installed there.
    private static func text(_ path: String) -> String? {
        access(path, R_OK) == 0 ? (try? EditedFile(path: path).text()) : nil
    }

    private static func units() -> [String] {
        let home = ProcessInfo.processInfo.environment["HOME"]
        return InstalledSchedule.unitFolders(home: home).flatMap { folder -> [String] in
            // A folder that is not there holds no units.
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return names.filter { $0.hasPrefix("sertipos-") && $0.hasSuffix(".service") }
                .compactMap { text("\(folder)/\($0)") }
        }
    }
}
