internal import ArgumentParser
internal import Domain
internal import Pipeline

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
            Finds any altered, missing or inserted event. Somebody who may write the desk's files could compute a \
            whole new chain; against that, name what the administrator was mailed, as often as you like: \
            --expect COUNT:HEAD must still stand at that very place. Ends with 65 if anything is wrong.
            With --export DIR, checks a folder that `sertipos request export` wrote: every file, the manifest, and \
            the events against the desk's own log, if there is a desk. Ends with 65 if anything was altered.
            """)

    /// What `audit verify` shows.
    struct Report: Codable {
        let events: Int64
        let head: String?
        let firstBroken: Int64?
        /// Expected heads that do not stand where they stood; `nil` if none was named.
        let unmet: [String]?
    }

    @Option(help: "Check this exported folder instead.")
    var export: String?
    @Option(help: "COUNT:HEAD from an earlier mail or run; the chain must hold it at that place.")
    var expect: [String] = []

    @OptionGroup var common: CommonOptions

    func run() throws {
        let expected = try expect.map { text in
            guard let head = AuditHead(text) else {
                throw ValidationError(
                    "'\(text)' is not COUNT:HEAD; copy both from the weekly mail, such as 1284:9f86d0…")
            }
            return head
        }
        try ExitStatus.reporting {
            if let export { return try verify(export) }
            let report = try common.open().ledger().read { try Self.report($0, expected) }
            if common.json { try Console.say(json: report) } else { say(report) }
            if report.firstBroken != nil || report.unmet?.isEmpty == false {
                throw ExitCode(ExitStatus.dataError.rawValue)
            }
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

    private static func report(_ view: any LedgerView, _ expected: [AuditHead]) throws -> Report {
        let chain = try view.verifyChain()
        let unmet = try expected.filter { try !$0.stands(in: view) }.map(\.description)
        return Report(
            events: chain.count, head: chain.head?.hex, firstBroken: chain.firstBroken,
            unmet: expected.isEmpty ? nil : unmet)
    }

    private func say(_ report: Report) {
        if let broken = report.firstBroken {
            Console.say("broken at event \(broken) of \(report.events): altered or missing; restore a backup")
        } else {
            Console.say("\(report.events) events, whole; head \(report.head ?? "none")")
        }
        for head in report.unmet ?? [] {
            Console.say("not there: \(head); the log was cut or written anew since, restore a backup")
        }
        if report.unmet?.isEmpty == true { Console.say("every expected head stands where it stood") }
    }
}
