internal import ArgumentParser
internal import Domain
internal import Ledger
internal import PKI
internal import Pipeline

/// The whole desk in one file.
struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the whole desk into one tar file.",
        discussion: """
            Configuration, templates, received mail (sealed mail stays sealed) and the ledger, copied by SQLite and \
            checked. The run lock is held meanwhile: a run that cron starts ends at once and harmlessly, the next \
            one does its work. If a run is under way, this command waits up to a minute. An older file of the same \
            name is replaced only when the new one is whole.

            Secrets stay out. Keep secrets/evidence-key somewhere else: without it the sealed mail in a backup \
            cannot be read, with it anybody can. --with-secrets takes them in; guard that file like a key.
            """)

    @Argument(help: "The file to write, such as /backup/desk.tar.")
    var file: String

    @Flag(name: .customLong("with-secrets"), help: "Take the folder 'secrets' in as well.")
    var withSecrets = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            let live = try common.open()
            let report = try live.exclusively(waiting: 60) {
                let ledger = try SQLiteLedger(path: live.folder.ledger, digesting: OpenSSLDigest())
                return try DeskBackup(
                    folder: live.folder, ledger: ledger, clock: live.clock, hasSecrets: withSecrets,
                    progress: TerminalProgress.fitting
                ).write(to: file)
            }
            TerminalProgress.finish()
            for name in report.skipped {
                Console.complain("sertipos: \(name) is no plain file and is not in the backup")
            }
            if withSecrets {
                Console.complain(
                    "sertipos: \(file) HOLDS THE SECRETS: passwords, keys, and what opens sealed mail")
            }
            if common.json { return try Console.say(json: report) }
            Console.say(
                "\(report.file): \(report.files.counted("file")), \(report.octets) octets, "
                    + "\(report.events) events, head \(report.head ?? "none")"
                    + (withSecrets ? "" : "; without secrets"))
        }
    }
}
