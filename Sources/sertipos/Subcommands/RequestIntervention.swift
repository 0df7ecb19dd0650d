internal import ArgumentParser
internal import Domain
internal import Pipeline

/// Ends a request from the desk.
struct RequestCancel: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Cancel a request as the administrator.",
        discussion: """
            Verifier and applicant are told, with the reason; open links die. The mails are queued and leave with \
            the next run. For requests nobody can help any more: verifier and applicant can cancel by mail \
            themselves.
            """)

    @Argument(
        help: "The request's number, such as SE-2026-000123-7.",
        completion: .custom(NumberCompletion.requests))
    var number: String

    @Option(help: "Why, in words for the people concerned, in the desk's language.")
    var reason: String

    @OptionGroup var trial: TrialOption
    @OptionGroup var common: CommonOptions

    func run() throws {
        let number = try RequestNumber.argument(number)
        let reason = try Self.sentence(reason)
        try ExitStatus.reporting {
            try InterventionReport.make(trial, common) {
                try $0.cancel(number, reason: reason, isTrial: trial.dryRun)
            }
        }
    }

    /// The reason on one line.
    static func sentence(_ text: String) throws -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !words.isEmpty else {
            throw ValidationError("the reason is empty: say why, people will read it")
        }
        guard words.count <= 500 else { throw ValidationError("the reason is too long: 500 characters do") }
        guard words.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            throw ValidationError("the reason holds control characters")
        }
        return words
    }
}

/// Has the links of a request sent again.
struct RequestResend: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resend", abstract: "Send fresh links to everybody a request waits for.",
        discussion: """
            Earlier links stay usable until they die; the first that is used closes the others. The mails are \
            queued and leave with the next run.
            """)

    @Argument(
        help: "The request's number, such as SE-2026-000123-7.",
        completion: .custom(NumberCompletion.requests))
    var number: String

    @OptionGroup var trial: TrialOption
    @OptionGroup var common: CommonOptions

    func run() throws {
        let number = try RequestNumber.argument(number)
        try ExitStatus.reporting {
            try InterventionReport.make(trial, common) { try $0.resend(number, isTrial: trial.dryRun) }
        }
    }
}

/// What an intervention came to.
struct InterventionReport: Codable, CustomStringConvertible {
    let request: RequestSummary
    let letters: [DeskIntervention.Letter]
    let isDryRun: Bool

    /// Intervenes, and says what came of it.
    static func make(
        _ trial: TrialOption, _ common: CommonOptions,
        _ intervene: (DeskIntervention) throws -> DeskIntervention.Outcome
    ) throws {
        let live = try common.open()
        let outcome = try live.exclusively(unless: trial.dryRun) {
            let ledger = try live.ledger()
            return try intervene(
                DeskIntervention(
                    desk: try live.desk(), ledger: ledger, spool: try live.spool(for: ledger)))
        }
        let report = InterventionReport(
            request: RequestSummary(outcome.request), letters: outcome.letters, isDryRun: trial.dryRun)
        if common.json { try Console.say(json: report) } else { Console.say(report.description) }
    }

    var description: String {
        let mails = letters.map { letter in
            "  mail to \(letter.recipient): \(letter.subject)"
                + (letter.isHeld ? " (held back by the budget)" : "")
        }
        let last =
            isDryRun
            ? "Nothing was changed: this was a dry run."
            : "\(letters.count.counted("mail")) queued; the next run (`sertipos run`) sends what is queued."
        return ([request.description] + mails + [last]).joined(separator: "\n")
    }
}
