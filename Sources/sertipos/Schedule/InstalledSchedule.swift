internal import Domain
internal import Glibc

/// Where a desk's schedule is installed on this machine.
enum InstalledSchedule: Equatable {
    /// Nowhere that this program knows of.
    case nowhere
    /// In the user's crontab, as a block of its own; whether it still says what the desk's file says.
    case userBlock(isCurrent: Bool)
    /// In the user's crontab, by hand.
    case userLines
    /// In `/etc/cron.d`.
    case system(isCurrent: Bool)
    /// As systemd timers.
    case timers

    /// Folders where units of a desk may lie, the system's last.
    static func unitFolders(home: String?) -> [String] {
        (home.map { ["\($0)/.config/systemd/user"] } ?? []) + ["/etc/systemd/system"]
    }

    /// Looks for the schedule of `desk`, an absolute path, whose file holds `text`.
    static func find(
        desk: String, text: String, userCrontab: String?, systemCrontab: String?, units: [String]
    ) -> InstalledSchedule {
        if let userCrontab {
            if let content = CrontabBlock(desk: desk).content(of: userCrontab) {
                return .userBlock(isCurrent: content == text)
            }
            if runs(Crontab(userCrontab, file: "crontab"), desk) { return .userLines }
        }
        if let systemCrontab {
            let crontab = Crontab(systemCrontab, file: SystemCrontab.path, isSystem: true)
            if runs(crontab, desk) {
                let own = Crontab(text, file: "crontab").entries.map(\.command)
                return .system(isCurrent: crontab.entries.map(\.command) == own)
            }
        }
        return units.contains { $0.contains("SERTIPOS_DESK=\(desk)\"") } ? .timers : .nowhere
    }

    /// Whether a line of `crontab` runs this desk.
    private static func runs(_ crontab: Crontab, _ desk: String) -> Bool {
        crontab.entries.contains { entry in
            let words = CrontabReview.words(of: entry.command)
            let named =
                words.firstIndex(of: "--desk").flatMap { words.dropFirst($0 + 1).first }
                ?? entry.settings["SERTIPOS_DESK"]
            return words.contains("run") && entry.command.contains("sertipos") && named == desk
        }
    }
}
