internal import ArgumentParser
internal import Domain
internal import Workflows

/// All requests, newest first.
struct RequestList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List requests, newest first.",
        discussion: """
            Options narrow the list down together. On a terminal the list has titles, colours (unless NO_COLOR is \
            set) and the terminal's width; elsewhere it is plain lines. A request is late when its promised time is \
            used up.
            """)

    @OptionGroup var common: CommonOptions

    @Option(
        help: "Only those in this state, such as awaitingVerification or closed.issued; may be repeated.",
        completion: .list(RequestList.states))
    var state: [String] = []

    @Option(
        help: "Only this mechanism: issuance, update, renewal or revocation.",
        completion: .list(Mechanism.allCases.map(\.rawValue)))
    var mechanism: String?

    @Option(help: "Only those of the verifier with this address.")
    var verifier: String?

    @Option(help: "Only those of this applicant: an address, or a part of the name.")
    var applicant: String?

    @Option(help: "Only those of agencies whose name holds this.")
    var agency: String?

    @Option(
        help: "Only those that wait for applicant, verifier, registration-authority or desk.",
        completion: .list(RequestSelection.roles.keys.sorted()))
    var waitingFor: String?

    @Flag(help: "Only open ones that are late, or whose step has expired.")
    var overdue = false

    @Option(help: "Only those opened on this day or later, such as 2026-11-23.")
    var since: String?

    @Option(help: "Only those opened on this day or before.")
    var until: String?

    @Option(
        help: "The order: opened, due, changed, number, applicant, agency or state.",
        completion: .list(RequestSelection.Order.allCases.map(\.rawValue)))
    var sort: String = RequestSelection.Order.opened.rawValue

    @Option(help: "At most this many.")
    var limit = 1000

    static let states = RequestState.openNames + Outcome.names.map { "closed.\($0)" }

    func validate() throws { _ = try selection(in: .utc) }

    func run() throws {
        try ExitStatus.reporting {
            let desk = try common.open()
            let zone = desk.configuration.desk.zone
            let (selection, now, settings) = (try selection(in: zone), desk.clock.now(), desk.settings)
            let result = try desk.ledger().read {
                try selection.result(in: $0, settings: settings, now: now)
            }
            if common.json { return try Console.say(json: result.requests.map { RequestSummary($0) }) }
            let style = TerminalStyle.output
            let table = RequestTable(
                requests: result.requests, late: result.late, times: DeskTimes(zone: zone, now: now))
            for line in table.lines(style) { Console.say(line) }
            guard Console.isTerminal else { return }
            Console.complain(result.requests.isEmpty ? "no requests" : table.summary)
            if result.isCut { Console.complain("there are more; see them with --limit") }
        }
    }

    /// What the options name; dates are days in `zone`.
    func selection(in zone: ServiceZone) throws -> RequestSelection {
        var selection = RequestSelection()
        selection.filter.limit = limit
        selection.filter.states = try state.map { try Self.known($0, among: Self.states, "state") }
        selection.filter.mechanism = try mechanism.map { text in
            let all = Mechanism.allCases.map(\.rawValue)
            let name = try Self.known(text, among: all, "mechanism")
            return try Self.present(Mechanism(rawValue: name), text)
        }
        selection.filter.verifier = try verifier.map { text in
            guard let address = EmailAddress(text) else {
                throw ValidationError("'\(text)' is not a mail address")
            }
            return address
        }
        if let applicant {
            if let address = EmailAddress(applicant) {
                selection.filter.applicant = address
            } else {
                selection.filter.applicantName = applicant
            }
        }
        selection.filter.agency = agency
        selection.isOverdue = overdue
        selection.waitingFor = try waitingFor.map { text in
            let name = try Self.known(text, among: RequestSelection.roles.keys.sorted(), "role")
            return try Self.present(RequestSelection.roles[name], text)
        }
        let order = try Self.known(sort, among: RequestSelection.Order.allCases.map(\.rawValue), "order")
        selection.order = try Self.present(RequestSelection.Order(rawValue: order), sort)
        selection.filter.openedFrom = try since.map { try Self.midnight($0, zone) }
        selection.filter.openedBefore = try until.map { try Self.midnight($0, zone) + 86_400 }
        return selection
    }

    private static func midnight(_ text: String, _ zone: ServiceZone) throws -> Timestamp {
        guard let date = CivilDate(iso: text) else {
            throw ValidationError("'\(text)' is not a day; write it like 2026-11-23")
        }
        return LocalTime(date: date, secondOfDay: 0, zone: zone).timestamp
    }

    static func known(_ text: String, among words: [String], _ what: String) throws -> String {
        if words.contains(text) { return text }
        let nearest = Spelling.nearest(to: text, among: words).map { "did you mean '\($0)'?" }
        throw ValidationError(
            "no \(what) '\(text)'; " + (nearest ?? "write one of \(words.joined(separator: ", "))"))
    }

    private static func present<Value>(_ value: Value?, _ text: String) throws -> Value {
        guard let value else { throw ValidationError("'\(text)' is not known") }
        return value
    }
}
