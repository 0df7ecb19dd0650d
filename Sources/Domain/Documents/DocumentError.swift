/// A mistake in a file that people edit, named where it stands.
public struct DocumentError: ClassifiedError, Hashable {
    /// The file as the person knows it.
    public let file: String
    /// Line, from 1; `nil` when the whole file is meant.
    public let line: Int?
    /// Column, from 1.
    public let column: Int?
    /// What is wrong.
    public let problem: String
    /// What to write instead.
    public let remedy: String?

    /// A mistake in `file`.
    public init(file: String, line: Int? = nil, column: Int? = nil, problem: String, remedy: String? = nil) {
        self.file = file
        self.line = line
        self.column = column
        self.problem = problem
        self.remedy = remedy
    }

    /// A person has to edit the file.
    public var failureClass: FailureClass { .permanent }

    /// `file:line:column: problem; remedy`.
    public var description: String {
        let place = [file, line.map(String.init), column.map(String.init)].compactMap(\.self)
        return place.joined(separator: ":") + ": " + problem + (remedy.map { "; \($0)" } ?? "")
    }
}
