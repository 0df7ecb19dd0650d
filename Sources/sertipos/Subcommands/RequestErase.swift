internal import ArgumentParser
internal import Domain
internal import Pipeline
internal import Workflows

/// Erases what is kept of a person in one request.
struct RequestErase: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Erase documents, identity data and name of one request.",
        discussion: """
            For a person who asks for it. The mails of the request are overwritten, their data key is destroyed, \
            which makes them unreadable in every backup without the key file of that time; the request keeps its \
            number, its times and its outcome, and the audit log keeps who erased it and why.

            Refused while the request is open or its certificate is in force. With --force an open request is \
            cancelled first (people are told), and a certificate in force keeps what revoking it needs until it ends.
            """)

    @Argument(help: "The request's number, such as SE-2026-000123-7.")
    var number: String

    @Option(help: "Why, for the audit log. Write no name and no NIK.")
    var reason: String

    @Flag(help: "Also if it is open or its certificate is in force.")
    var force = false

    @OptionGroup var trial: TrialOption
    @OptionGroup var common: CommonOptions

    func run() throws {
        let number = try RequestNumber.argument(number)
        let reason = try RequestCancel.sentence(reason)
        try ExitStatus.reporting {
            let live = try common.open()
            let outcome = try live.exclusively(unless: trial.dryRun) {
                try erase(number, reason, live)
            }
            if common.json { return try Console.say(json: outcome) }
            Console.say(outcome.text + (trial.dryRun ? "\nNothing was changed: this was a dry run." : ""))
        }
    }

    private func erase(
        _ number: RequestNumber, _ reason: String, _ live: LiveDesk
    ) throws -> EvidenceErasure.Outcome {
        let ledger = try live.ledger()
        let spool = try live.spool(for: ledger)
        guard !trial.dryRun else {
            let erasure = EvidenceErasure(spool: spool, now: live.clock.now())
            return try ledger.read { try erasure.plan(number, isForced: force, $0) }
        }
        let state = try ledger.read { try $0.request(number)?.state }
        if force, let state, RequestState.openNames.contains(state) {
            _ = try DeskIntervention(desk: try live.desk(), ledger: ledger, spool: spool)
                .cancel(number, reason: reason)
        }
        let erasure = EvidenceErasure(spool: spool, now: live.clock.now())
        return try ledger.write { try erasure.erase(number, reason: reason, isForced: force, $0) }
    }
}

extension EvidenceErasure.Outcome {
    /// What went and what stays.
    var text: String {
        var lines = ["\(number): \(mails.counted("mail")), identity data, name and mailbox"]
        if sharedLetterStays {
            lines.append(
                "The letter that opened it opened others too: it stays until the last of them is purged.")
        }
        for serial in certificatesInForce {
            lines.append("Certificate \(serial) is in force: its entry keeps the holder until it ends.")
        }
        return lines.joined(separator: "\n")
    }
}
