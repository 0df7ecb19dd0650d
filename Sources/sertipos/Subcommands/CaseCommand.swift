internal import ArgumentParser
internal import Domain
internal import Pipeline

/// Cases on a terminal.
struct CaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "List complaints, suggestions and questions, or show one.",
        subcommands: [CaseList.self, CaseShow.self], defaultSubcommand: CaseList.self)
}

/// All cases, newest first.
struct CaseList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List cases, newest first.")

    @OptionGroup var common: CommonOptions

    @Option(help: "Only those with this status: awaitingOfficer, answered or closed.")
    var status: String?

    @Option(help: "Only this kind: complaint, suggestion, aspiration or information.")
    var kind: String?

    @Option(help: "At most this many.")
    var limit = 1000

    func run() throws {
        let filter = try Self.filter(status: status, kind: kind, limit: limit)
        try ExitStatus.reporting {
            let desk = try common.open()
            let calendar = desk.calendar
            let summaries = try desk.ledger().read { try $0.cases(filter) }
                .map { CaseSummary($0, calendar: calendar) }
            if common.json { return try Console.say(json: summaries) }
            for summary in summaries { Console.say(summary.description) }
            if summaries.isEmpty, Console.isTerminal { Console.complain("no cases") }
        }
    }

    /// The filter that these options name.
    static func filter(status: String?, kind: String?, limit: Int) throws -> CaseFilter {
        var filter = CaseFilter()
        filter.limit = limit
        filter.status = try status.map { try known($0, "status") }
        filter.kind = try kind.map { try known($0, "kind") }
        return filter
    }

    private static func known<Value: RawRepresentable<String> & CaseIterable>(
        _ text: String, _ what: String
    ) throws -> Value {
        guard let value = Value(rawValue: text) else {
            let all = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("no \(what) '\(text)'; write one of \(all)")
        }
        return value
    }
}

/// One case as a timeline.
struct CaseShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one case as a timeline.")

    @Argument(help: "The case's number, such as PA-2026-000045-3.")
    var number: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard let number = RequestNumber(number), number.series == .complaint else {
            throw ValidationError("'\(number)' is not the number of a case: a digit is wrong or missing")
        }
        try ExitStatus.reporting {
            let desk = try common.open()
            let calendar = desk.calendar
            let timeline = try desk.ledger().read { try CaseTimeline(number, in: $0, calendar: calendar) }
            guard let timeline else { throw UnknownCase(number: number) }
            if common.json { try Console.say(json: timeline) } else { Console.say(timeline.description) }
        }
    }
}

/// No case has this number.
struct UnknownCase: ClassifiedError {
    let number: RequestNumber
    var failureClass: FailureClass { .permanent }
    var description: String { "no case \(number) in this desk; `sertipos case list` shows those there are" }
}

/// One case as `case list` shows it. The citizen's address is nobody's business but the desk's.
struct CaseSummary: Codable, CustomStringConvertible {
    let number: String
    let kind: String
    let status: String
    let citizenName: String
    let subject: String
    let lapor: String?
    let opened: String
    let changed: String
    let answered: String?
    /// When the officer's answer is due; `nil` unless it is the officer's move.
    let due: String?

    init(_ record: CaseRecord, calendar: WorkingCalendar) {
        number = record.number.description
        kind = record.kind.rawValue
        status = record.status.rawValue
        citizenName = record.citizenName
        subject = record.subject
        lapor = record.laporNumber
        opened = record.openedAt.description
        changed = record.changedAt.description
        answered = record.answeredAt?.description
        due = record.status == .awaitingOfficer ? record.answerDue(calendar).description : nil
    }

    var description: String {
        let columns = [
            number, kind.padding(11), status.padding(15), (due ?? "–").padding(20), subject,
        ]
        return columns.joined(separator: "  ")
    }
}

/// A case with everything that happened to it.
struct CaseTimeline: Codable, CustomStringConvertible {
    /// One line.
    struct Entry: Codable {
        let at: String
        let what: String
    }

    let summary: CaseSummary
    let timeline: [Entry]

    init?(_ number: RequestNumber, in view: any LedgerView, calendar: WorkingCalendar) throws {
        guard let record = try view.caseRecord(number) else { return nil }
        summary = CaseSummary(record, calendar: calendar)
        var entries = try view.events(of: number).map { chained in
            (chained.event.at, "\(chained.event.name) (\(chained.event.actor))")
        }
        entries += try view.outbox(of: number).map { entry in
            (entry.record.queuedAt, "mail \(entry.record.notice): \(entry.status.rawValue)")
        }
        timeline = entries.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
            .map { Entry(at: $0.element.0.description, what: $0.element.1) }
    }

    private enum CodingKeys: String, CodingKey {
        case summary = "case"
        case timeline
    }

    var description: String {
        let lapor = summary.lapor.map { ["  LAPOR! \($0)"] } ?? []
        return ([summary.description] + lapor + timeline.map { "  \($0.at)  \($0.what)" })
            .joined(separator: "\n")
    }
}
