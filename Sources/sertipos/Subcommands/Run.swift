internal import ArgumentParser
internal import Pipeline

/// What cron calls.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fetch, process, remind and send: what cron calls. Silent when all is well.",
        discussion: """
            Two runs at once are harmless: the second one sees the lock and ends with 0. A run that is killed \
            is made good by the next one.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var logging: LogOptions

    func run() throws { try StageCommand(name: "run", stages: .all, common: common, logging: logging).run() }
}

/// The first stage alone.
struct Fetch: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take what is new in the mailbox and make it durable.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var logging: LogOptions

    func run() throws {
        try StageCommand(name: "fetch", stages: .fetch, common: common, logging: logging).run()
    }
}

/// The second stage alone.
struct Process: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read what was fetched, decide, and queue the answers.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var logging: LogOptions

    func run() throws {
        try StageCommand(name: "process", stages: .process, common: common, logging: logging).run()
    }
}

/// The last stage alone.
struct Send: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Deliver the outbox.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var logging: LogOptions

    func run() throws {
        try StageCommand(name: "send", stages: .send, common: common, logging: logging).run()
    }
}

/// What those that run stages have in common.
struct StageCommand {
    let name: String
    let stages: DeskRun.Stages
    let common: CommonOptions
    let logging: LogOptions
    /// Whether reminders are looked for now, and whether somebody vouches for the clock.
    var isRemindForced = false
    var isClockConfirmed = false

    func run() throws {
        let log = RunLog.make(json: logging.logJSON)
        try ExitStatus.reporting(to: log) {
            let desk = try common.open()
            let run = DeskRun(
                desk: desk, progress: TerminalProgress.fitting,
                isClockConfirmed: isClockConfirmed, isRemindForced: isRemindForced, log: log)
            let watch = name == "run" ? RunWatch(desk) : nil
            let ended: RunReport?
            do { ended = try run.run(name, stages) } catch {
                watch?.failed(error)
                throw error
            }
            guard let report = ended else {
                // What somebody vouched for must not get lost in silence.
                if isClockConfirmed { throw DeskBusy(holder: nil) }
                if Console.isTerminal {
                    Console.complain("sertipos: another run is under way; nothing to do")
                }
                return
            }
            try watch?.succeeded()
            let isHeld = isRemindForced && report.remind?.isClockHeld == true
            if common.json {
                try Console.say(json: report)
            } else if Console.isTerminal, !isHeld {
                Console.say(report.text)
            }
            if isHeld { throw ClockHeld() }
        }
    }
}
