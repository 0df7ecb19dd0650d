internal import Domain
internal import Yams

extension YamlError {
    /// The same mistake as people see it: file, line and column instead of a copy of the text.
    func documentError(file: String) -> DocumentError {
        switch self {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            return DocumentError(
                file: file, line: mark.line, column: mark.column, problem: problem,
                remedy: Self.remedy(problem: problem, context: context?.text))
        case .composer(_, let problem, let mark, _) where problem.contains("another document"):
            return DocumentError(
                file: file, line: mark.line, column: mark.column, problem: "a second document starts here",
                remedy: "remove the line '---'")
        case .composer(_, let problem, let mark, _):
            return DocumentError(file: file, line: mark.line, column: mark.column, problem: problem)
        case .reader(let problem, let offset, _, let yaml):
            let place = offset.map { Self.place(of: $0, in: yaml) }
            return DocumentError(file: file, line: place?.line, column: place?.column, problem: problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.map { "'\($0)'" }.joined(separator: ", ")
            return DocumentError(
                file: file, line: context.mark.line, column: context.mark.column,
                problem: "key \(names) stands twice in the same place", remedy: "keep one of them")
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return DocumentError(file: file, problem: "is not readable as YAML")
        }
    }

    /// What most often lies behind the scanner's terse words.
    private static func remedy(problem: String, context: String?) -> String? {
        if problem.contains("'\\t'") { return "indent with spaces, not with tabs" }
        if problem.contains("mapping values are not allowed") {
            return "put a value that holds ': ' in quotes, and align the keys"
        }
        if problem.contains("could not find expected ':'") {
            return "write 'key: value', with a space after the colon"
        }
        if problem.contains("unexpected end of stream"), context?.contains("quoted scalar") == true {
            return "close the quotes"
        }
        if problem.contains("did not find expected key") {
            return "align the keys of one list below each other"
        }
        return nil
    }

    private static func place(of offset: Int, in text: String) -> (line: Int, column: Int) {
        let before = text.prefix(offset)
        let lineStart =
            before.lastIndex(where: \.isNewline).map { before.index(after: $0) } ?? before.startIndex
        let line = before.count(where: \.isNewline) + 1
        return (line, before[lineStart...].unicodeScalars.count + 1)
    }
}
