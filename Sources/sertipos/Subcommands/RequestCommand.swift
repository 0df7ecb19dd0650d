internal import ArgumentParser
internal import Domain
internal import Pipeline

/// Requests on a terminal.
struct RequestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "List requests, show one, cancel it, send its links again, export or erase it.",
        subcommands: [
            RequestList.self, RequestShow.self, RequestCancel.self, RequestResend.self, RequestExport.self,
            RequestErase.self,
        ],
        defaultSubcommand: RequestList.self)
}

/// All requests, newest first.
struct RequestList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List requests, newest first.")

    @OptionGroup var common: CommonOptions

    @Option(help: "Only those in this state, such as awaitingVerification.")
    var state: [String] = []

    @Option(help: "Only this mechanism: issuance, update, renewal or revocation.")
    var mechanism: String?

    @Option(help: "At most this many.")
    var limit = 1000

    func run() throws {
        var filter = RequestFilter()
        filter.states = state
        filter.limit = limit
        if let mechanism {
            guard let known = Mechanism(rawValue: mechanism) else {
                throw ValidationError(
                    "no mechanism '\(mechanism)'; write issuance, update, renewal or revocation")
            }
            filter.mechanism = known
        }
        try ExitStatus.reporting {
            let records = try common.open().ledger().read { try $0.requests(filter) }
            let summaries = records.map { RequestSummary($0) }
            if common.json { return try Console.say(json: summaries) }
            for summary in summaries { Console.say(summary.description) }
            if summaries.isEmpty, Console.isTerminal { Console.complain("no requests") }
        }
    }
}

/// One request as a timeline.
struct RequestShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one request as a timeline.")

    @Argument(help: "The request's number, such as SE-2026-000123-7.")
    var number: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        let number = try RequestNumber.argument(number)
        try ExitStatus.reporting {
            let ledger = try common.open().ledger()
            let timeline = try ledger.read { view in
                try RequestTimeline(number, in: view)
            }
            guard let timeline else { throw UnknownRequest(number: number) }
            if common.json { try Console.say(json: timeline) } else { Console.say(timeline.description) }
        }
    }
}

/// No request has this number.
struct UnknownRequest: ClassifiedError {
    let number: RequestNumber
    var failureClass: FailureClass { .permanent }
    var description: String {
        "no request \(number) in this desk; `sertipos request list` shows those there are"
    }
}

/// A request with everything that happened to it.
struct RequestTimeline: Codable, CustomStringConvertible {
    /// One line.
    struct Entry: Codable {
        let at: String
        let what: String
    }

    let request: RequestSummary
    let timeline: [Entry]

    init?(_ number: RequestNumber, in view: any LedgerView) throws {
        guard let record = try view.request(number) else { return nil }
        request = RequestSummary(record)
        var entries = try view.events(of: number).map { chained in
            let consent = try RecordedConsent(chained.event, in: view)
            return (
                chained.event.at,
                Entry(
                    at: chained.event.at.description,
                    what: "\(chained.event.name) (\(chained.event.actor))\(consent?.remark ?? "")")
            )
        }
        entries += try view.outbox(of: number).map { entry in
            let what = "mail \(entry.record.notice) to \(entry.record.recipient): \(entry.status.rawValue)"
            return (entry.record.queuedAt, Entry(at: entry.record.queuedAt.description, what: what))
        }
        timeline = entries.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
            .map(\.element.1)
    }

    var description: String {
        ([request.description] + timeline.map { "  \($0.at)  \($0.what)" }).joined(separator: "\n")
    }
}
