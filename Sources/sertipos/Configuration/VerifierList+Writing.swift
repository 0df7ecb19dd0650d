internal import Domain

extension VerifierList {
    /// The list as a new file; reading it gives the same list.
    func csvText() -> String {
        let lines = verifiers.map { Self.cells($0).map(CSVCell.quoted).joined(separator: ",") }
        return ([Self.columns.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
    }

    /// Writes the list to its file in one step. Lines that still hold stay as people and spreadsheets wrote them.
    func save() throws {
        let octets = try EditedFile(path: file).octets()
        let mark: [UInt8] = octets.starts(with: [0xEF, 0xBB, 0xBF]) ? [0xEF, 0xBB, 0xBF] : []
        let text = try edited(EditedFile(path: file).text())
        try NewFile.replace(mark + Array(text.utf8), at: file)
    }

    /// `text`, which holds an earlier list, as a file that holds this one: lines of verifiers who are as they
    /// were, empty lines, the order of columns and their separators stay.
    func edited(_ text: String) throws -> String {
        let earlier = try VerifierList(text: text, file: file)
        let known = Dictionary(uniqueKeysWithValues: earlier.entries.map { ($0.line, $0.verifier) })
        let lineBreak = text.contains("\r\n") ? "\r\n" : "\n"
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        if lines.last?.isEmpty == true { lines.removeLast() }
        var header: SpreadsheetHeader?
        var result: [String] = []
        for (index, line) in lines.enumerated() {
            if header == nil, SpreadsheetHeader.hasContent(line, at: index) {
                header = try SpreadsheetHeader(
                    line, number: index + 1, file: file, columns: Self.columns)
            }
            guard let before = known[index + 1] else {
                result.append(String(line))
                continue
            }
            guard let now = self[before.address] else { continue }
            result.append(now == before ? String(line) : Self.line(now, header))
        }
        result += verifiers.filter { earlier[$0.address] == nil }.map { Self.line($0, header) }
        return result.map { $0 + lineBreak }.joined()
    }

    private static func line(_ verifier: Verifier, _ header: SpreadsheetHeader?) -> String {
        let values = Dictionary(uniqueKeysWithValues: zip(columns, cells(verifier)))
        let positions = header?.positions ?? [:]
        var row = [String](repeating: "", count: max(header?.count ?? 0, columns.count))
        for (index, column) in columns.enumerated() {
            row[positions[column] ?? index] = CSVCell.quoted(values[column] ?? "")
        }
        return row.joined(separator: String(header?.delimiter ?? ","))
    }

    private static func cells(_ verifier: Verifier) -> [String] {
        [verifier.address.addrSpec, verifier.name, verifier.agency, verifier.locale.rawValue]
    }
}

/// A cell that no spreadsheet takes for a formula.
///
/// SwiftCSV quotes a cell only when it must, and knows nothing of formulas.
enum CSVCell {
    private static let formulaStarts: Set<Character> = ["=", "+", "-", "@", "\t", "\r"]

    /// `text` in quotes, after an apostrophe if it could start a formula.
    static func quoted(_ text: String) -> String {
        let isFormula = text.first.map { formulaStarts.contains($0) } ?? false
        let quotes = text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        return "\"\(isFormula ? "'" : "")\(quotes)\""
    }

    /// `text` without that apostrophe.
    static func plain(_ text: String) -> String {
        let rest = text.dropFirst()
        return text.first == "'" && rest.first.map { formulaStarts.contains($0) } ?? false
            ? String(rest) : text
    }
}
