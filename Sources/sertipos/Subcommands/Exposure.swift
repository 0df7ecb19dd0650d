internal import ArgumentParser
internal import Domain
internal import Pipeline

/// Who has to be told if data came to light.
struct Exposure: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Report whose personal data the desk holds in a set of requests, and whom to notify.",
        discussion: """
            For the written notice of article 46, Law 27/2022, due within 3 × 24 hours: person, mailbox, classes of \
            data, since when, agency and verifier. NIKs are masked unless --full-nik is given. Changes nothing. Ends \
            with 65 if a number is not known here.
            """)

    @Argument(help: "Numbers of requests, such as SE-2026-000123-7.")
    var numbers: [String] = []

    @Flag(help: "All requests of this desk.")
    var all = false

    @Option(help: "With --all: only those in which something happened on or after this day (YYYY-MM-DD).")
    var since: String?

    @Flag(name: .customLong("full-nik"), help: "Show whole NIKs. Mind who can read the output.")
    var isNIKShown = false

    @Flag(help: "Write a table for spreadsheets (CSV).")
    var csv = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard all != !numbers.isEmpty else {
            throw ValidationError("name requests by their numbers, or all of them with --all")
        }
        guard since == nil || all else { throw ValidationError("--since goes with --all") }
        guard !csv || !common.json else { throw ValidationError("choose one of --csv and --json") }
    }

    func run() throws {
        let numbers = try numbers.map { try RequestNumber.argument($0) }
        let day = try since.map { text in
            guard let day = CivilDate(iso: text) else {
                throw ValidationError("'\(text)' is not a day; write it like 2026-11-29")
            }
            return day
        }
        try ExitStatus.reporting {
            let desk = try common.open()
            let zone = desk.configuration.desk.zone
            let report = try desk.ledger().read { view in
                try all
                    ? ExposureReport(
                        since: day.map { LocalTime(date: $0, secondOfDay: 0, zone: zone).timestamp },
                        in: view, isNIKShown: isNIKShown)
                    : ExposureReport(of: numbers, in: view, isNIKShown: isNIKShown)
            }
            if common.json {
                try Console.say(json: report)
            } else {
                Console.say(csv ? report.csvText : report.text)
            }
            if !report.missing.isEmpty { throw UnknownRequests(numbers: report.missing) }
        }
    }
}

/// No request has these numbers; the others were reported.
struct UnknownRequests: ClassifiedError {
    let numbers: [String]
    var failureClass: FailureClass { .permanent }
    var description: String {
        "not in this desk: \(numbers.joined(separator: ", ")); the others were reported"
    }
}

extension ExposureReport {
    /// The report for people.
    var text: String {
        let head = "\(entries.count) requests, \(people) people, \(agencies.count) agencies"
        return ([head] + entries.map(\.text)).joined(separator: "\n")
    }

    /// The report as a table whose cells no spreadsheet takes for formulas.
    var csvText: String {
        let columns = [
            "number", "mechanism", "state", "name", "address", "nik", "agency", "verifier", "classes",
            "certificates", "mails", "from", "until",
        ]
        let rows = entries.map { entry in
            [
                entry.number, entry.mechanism, entry.state, entry.name, entry.address, entry.nik,
                entry.agency,
                entry.verifier, entry.classes.joined(separator: " "),
                entry.certificates.joined(separator: " "), String(entry.mails), entry.from, entry.until,
            ]
        }
        return ([columns] + rows).map { $0.map(CSVCell.quoted).joined(separator: ",") }
            .joined(separator: "\n")
    }
}

extension ExposureReport.Entry {
    fileprivate var text: String {
        """
        \(number)  \(mechanism)  \(state)
          person    \(name) <\(address)>\(nik.isEmpty ? "" : ", NIK \(nik)")
          agency    \(agency), verifier \(verifier)
          held      \(classes.joined(separator: ", "))\(mails > 0 ? " (\(mails) mails)" : "")
          since     \(from), last \(until)\(certificates.isEmpty ? "" : "\n  serials   \(certificates.joined(separator: ", "))")
        """
    }
}
