/// A desk's schedule as systemd units: one service and one timer for each line.
struct SystemdUnits {
    /// One file.
    struct Unit: Hashable {
        let name: String
        let text: String
    }

    /// The units of all lines, services before timers; `user` only for units of the system.
    static func units(_ crontab: Crontab, desk: String, user: String?) -> [Unit] {
        crontab.entries.flatMap { entry -> [Unit] in
            let name = "sertipos-\(entry.line)"
            let who = user.map { "User=\($0)\n" } ?? ""
            let settings = entry.settings.filter { $0.key != "MAILTO" && $0.key != "SHELL" }
                .sorted { $0.key < $1.key }.map { "Environment=\(quoted("\($0.key)=\($0.value)"))\n" }
            let shell = entry.settings["SHELL"] ?? "/bin/sh"
            // Where programs are named, systemd would put in the values of variables.
            let command = entry.command.replacing("\\%", with: "%").replacing("$", with: "$$")
            let mark = SystemCrontab.mark(desk)
            let service = """
                \(mark)
                [Unit]
                Description=sertipos: \(escaped(entry.command))
                After=network-online.target

                [Service]
                Type=oneshot
                \(who)WorkingDirectory=\(escaped(desk))
                \(settings.joined())ExecStart=\(shell) -c \(quoted(command))

                """
            let timer = """
                \(mark)
                [Unit]
                Description=sertipos: when to run \(escaped(entry.command))

                [Timer]
                \(events(entry.time).joined(separator: "\n"))
                AccuracySec=1s
                Unit=\(name).service

                [Install]
                WantedBy=timers.target

                """
            return [
                Unit(name: "\(name).service", text: service), Unit(name: "\(name).timer", text: timer),
            ]
        }
    }

    /// When the timer fires. Two lines mean: at either.
    static func events(_ time: Crontab.Entry.Time) -> [String] {
        switch time {
        case .reboot: return ["OnBootSec=0"]
        case .pattern(let pattern):
            let clock = "\(list(pattern.hours, 0...23)):\(list(pattern.minutes, 0...59)):00"
            let months = list(pattern.months, 1...12)
            let days = list(pattern.days, 1...31)
            let weekdays = weekdayList(pattern.weekdays)
            if pattern.hasEitherDay {
                return [
                    "OnCalendar=*-\(months)-\(days) \(clock)", "OnCalendar=\(weekdays)*-\(months)-* \(clock)",
                ]
            }
            return ["OnCalendar=\(weekdays)*-\(months)-\(days) \(clock)"]
        }
    }

    private static func list(_ set: CronSet, _ range: ClosedRange<Int>) -> String {
        if set.values.count == range.count { return "*" }
        return set.values.sorted().map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ",")
    }

    private static func weekdayList(_ set: CronSet) -> String {
        guard set.values.count < 7 else { return "" }
        let names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        return set.values.sorted().map { names[$0] }.joined(separator: ",") + " "
    }

    /// Percent signs introduce specifiers in unit files.
    private static func escaped(_ text: String) -> String { text.replacing("%", with: "%%") }

    /// One word for systemd: quoted, without specifiers.
    private static func quoted(_ text: String) -> String {
        let plain = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped(plain))\""
    }
}
