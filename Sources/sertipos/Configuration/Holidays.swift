internal import Domain

/// The days on which the office is closed: `cron/holidays.yaml`, versioned, each year with its source.
struct Holidays: Sendable {
    /// The holidays of one year.
    struct Year: Sendable, Hashable {
        /// The decree that they are taken from.
        let source: String
        /// Whether the list holds all of them.
        let isComplete: Bool
        /// Names by date.
        let names: [CivilDate: String]
    }

    /// Counts up with every change of the file, so that a deadline can be explained later.
    let version: Int
    /// The years that are known.
    let years: [Int: Year]

    /// The name of the holiday on `date`, or `nil`.
    subscript(date: CivilDate) -> String? { years[date.year]?.names[date] }

    /// Nothing known: only weekends are free.
    static let none = Holidays(version: 0, years: [:])

    private init(version: Int, years: [Int: Year]) {
        self.version = version
        self.years = years
    }

    /// The holidays in the file at `path`, or all its mistakes.
    static func load(path: String) throws(ConfigurationError) -> Holidays {
        let document: DocumentNode
        do { document = try YAMLDocument.load(path: path) } catch { throw ConfigurationError([error]) }
        return try Holidays(document)
    }

    /// The holidays that `document` holds, or all its mistakes.
    init(_ document: DocumentNode) throws(ConfigurationError) {
        let problems = DocumentProblems()
        let root = ConfigurationSection("", document, keys: ["version", "years"], problems: problems)
        let version = root.required("version", example: "1") { try $0.integer(in: 1...1_000_000) }
        var years: [Int: Year] = [:]
        let pairs = root.required("years", example: "2026: …") { try $0.pairs() } ?? []
        for (key, value) in pairs {
            guard let number = problems.noting(at: key, { try $0.integer(in: 2000...9999) }) else { continue }
            if years[number] != nil { problems.note(key.error("year \(number) stands here twice")) }
            years[number] = Year(
                number, ConfigurationSection("\(number)", value, keys: Year.keys, problems: problems))
        }
        guard problems.errors.isEmpty, let version else { throw ConfigurationError(problems.errors) }
        self.init(version: version, years: years)
    }

    /// What an administrator should know on `today`: this year or, from October on, the next one is missing or
    /// incomplete, so that deadlines may fall on a holiday.
    func gaps(on today: CivilDate, file: String) -> [DocumentError] {
        let needed = today.month >= 10 ? [today.year, today.year + 1] : [today.year]
        return needed.compactMap { year in
            if years[year]?.isComplete == true { return nil }
            return DocumentError(
                file: file,
                problem: years[year] == nil
                    ? "the holidays of \(year) are missing" : "the holidays of \(year) are not complete",
                remedy: "add those of the SKB 3 Menteri for \(year) and write 'complete: true'")
        }
    }
}

extension Holidays.Year {
    static let keys = ["source", "complete", "holidays"]

    /// The year `number` as `section` describes it.
    init?(_ number: Int, _ section: ConfigurationSection) {
        let source = section.required("source", example: "SKB 3 Menteri …") { try $0.line() }
        isComplete = section.value("complete", default: false) { try $0.boolean() }
        var names: [CivilDate: String] = [:]
        let pairs = section.value("holidays") { try $0.pairs() } ?? []
        for (key, value) in pairs {
            let date = section.problems.noting(at: key) { try $0.date(in: number) }
            let name = section.problems.noting(at: value) { try $0.line() }
            guard let date, let name else { continue }
            if names.updateValue(name, forKey: date) != nil {
                section.problems.note(key.error("\(date) stands here twice"))
            }
        }
        guard let source else { return nil }
        self.source = source
        self.names = names
    }
}

extension DocumentNode {
    /// A date `YYYY-MM-DD` of `year`.
    fileprivate func date(in year: Int) throws(DocumentError) -> CivilDate {
        let text = try line()
        guard let date = CivilDate(iso: text) else {
            throw error("'\(text)' is not a date", remedy: "write it like \(year)-08-17")
        }
        guard date.year == year else {
            throw error("\(date) is not in \(year)", remedy: "move it to its year")
        }
        return date
    }
}

extension Holidays {
    /// The office's working days in `zone`: Monday to Friday, without these holidays.
    func calendar(in zone: ServiceZone) -> WorkingCalendar {
        let names = years.values.flatMap(\.names).map { ($0.key, $0.value) }
        return WorkingCalendar(
            holidays: Dictionary(names, uniquingKeysWith: { first, _ in first }), zone: zone, version: version
        )
    }
}
