internal import ArgumentParser
internal import Domain

/// The audit log.
struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the audit log.", subcommands: [AuditVerify.self], defaultSubcommand: AuditVerify.self
    )
}

/// Walks the chain.
struct AuditVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Walk the chain of events and recompute every link.",
        discussion: """
            With --export DIR, checks a folder that `sertipos request export` wrote: every file, the manifest, and \
            the events against the desk's own log, if there is a desk. Ends with 65 if anything was altered.
            """)

    /// What `audit verify` shows.
    struct Report: Codable {
        let events: Int64
        let head: String?
        let firstBroken: Int64?
    }

    @Option(help: "Check this exported folder instead.")
    var export: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            if let export { return try verify(export) }
            let chain = try common.open().ledger().read { try $0.verifyChain() }
            let report = Report(events: chain.count, head: chain.head?.hex, firstBroken: chain.firstBroken)
            if common.json {
                try Console.say(json: report)
            } else if let broken = report.firstBroken {
                Console.say(
                    "broken at event \(broken) of \(report.events): altered or missing; restore a backup")
            } else {
                Console.say("\(report.events) events, whole; head \(report.head ?? "none")")
            }
            if report.firstBroken != nil { throw ExitCode(ExitStatus.dataError.rawValue) }
        }
    }

    private func verify(_ folder: String) throws {
        let ledger: (any RequestLedger)?
        do { ledger = try common.open().ledger() } catch let error as DeskFolderError {
            // A desk that was named must be there; without one the bundle is checked in itself.
            guard error.origin == .currentFolder else { throw error }
            ledger = nil
        }
        let verification = try BundleVerification(folder, ledger: ledger)
        if common.json { try Console.say(json: verification) } else { Console.say(verification.description) }
        if !verification.isWhole { throw ExitCode(ExitStatus.dataError.rawValue) }
    }
}
