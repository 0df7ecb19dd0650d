internal import ArgumentParser
internal import Domain
internal import Foundation

/// Where a schedule goes.
struct ScheduleTarget: ParsableArguments {
    @Flag(name: .long, help: "Into /etc/cron.d/sertipos, or system units; needs root.")
    var system = false

    @Flag(name: .long, help: "As systemd service and timer units instead of cron.")
    var systemd = false

    /// The folder of units.
    func unitFolder(_ environment: [String: String]) throws -> String {
        if system { return "/etc/systemd/system" }
        guard let home = environment["HOME"], home.hasPrefix("/") else {
            throw ValidationError("$HOME is not set; use --system, or set it")
        }
        return "\(home)/.config/systemd/user"
    }
}

/// What was, or would be, written.
struct ScheduleInstallation: Codable, CustomStringConvertible {
    /// The files or the crontab.
    let targets: [String]
    /// Whether anything had to change.
    let isChanged: Bool
    let isDryRun: Bool
    /// What is to be done by hand afterwards.
    let advice: String?

    var description: String {
        let verb = isDryRun ? "would be written" : "written"
        let state = isChanged ? verb : "as it should be already"
        return (targets.map { "\($0): \(state)" } + [advice].compactMap(\.self)).joined(separator: "\n")
    }
}

/// Puts the schedule where cron looks.
struct ScheduleInstall: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install", abstract: "Install the schedule for the user who runs the desk.",
        discussion: """
            Checks the schedule first and refuses mistakes. In the user's crontab it becomes a block between two \
            marks at the end; everything else stays as it is. Doing it twice changes nothing. No lock is \
            needed in the lines: a second run ends at once while one is under way.
            """)

    @OptionGroup var target: ScheduleTarget
    @OptionGroup var trial: TrialOption
    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            let schedule = try DeskSchedule(try common.open())
            try schedule.refuseFaults()
            let report = target.systemd ? try units(schedule) : try crontab(schedule)
            if common.json { try Console.say(json: report) } else { Console.say(report.description) }
        }
    }

    private func crontab(_ schedule: DeskSchedule) throws -> ScheduleInstallation {
        guard target.system else {
            let old = try UserCrontab().read() ?? ""
            let new = CrontabBlock(desk: schedule.desk).installing(schedule.text, into: old)
            if new != old, !trial.dryRun { try UserCrontab().write(new) }
            return ScheduleInstallation(
                targets: ["the user's crontab"], isChanged: new != old, isDryRun: trial.dryRun, advice: nil)
        }
        guard let user = SystemCrontab.owner(of: schedule.desk) else {
            throw DocumentError(file: schedule.desk, problem: "belongs to nobody that this machine knows")
        }
        let text = SystemCrontab.text(
            schedule.text, schedule.crontab, desk: schedule.desk, user: user)
        let files = [SystemdUnits.Unit(name: SystemCrontab.path, text: text)]
        return try install(files, schedule.desk, advice: nil)
    }

    private func units(_ schedule: DeskSchedule) throws -> ScheduleInstallation {
        let folder = try target.unitFolder(ProcessInfo.processInfo.environment)
        let user = target.system ? SystemCrontab.owner(of: schedule.desk) : nil
        let units = SystemdUnits.units(schedule.crontab, desk: schedule.desk, user: user)
        let scope = target.system ? "" : " --user"
        let timers = units.map(\.name).filter { $0.hasSuffix(".timer") }.joined(separator: " ")
        if !trial.dryRun {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        return try install(
            units.map { SystemdUnits.Unit(name: "\(folder)/\($0.name)", text: $0.text) }, schedule.desk,
            advice: "now: systemctl\(scope) daemon-reload && systemctl\(scope) enable --now \(timers)")
    }

    private func install(
        _ files: [SystemdUnits.Unit], _ desk: String, advice: String?
    ) throws -> ScheduleInstallation {
        for file in files { try Self.refuseForeign(file.name, desk) }
        var isChanged = false
        for file in files {
            // A file that is not there is written like one that differs.
            let old = try? EditedFile(path: file.name).text()
            guard old != file.text else { continue }
            isChanged = true
            if !trial.dryRun { try NewFile.replace(Array(file.text.utf8), at: file.name, mode: 0o644) }
        }
        return ScheduleInstallation(
            targets: files.map(\.name), isChanged: isChanged, isDryRun: trial.dryRun, advice: advice)
    }
}

extension ScheduleInstall {
    /// Refuses to touch a file that is not this desk's.
    static func refuseForeign(_ path: String, _ desk: String) throws {
        guard FileManager.default.fileExists(atPath: path),
            try !EditedFile(path: path).text().contains(SystemCrontab.mark(desk))
        else { return }
        throw DocumentError(
            file: path, problem: "was not installed for this desk",
            remedy: "remove it if nobody needs it, or install this desk in its user's crontab")
    }
}

/// Takes the schedule away again.
struct ScheduleRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove what `schedule install` installed, and nothing else.")

    @OptionGroup var target: ScheduleTarget
    @OptionGroup var trial: TrialOption
    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            let desk = try DeskFolder(
                option: common.desk, environment: ProcessInfo.processInfo.environment)
            let report = try remove(desk.absolutePath ?? desk.path)
            if common.json { try Console.say(json: report) } else { Console.say(report.description) }
        }
    }

    private func remove(_ desk: String) throws -> ScheduleInstallation {
        guard target.system || target.systemd else {
            let old = try UserCrontab().read() ?? ""
            let new = CrontabBlock(desk: desk).removing(from: old)
            if new != old, !trial.dryRun {
                if new.isEmpty { try UserCrontab().remove() } else { try UserCrontab().write(new) }
            }
            return ScheduleInstallation(
                targets: ["the user's crontab"], isChanged: new != old, isDryRun: trial.dryRun, advice: nil)
        }
        let files = target.systemd ? try unitFiles(desk) : [SystemCrontab.path]
        let present = files.filter { FileManager.default.fileExists(atPath: $0) }
        for file in present { try ScheduleInstall.refuseForeign(file, desk) }
        if !trial.dryRun { for file in present { try FileManager.default.removeItem(atPath: file) } }
        return ScheduleInstallation(
            targets: files, isChanged: !present.isEmpty, isDryRun: trial.dryRun, advice: nil)
    }

    /// The units that name this desk, with their timers.
    private func unitFiles(_ desk: String) throws -> [String] {
        let folder = try target.unitFolder(ProcessInfo.processInfo.environment)
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        return try names.filter { $0.hasPrefix("sertipos-") && $0.hasSuffix(".service") }.flatMap { name in
            let text = try EditedFile(path: "\(folder)/\(name)").text()
            guard text.contains(SystemCrontab.mark(desk)) else { return [String]() }
            return ["\(folder)/\(name)", "\(folder)/\(name.dropLast(".service".count)).timer"]
        }
    }
}
