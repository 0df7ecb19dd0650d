internal import Domain
internal import SwiftCSV

/// The first line of a CSV list that people keep with a spreadsheet: which column stands where.
///
/// Reading is tolerant of what spreadsheets do to a CSV file: a byte order mark, semicolons or tabs between cells
/// (the Indonesian locale), a first line `sep=;`, CRLF, quoted cells, spaces around values, empty lines. Lines are
/// read one by one, so that a mistake in one does not hide those in others.
struct SpreadsheetHeader {
    /// What stands between cells.
    let delimiter: Character
    /// How many cells the line has.
    let count: Int
    /// Where each known column stands.
    private(set) var positions: [String: Int] = [:]

    /// The header on `line`, or all its mistakes: unknown, repeated and missing columns.
    init(
        _ line: Substring, number: Int, file: String, columns: [String], optional: Set<String> = []
    ) throws {
        let candidates: [Character] = [",", ";", "\t"]
        let counts = candidates.map { candidate in line.count { $0 == candidate } }
        delimiter = zip(candidates, counts).max { $0.1 < $1.1 }?.0 ?? ","
        let cells = try CSVLine(line, delimiter: delimiter, number: number, file: file).cells
        count = cells.count
        var problems: [DocumentError] = []
        for (index, cell) in cells.enumerated() where !cell.isEmpty {
            let name = cell.lowercased()
            if columns.contains(name), positions.updateValue(index, forKey: name) == nil { continue }
            let nearest = Spelling.nearest(to: name, among: columns)
            problems.append(
                DocumentError(
                    file: file, line: number,
                    problem: positions[name] == nil
                        ? "unknown column '\(cell)'" : "column '\(name)' stands here twice",
                    remedy: positions[name] == nil
                        ? nearest.map { "did you mean '\($0)'?" } : "keep one of them"))
        }
        let missing = columns.filter { positions[$0] == nil && !optional.contains($0) }
        if !missing.isEmpty {
            problems.append(Self.missing(missing, of: columns, file: file, line: number))
        }
        guard problems.isEmpty else { throw ConfigurationError(problems) }
    }

    /// The mistake of leaving out `missing`.
    static func missing(
        _ missing: [String], of columns: [String], file: String, line: Int
    ) -> DocumentError {
        DocumentError(
            file: file, line: line,
            problem: "missing column \(missing.map { "'\($0)'" }.joined(separator: ", "))",
            remedy: "the first line must be '\(columns.joined(separator: ","))'")
    }

    /// Whether the line is more than a spreadsheet's hint about separators, and not empty.
    static func hasContent(_ line: Substring, at index: Int) -> Bool {
        let isSeparatorHint = index == 0 && line.utf8.count == 5 && line.lowercased().hasPrefix("sep=")
        return !isSeparatorHint && line.contains { !$0.isWhitespace && !",;".contains($0) }
    }

    /// The values on a later line by column, trimmed; empty where there is none.
    func cells(_ line: Substring, number: Int, file: String) throws(DocumentError) -> [String: String] {
        let cells = try CSVLine(line, delimiter: delimiter, number: number, file: file).cells
        if cells.count > count, cells[count...].contains(where: { !$0.isEmpty }) {
            throw DocumentError(
                file: file, line: number, problem: "\(cells.count) cells where \(count) are expected",
                remedy:
                    "put a value that holds '\(delimiter)' in quotes, such as \"Budi Santoso, S.Kom.\""
            )
        }
        return positions.mapValues { cells.indices.contains($0) ? cells[$0] : "" }
    }
}

/// The cells of one line, trimmed, without the apostrophe that keeps a spreadsheet from calculating.
private struct CSVLine {
    let cells: [String]

    init(_ line: Substring, delimiter: Character, number: Int, file: String) throws(DocumentError) {
        let broken = DocumentError(
            file: file, line: number, problem: "the quotes on this line do not match",
            remedy: "quote a whole cell, double the quotes in it, and keep it on one line")
        guard line.count(where: { $0 == "\"" }).isMultiple(of: 2) else { throw broken }
        let csv: EnumeratedCSV
        do {
            csv = try EnumeratedCSV(
                string: String(line), delimiter: .character(delimiter), loadColumns: false)
        } catch {
            throw broken
        }
        cells = csv.header.map { cell in
            let start = cell.drop(while: \.isWhitespace)
            let end = start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? ""
            return CSVCell.plain(String(end))
        }
    }
}
