internal import Domain
internal import SwiftCSV

/// Reading is tolerant of what spreadsheets do to a CSV file: a byte order mark, semicolons or tabs between cells
/// (the Indonesian locale), a first line `sep=;`, CRLF, quoted cells, spaces around values, empty lines.
extension VerifierList {
    private static let columns = ["email", "name", "agency", "locale"]

    /// The list in the file at `path`, or all its mistakes.
    static func load(path: String) throws(ConfigurationError) -> VerifierList {
        let text: String
        do { text = try EditedFile(path: path).text() } catch { throw ConfigurationError([error]) }
        return try VerifierList(text: text, file: path)
    }

    /// The list in `text`, or all its mistakes.
    init(text: String, file: String) throws(ConfigurationError) {
        self.init(file: file)
        var problems: [DocumentError] = []
        var header: Header?
        let body = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        for (index, line) in body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated()
        {
            let number = index + 1
            let isSeparatorHint = index == 0 && line.utf8.count == 5 && line.lowercased().hasPrefix("sep=")
            guard !isSeparatorHint, line.contains(where: { !$0.isWhitespace && !",;".contains($0) }) else {
                continue
            }
            do {
                if let header {
                    try append(
                        Entry(verifier: header.verifier(line, number: number, file: file), line: number))
                } else {
                    header = try Header(line, number: number, file: file)
                }
            } catch {
                let broken = DocumentError(file: file, line: number, problem: "this line cannot be read")
                problems += (error as? ConfigurationError)?.problems ?? [error as? DocumentError ?? broken]
                if header == nil { break }
            }
        }
        if header == nil, problems.isEmpty {
            problems.append(Header.missing(Self.columns, file: file, line: 1))
        }
        guard problems.isEmpty else { throw ConfigurationError(problems) }
    }

    /// Which column stands where.
    private struct Header {
        let delimiter: CSVDelimiter
        let count: Int
        private var positions: [String: Int] = [:]

        init(_ line: Substring, number: Int, file: String) throws {
            let candidates: [CSVDelimiter] = [.comma, .semicolon, .tab]
            let counts = candidates.map { candidate in line.count { $0 == candidate.rawValue } }
            delimiter = zip(candidates, counts).max { $0.1 < $1.1 }?.0 ?? .comma
            let cells = try CSVLine(line, delimiter: delimiter, number: number, file: file).cells
            count = cells.count
            var problems: [DocumentError] = []
            for (index, cell) in cells.enumerated() where !cell.isEmpty {
                let name = cell.lowercased()
                if VerifierList.columns.contains(name), positions.updateValue(index, forKey: name) == nil {
                    continue
                }
                let nearest = Spelling.nearest(to: name, among: VerifierList.columns)
                problems.append(
                    DocumentError(
                        file: file, line: number,
                        problem: positions[name] == nil
                            ? "unknown column '\(cell)'" : "column '\(name)' stands here twice",
                        remedy: positions[name] == nil
                            ? nearest.map { "did you mean '\($0)'?" } : "keep one of them"))
            }
            let missing = VerifierList.columns.filter { positions[$0] == nil }
            if !missing.isEmpty { problems.append(Self.missing(missing, file: file, line: number)) }
            guard problems.isEmpty else { throw ConfigurationError(problems) }
        }

        static func missing(_ columns: [String], file: String, line: Int) -> DocumentError {
            DocumentError(
                file: file, line: line,
                problem: "missing column \(columns.map { "'\($0)'" }.joined(separator: ", "))",
                remedy: "the first line must be 'email,name,agency,locale'")
        }

        /// The verifier on `line`, or all its mistakes.
        func verifier(_ line: Substring, number: Int, file: String) throws -> Verifier {
            let cells = try CSVLine(line, delimiter: delimiter, number: number, file: file).cells
            var problems: [DocumentError] = []
            func note(_ problem: String, _ remedy: String? = nil) {
                problems.append(DocumentError(file: file, line: number, problem: problem, remedy: remedy))
            }
            func cell(_ column: String) -> String {
                positions[column].flatMap { cells.indices.contains($0) ? cells[$0] : nil } ?? ""
            }
            if cells.count > count, cells[count...].contains(where: { !$0.isEmpty }) {
                note(
                    "\(cells.count) cells where \(count) are expected",
                    "put a value that holds '\(delimiter.rawValue)' in quotes, such as \"Budi Santoso, S.Kom.\""
                )
                throw ConfigurationError(problems)
            }
            let address = EmailAddress(cell("email"))
            if cell("email").isEmpty {
                note("the email is missing")
            } else if address == nil {
                note("'\(cell("email"))' is not a mail address", "write it like budi@example.go.id")
            }
            for column in ["name", "agency"] {
                let text = cell(column)
                if text.isEmpty { note("the \(column) is missing") }
                if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
                    note("the \(column) holds control characters")
                }
            }
            let word = cell("locale").isEmpty ? Locale.indonesian.rawValue : cell("locale").lowercased()
            let locale = Locale(rawValue: word)
            if locale == nil { note("unknown locale '\(cell("locale"))'", "write id or en") }
            guard problems.isEmpty, let address, let locale else { throw ConfigurationError(problems) }
            return Verifier(address: address, name: cell("name"), agency: cell("agency"), locale: locale)
        }
    }
}

/// The cells of one line, trimmed, without the apostrophe that keeps a spreadsheet from calculating.
private struct CSVLine {
    let cells: [String]

    /// Lines are read one by one, so that a mistake in one does not hide those in others.
    init(_ line: Substring, delimiter: CSVDelimiter, number: Int, file: String) throws(DocumentError) {
        let broken = DocumentError(
            file: file, line: number, problem: "the quotes on this line do not match",
            remedy: "quote a whole cell, double the quotes in it, and keep it on one line")
        guard line.count(where: { $0 == "\"" }).isMultiple(of: 2) else { throw broken }
        let csv: EnumeratedCSV
        do { csv = try EnumeratedCSV(string: String(line), delimiter: delimiter, loadColumns: false) } catch {
            throw broken
        }
        cells = csv.header.map { cell in
            let start = cell.drop(while: \.isWhitespace)
            let end = start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? ""
            return CSVCell.plain(String(end))
        }
    }
}
