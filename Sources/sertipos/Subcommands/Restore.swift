internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Pipeline
internal import Spool

/// A desk out of a backup.
struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lay a desk out of a backup into a new or empty folder.",
        discussion: """
            The archive is checked first: names, sizes, digests, the ledger and its audit log. Then every link of \
            the backup is dead, mail that waited is given up, the mailbox is read from the start (what is known does \
            nothing twice), numbers of revocation lists are skipped, and the next run, once it has read the \
            mailbox, sends fresh links to whoever has to move.

            Requests that came after the backup come back by themselves as long as their mail lies on the server. \
            Certificates made after it do not: import them with `sertipos certificate import`.
            """)

    @Argument(help: "The backup.")
    var file: String

    @Option(help: "The folder of the desk: new or empty, unless --replace is given.")
    var desk: String

    @Flag(help: "Move the desk that is there aside first; nothing of it is deleted.")
    var replace = false

    @Flag(name: .long, help: "Write JSON to standard output.")
    var json = false

    @OptionGroup var trial: TrialOption

    func run() throws {
        try ExitStatus.reporting {
            let folder = DeskFolder(path: desk)
            guard folder.path != ".", folder.path != "/" else {
                throw ValidationError("name the desk's folder from outside, not as '\(folder.path)'")
            }
            let report = try keepingAway(folder) {
                try DeskRestore(
                    archive: file, target: folder.path, clock: SystemClock(), replaces: replace,
                    isTrial: trial.dryRun, progress: TerminalProgress.fitting
                ).run()
            }
            TerminalProgress.finish()
            if !report.hasSecrets {
                Console.complain(
                    "sertipos: the backup holds no secrets: put back secrets/, evidence-key above all"
                        + (report.movedAside.map { " (the old ones are in \($0)/secrets)" } ?? ""))
            }
            if json { return try Console.say(json: report) }
            Console.say(report.description)
        }
    }

    /// The old desk's lock, so that no run works on it while it moves.
    private func keepingAway<Result>(_ folder: DeskFolder, _ body: () throws -> Result) throws -> Result {
        guard replace, !trial.dryRun, FileManager.default.fileExists(atPath: folder.runLock) else {
            return try body()
        }
        let lock = try RunLock(path: folder.runLock)
        guard try lock.tryAcquire() else { throw DeskBusy(holder: lock.holder()) }
        defer { lock.release() }
        return try body()
    }
}

extension DeskRestore.Report: CustomStringConvertible {
    var description: String {
        var lines = [
            "\(desk): \(files.counted("file")) of \(madeAt), \(events) events, the audit log is whole",
            "\(settled.links.counted("open link")) closed, \(settled.mails.counted("waiting mail")) given up, "
                + "\(settled.openRequests.counted("open request"))",
        ]
        if let movedAside { lines.append("the old desk is in \(movedAside)") }
        lines.append(
            isDryRun ? "Nothing was changed: this was a dry run." : "The next run reads the mailbox again.")
        return lines.joined(separator: "\n")
    }
}
