internal import ArgumentParser
internal import Domain
internal import Glibc

/// Whether a crontab does for one desk what is meant: the right desk, programs that are found, output that reaches
/// somebody.
struct CrontabReview {
    /// The desk's folder, absolute.
    let desk: String
    /// Whether a file can be run.
    var isExecutable: (String) -> Bool = { access($0, X_OK) == 0 }
    /// Whether there is a user of this name.
    var isUser: (String) -> Bool = { getpwnam($0) != nil }
    /// The commands of this program.
    var commands: Set<String> = Set(
        SertiposCommand.configuration.subcommands.map { $0._commandName })

    /// What a line's program is looked for in when no PATH is set, as Debian's cron does.
    private static let standardPath = "/usr/bin:/bin"

    /// The crontab with everything noted that this review finds.
    func of(_ crontab: Crontab) -> Crontab {
        var crontab = crontab
        for setting in crontab.settings { review(setting, in: &crontab) }
        for entry in crontab.entries { review(entry, in: &crontab) }
        if !crontab.entries.contains(where: { Self.words(of: $0.command).contains("run") && isOurs($0) }) {
            crontab.note(
                1, nil, "no line runs the desk", "add the line: */2 * * * * sertipos run")
        }
        if !crontab.settings.contains(where: { $0.name == "MAILTO" }) {
            crontab.doubt(
                1, nil, "there is no MAILTO: what a failed run says goes to the local mailbox of the user",
                "add MAILTO=address above the first line with a time")
        }
        return crontab
    }

    private func review(_ setting: Crontab.Setting, in crontab: inout Crontab) {
        switch setting.name {
        case "CRON_TZ", "TZ":
            crontab.doubt(
                setting.line, nil,
                "\(setting.name) does not move the times of Debian's cron: they are the server's",
                "convert the times; `sertipos schedule show` shows them in the desk's zone")
        case "SERTIPOS_DESK" where absolute(setting.value) != desk:
            crontab.note(
                setting.line, nil, "SERTIPOS_DESK is \(setting.value), and this desk is \(desk)",
                "write SERTIPOS_DESK=\(desk)")
        case "PATH" where setting.value.split(separator: ":").contains(where: { !$0.hasPrefix("/") }):
            crontab.note(
                setting.line, nil,
                "PATH holds a folder that is not absolute: cron expands neither ~ nor variables",
                "write the folders out")
        default:
            guard setting.value.contains("$"), setting.name != "MAILTO" else { return }
            crontab.doubt(
                setting.line, nil, "cron does not expand the $ in \(setting.name)", "write the value out")
        }
    }

    private func review(_ entry: Crontab.Entry, in crontab: inout Crontab) {
        if let offset = Self.barePercent(entry.command) {
            crontab.note(
                entry.line, entry.column + offset,
                "cron ends the command at % and feeds it the rest as input", "write \\% for a percent sign")
        }
        if case .pattern(let pattern) = entry.time {
            if pattern.first(from: LocalMinute(date: CivilDate(daysSinceEpoch: 20_000), minute: 0)) == nil {
                crontab.note(
                    entry.line, 1, "'\(entry.timeText)' never comes: no month has such a day",
                    "correct the day or the month")
            } else if pattern.hasEitherDay {
                crontab.doubt(
                    entry.line, 1,
                    "with a day of the month and a day of the week cron fires when either fits",
                    "leave one of them * unless it is meant so")
            }
        }
        if entry.command.contains(" #") {
            crontab.doubt(
                entry.line, entry.column, "the comment behind the command is given to the shell",
                "put it on a line of its own")
        }
        reviewProgram(entry, in: &crontab)
        guard isOurs(entry) else { return }
        let words = Self.words(of: entry.command)
        if let command = words.dropFirst().first, !command.hasPrefix("-"), !commands.contains(command) {
            let nearest = Spelling.nearest(to: command, among: commands.sorted())
            crontab.note(
                entry.line, entry.column, "sertipos has no command '\(command)'",
                nearest.map { "did you mean '\($0)'?" } ?? "see `sertipos help`")
        }
        let option = words.firstIndex(of: "--desk").flatMap { words.dropFirst($0 + 1).first }
        let named = option ?? entry.settings["SERTIPOS_DESK"]
        if named == nil {
            crontab.note(
                entry.line, entry.column, "the line does not say which desk",
                "write SERTIPOS_DESK=\(desk) above it")
        } else if let option, absolute(option) != desk {
            crontab.note(
                entry.line, entry.column, "--desk names \(option), and this desk is \(desk)",
                "write --desk \(desk)")
        }
    }

    private func reviewProgram(_ entry: Crontab.Entry, in crontab: inout Crontab) {
        if crontab.isSystem, let user = entry.user, !isUser(user) {
            return crontab.note(
                entry.line, nil, "there is no user '\(user)'",
                "a system crontab names a user between the time and the command")
        }
        guard let program = Self.words(of: entry.command).first else { return }
        guard !program.hasPrefix("~") else {
            return crontab.doubt(
                entry.line, entry.column, "~ is the home of whoever the line runs as", "write the path out")
        }
        // A shell's own words, variables and assignments are beyond this review.
        guard program.allSatisfy({ $0.isLetter || $0.isNumber || "/._+-".contains($0) }),
            !["cd", "test", "if", "for", "while", "exec", "set", "umask", "."].contains(program)
        else { return }
        if program.hasPrefix("/") {
            if !isExecutable(program) {
                crontab.note(entry.line, entry.column, "\(program) cannot be run", "correct the path")
            }
            return
        }
        let path = entry.settings["PATH"] ?? Self.standardPath
        if path.split(separator: ":").contains(where: { isExecutable("\($0)/\(program)") }) { return }
        if !crontab.isSystem, isUser(program) {
            return crontab.note(
                entry.line, entry.column, "'\(program)' is a user: only system crontabs name one",
                "leave the user out")
        }
        crontab.note(
            entry.line, entry.column, "'\(program)' is in none of the folders of PATH (\(path))",
            "write its absolute path, or set PATH above the line")
    }

    /// Whether a line calls this program.
    private func isOurs(_ entry: Crontab.Entry) -> Bool {
        let program = Self.words(of: entry.command).first ?? ""
        return program == "sertipos" || program.hasSuffix("/sertipos")
    }

    private func absolute(_ path: String) -> String { DeskFolder(path: path).absolutePath ?? path }

    /// The words of a command, quotes taken off, as far as that can be said without a shell.
    static func words(of command: String) -> [String] {
        command.split { $0 == " " || $0 == "\t" }.map { word in
            word.filter { $0 != "\"" && $0 != "'" }
        }
    }

    /// Where the first percent sign without a backslash stands, in octets.
    private static func barePercent(_ command: String) -> Int? {
        var previous: UInt8 = 0
        for (offset, octet) in command.utf8.enumerated() {
            if octet == UInt8(ascii: "%"), previous != UInt8(ascii: "\\") { return offset }
            previous = octet
        }
        return nil
    }
}
