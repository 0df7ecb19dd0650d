internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Pipeline

/// Proves everything a desk needs.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prove configuration, mailbox, submission, texts, keys, schedule, disk and clock.",
        discussion: """
            Changes nothing. Every line says ok, warn or fail, and what to do. Ends with 0 when nothing failed, \
            warnings included; else with the code of the worst failure: 78 a person has to mend something, 65 data \
            is damaged, 69 a server refuses for good, 75 it may pass by itself.

            With --canary a mail of the desk to itself carries forged Authentication-Results. If they arrive \
            where the desk believes them, nobody is proven from then on, the administrator is told, and the command \
            ends with 78; the next canary that comes back without them puts it right. Let cron do it every week.
            """)

    @Flag(name: .long, help: "Also send a mail with forged results through the real servers.")
    var canary = false

    @Flag(name: .long, help: "Leave the mail servers alone.")
    var offline = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !(canary && offline) else { throw ValidationError("--canary needs the mail servers") }
    }

    func run() throws {
        try ExitStatus.reporting {
            let folder = try DeskFolder(
                option: common.desk, environment: ProcessInfo.processInfo.environment)
            let report = examine(folder)
            if common.json { try Console.say(json: report) } else { Console.say(report.description) }
            if report.exitCode != 0 { throw ExitCode(report.exitCode) }
        }
    }

    private func examine(_ folder: DeskFolder) -> HealthReport {
        let live: LiveDesk
        do { live = try LiveDesk(folder: folder) } catch {
            return HealthExamination.report(folder, unopened: error, at: SystemClock().now())
        }
        defer { TerminalProgress.finish() }
        let progress = TerminalProgress.fitting
        // The flight comes first, so that the check of the trust shows what it found.
        let flight = canary ? fly(live, progress) : []
        let total = HealthExamination.checks.count
        var done = 0
        let report = HealthExamination.report(HealthSubject(live, isOffline: offline)) { _ in
            done += 1
            progress.progress("doctor", done: done, total: total)
        }
        return HealthReport(desk: report.desk, at: report.at, findings: report.findings + flight)
    }

    private func fly(_ live: LiveDesk, _ progress: any ProgressObserver) -> [HealthFinding] {
        let finding: HealthFinding
        do {
            let found = try CanaryRun(live: live, progress: progress).fly()
            finding = CanaryRun.health(found)
            if case .trusted = found {
                RunWatch(live).tell("sertipos: \(live.configuration.desk.address)\n\n\(finding)\n")
            }
        } catch {
            finding = .fail("canary", error)
        }
        return [finding]
    }
}
