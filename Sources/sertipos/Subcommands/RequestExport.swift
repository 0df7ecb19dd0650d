internal import ArgumentParser
internal import Domain
internal import Spool

/// Writes everything that is known of one request into a folder.
struct RequestExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write all evidence of one request into a folder with a manifest.",
        discussion: """
            Received mails as they came, how each ended and why, events with their links, facts of the mails sent, \
            the stored request, its certificates, and manifest.json with the digest of every file. \
            `sertipos audit verify --export DIR` checks it.

            What comes out is personal data in the open. In spool/exports it is destroyed after \
            'retention.exports'; elsewhere nobody does that for you.
            """)

    @Argument(help: "The request's number, such as SE-2026-000123-7.")
    var number: String

    @Option(help: "A folder that is not there yet, or empty (default: one in spool/exports).")
    var to: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let number = try RequestNumber.argument(number)
        try ExitStatus.reporting {
            let live = try common.open()
            let report = try live.exclusively {
                let name = "\(number)\(SpoolDirectory.bundleSuffix(live.clock.now()))"
                let folder = to ?? live.folder.resolve("spool/exports/\(name)")
                return try RequestBundle(number: number, live: live).write(to: folder)
            }
            Console.complain(
                "sertipos: \(report.folder) holds unsealed personal data; destroy it when it is no longer needed"
            )
            if common.json { return try Console.say(json: report) }
            Console.say(
                "\(report.folder): \(report.files.counted("file")), \(report.mails.counted("mail"))"
                    + (report.mailsPurged > 0 ? ", \(report.mailsPurged) purged" : "")
                    + "; manifest \(report.manifest)")
        }
    }
}
