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
            let records = try desk.ledger().read { try $0.cases(filter) }
            if common.json {
                return try Console.say(json: records.map { CaseSummary($0, calendar: calendar) })
            }
            let times = DeskTimes(zone: calendar.zone, now: desk.clock.now())
            let table = CaseTable(cases: records, calendar: calendar, times: times)
            for line in table.lines(TerminalStyle.output) { Console.say(line) }
            if Console.isTerminal { Console.complain(records.isEmpty ? "no cases" : table.summary) }
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

    @Argument(
        help: "The case's number, such as PA-2026-000045-3.", completion: .custom(NumberCompletion.cases))
    var number: String

    @OptionGroup var common: CommonOptions

    func validate() throws { _ = try RequestNumber.argument(number, .complaint) }

    func run() throws {
        let number = try RequestNumber.argument(number, .complaint)
        try ExitStatus.reporting {
            let desk = try common.open()
            let calendar = desk.calendar
            let (record, timeline) = try desk.ledger().read { view in
                guard let record = try view.caseRecord(number),
                    let timeline = try CaseTimeline(number, in: view, calendar: calendar)
                else { throw try UnknownCase(number: number, in: view) }
                return (record, timeline)
            }
            if common.json { return try Console.say(json: timeline) }
            let times = DeskTimes(zone: calendar.zone, now: desk.clock.now())
            let style = TerminalStyle.output
            let table = CaseTable(cases: [record], calendar: calendar, times: times)
            let lines =
                table.head(record, style) + [""] + TimelineEntry.lines(timeline.timeline, style, times)
            Console.say(lines.joined(separator: "\n"))
        }
    }
}
