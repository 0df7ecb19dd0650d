internal import Domain

extension VerifierList {
    /// The list as a file; reading it gives the same list.
    func csvText() -> String {
        let rows = verifiers.map { [$0.address.addrSpec, $0.name, $0.agency, $0.locale.rawValue] }
        let lines = rows.map { row in row.map(CSVCell.quoted).joined(separator: ",") }
        return (["email,name,agency,locale"] + lines).joined(separator: "\n") + "\n"
    }

    /// Writes the list to its file in one step.
    func save() throws(DocumentError) { try NewFile.replace(Array(csvText().utf8), at: file) }
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
