internal import Domain

extension VerifierList {
    static let columns = ["email", "name", "agency", "locale"]

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
        var header: SpreadsheetHeader?
        let body = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        for (index, line) in body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated()
        {
            let number = index + 1
            guard SpreadsheetHeader.hasContent(line, at: index) else { continue }
            do {
                if let header {
                    let cells = try header.cells(line, number: number, file: file)
                    let verifier = try Self.verifier(cells, number: number, file: file)
                    try append(Entry(verifier: verifier, line: number))
                } else {
                    header = try SpreadsheetHeader(line, number: number, file: file, columns: Self.columns)
                }
            } catch {
                let broken = DocumentError(file: file, line: number, problem: "this line cannot be read")
                problems += (error as? ConfigurationError)?.problems ?? [error as? DocumentError ?? broken]
                if header == nil { break }
            }
        }
        if header == nil, problems.isEmpty {
            problems.append(SpreadsheetHeader.missing(Self.columns, of: Self.columns, file: file, line: 1))
        }
        guard problems.isEmpty else { throw ConfigurationError(problems) }
    }

    /// The verifier in the cells of a line, or all mistakes in them.
    private static func verifier(
        _ cells: [String: String], number: Int, file: String
    ) throws(ConfigurationError) -> Verifier {
        var problems: [DocumentError] = []
        func note(_ problem: String, _ remedy: String? = nil) {
            problems.append(DocumentError(file: file, line: number, problem: problem, remedy: remedy))
        }
        func cell(_ column: String) -> String { cells[column] ?? "" }
        let address = EmailAddress(cell("email"))
        if cell("email").isEmpty {
            note("the email is missing")
        } else if address == nil {
            note("'\(cell("email"))' is not a mail address", "write it like budi@example.go.id")
        }
        for column in ["name", "agency"] {
            let text = cell(column)
            if text.isEmpty { note("the \(column) is missing") }
            if text.unicodeScalars.count > 64 {
                note("the \(column) is longer than 64 characters", "a certificate holds no more: shorten it")
            }
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
