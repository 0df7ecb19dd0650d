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
        commandName: "verify", abstract: "Walk the chain of events and recompute every link.")

    /// What `audit verify` shows.
    struct Report: Codable {
        let events: Int64
        let head: String?
        let firstBroken: Int64?
    }

    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
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
}
