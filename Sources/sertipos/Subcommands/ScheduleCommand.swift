internal import ArgumentParser
internal import Domain

/// When cron calls the desk.
struct ScheduleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract: "Show, check, install or remove the schedule cron/sertipos.crontab.",
        subcommands: [ScheduleShow.self, ScheduleInspect.self, ScheduleInstall.self, ScheduleRemove.self],
        defaultSubcommand: ScheduleShow.self)
}

/// Each line in words, and its next runs.
struct ScheduleShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Say in words when each line runs, and its next five runs.",
        discussion: """
            The times in the file are the server's; the next runs are shown in the desk's time zone. The words \
            come from mail-templates/words.yaml.
            """)

    @Option(name: .long, help: "The language of the words: id or en (default: the desk's).")
    var locale: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard locale.map({ Domain.Locale(rawValue: $0) != nil }) ?? true else {
            throw ValidationError("no locale '\(locale ?? "")'; write id or en")
        }
    }

    func run() throws {
        try ExitStatus.reporting {
            let live = try common.open()
            let schedule = try DeskSchedule(live)
            let words = ScheduleWords(
                words: try TemplateFolder(path: live.folder.templates).words(),
                locale: locale.flatMap { Domain.Locale(rawValue: $0) } ?? live.configuration.desk.locale)
            let report = ScheduleReport(
                schedule.crontab, words: words, zone: live.configuration.desk.zone, server: .current,
                now: live.clock.now())
            if common.json { try Console.say(json: report) } else { Console.say(report.description) }
        }
    }
}

/// What cron would misread.
struct ScheduleInspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Name what cron would refuse or misread, with line and column.",
        discussion: "Ends with 78 when there is a mistake; doubts alone end with 0.")

    @OptionGroup var common: CommonOptions

    /// What `schedule check` shows.
    private struct Report: Codable {
        let faults: [String]
        let remarks: [String]
    }

    func run() throws {
        try ExitStatus.reporting {
            let crontab = try DeskSchedule(try common.open()).crontab
            if common.json {
                try Console.say(
                    json: Report(
                        faults: crontab.faults.map(\.description), remarks: crontab.remarks.map(\.description)
                    ))
            } else {
                for fault in crontab.faults { Console.say(fault.description) }
                for remark in crontab.remarks { Console.say("doubtful: \(remark)") }
                if crontab.faults.isEmpty, crontab.remarks.isEmpty, Console.isTerminal {
                    Console.say("\(crontab.file): no mistakes")
                }
            }
            if !crontab.faults.isEmpty { throw ExitCode(ExitStatus.configuration.rawValue) }
        }
    }
}

/// The schedule of one desk, read and reviewed.
struct DeskSchedule {
    /// The desk's folder, absolute.
    let desk: String
    /// The file's text.
    let text: String
    /// The file, with everything noted that is wrong with it for this desk.
    let crontab: Crontab

    init(_ live: LiveDesk) throws {
        desk = live.folder.absolutePath ?? live.folder.path
        text = try EditedFile(path: live.folder.schedule).text()
        crontab = CrontabReview(desk: desk).of(Crontab(text, file: live.folder.schedule))
    }

    /// Refuses a schedule with mistakes: what is installed must do what it says.
    func refuseFaults() throws(ConfigurationError) {
        guard crontab.faults.isEmpty else { throw ConfigurationError(crontab.faults) }
    }
}
