import Domain

/// A report's figures for a spreadsheet: one figure a line, machine names and plain numbers, so that the sheets
/// of many months can be put below each other.
struct ReportSheet {
    private var lines = ["period,section,name,measure,value,unit"]
    private let period: String

    /// UTF-8 with a mark by which spreadsheets know it (U+FEFF), lines ended by CRLF (RFC 4180).
    var bytes: [UInt8] { Array(("\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n").utf8) }

    init(_ figures: ReportFigures) {
        period = figures.period
        for counts in figures.requests {
            let name = counts.mechanism.rawValue
            add("requests", name, "opened", counts.opened)
            add("requests", name, "done", counts.done)
            add("requests", name, "ended-otherwise", counts.otherwise)
            add("requests", name, "open", counts.open)
            add("requests", name, "open-overdue", counts.overdue)
        }
        for ending in figures.endings { add("endings", ending.outcome, "count", ending.count) }
        for service in figures.service {
            let name = service.mechanism.rawValue
            add("service", name, "decided", service.count)
            add("service", name, "kept", service.kept)
            add("service", name, "median", Int(service.median), "seconds")
            add("service", name, "ninetieth", Int(service.ninetieth), "seconds")
            add("service", name, "promised", Int(service.promised), "seconds")
            add("service", name, "day", Int(service.day), "seconds")
        }
        for waiting in figures.waiting {
            let name = waiting.role == .administrator ? "desk" : waiting.role.rawValue
            add("waiting", name, "open", waiting.open)
            add("waiting", name, "oldest", Int(waiting.oldest), "seconds")
            add("waiting", name, "moves", waiting.moves)
            add("waiting", name, "median", Int(waiting.median), "seconds")
        }
        for kind in CaseKind.allCases {
            add("cases", kind.rawValue, "opened", figures.cases.opened[kind.rawValue] ?? 0)
        }
        add("cases", "all", "answered", figures.cases.answered)
        add("cases", "all", "median", Int(figures.cases.median), "seconds")
        add("cases", "all", "waiting", figures.cases.waiting)
        for (domain, count) in figures.refusals.byDomain.sorted(by: { $0.key < $1.key }) {
            add("mail", domain, "refused", count)
        }
        add("mail", "all", "returned", figures.refusals.returned)
        add("certificates", "within-7-days", "expiring", figures.expiring.week)
        add("certificates", "within-30-days", "expiring", figures.expiring.month)
        add("certificates", "within-60-days", "expiring", figures.expiring.twoMonths)
    }

    private mutating func add(
        _ section: String, _ name: String, _ measure: String, _ value: Int, _ unit: String = "count"
    ) {
        let cells = [period, section, name, measure, String(value), unit]
        lines.append(cells.map(Self.cell).joined(separator: ","))
    }

    /// A cell that a spreadsheet takes as text, whatever it begins with, and that ends where it should.
    static func cell(_ text: String) -> String {
        let isNumber = Int(text) != nil && !text.hasPrefix("+")
        let first = text.unicodeScalars.first
        let isFormula = first.map { "=+-@\t\r\n".unicodeScalars.contains($0) } ?? false
        let safe = isFormula && !isNumber ? "'" + text : text
        guard safe.unicodeScalars.contains(where: { ",\"\r\n\t;".unicodeScalars.contains($0) }) else {
            return safe
        }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
