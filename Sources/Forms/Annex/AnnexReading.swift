public import Domain

/// One person of an annex.
public struct AnnexRow: Sendable {
    /// The row as a spreadsheet counts it, from 1; titles and empty rows count, a `sep=` line does not.
    public let number: Int
    /// The row's values, faults and warnings, as if it had been a form of its own. ``FormFault/lineNumber`` is
    /// ``number``, ``FormFault/lineText`` is `column: cell`.
    public internal(set) var reading: FormReading

    /// Whether nothing has to be asked back about the person.
    public var isComplete: Bool { reading.isComplete }

    /// `Baris 7`, with the name if one was read: what the row is called in answers.
    public func title(_ locale: Locale) -> String {
        let row = locale == .indonesian ? "Baris \(number)" : "Row \(number)"
        return reading.values[.name].map { "\(row), \($0.normalized)" } ?? row
    }
}

/// Everything that was found in one annex.
public struct AnnexReading: Sendable {
    /// The people, in order. Empty if a fault concerns the file itself.
    public internal(set) var rows: [AnnexRow] = []
    /// What must be asked back about the annex as a whole; while there is one, no row should be acted on.
    public internal(set) var faults: [AnnexFault] = []
    /// What people who decide should see.
    public internal(set) var warnings: [AnnexFault] = []
    /// What must be asked back about the letter: its documents and what it says for all.
    public internal(set) var letterFaults: [FormFault] = []

    /// An empty reading.
    public init() {}

    /// Whether nothing has to be asked back at all.
    public var isComplete: Bool {
        faults.isEmpty && letterFaults.isEmpty && !rows.isEmpty && rows.allSatisfy(\.isComplete)
    }

    /// The rows with something to ask back, and what: a value that is missing in every row because its column is
    /// missing is not repeated for each.
    public var questions: [(row: AnnexRow, faults: [FormFault])] {
        var columns: Set<FieldKey> = []
        for case .columnMissing(let key) in faults { columns.insert(key) }
        return rows.compactMap { row in
            let faults = row.reading.faults.filter { fault in
                !(fault.problem == .missing && fault.key.map(columns.contains) ?? false)
            }
            return faults.isEmpty ? nil : (row, faults)
        }
    }
}
