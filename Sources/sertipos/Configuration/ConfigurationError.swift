internal import Domain

/// Everything that is wrong with the desk's configuration, in the order of the files' lines.
struct ConfigurationError: ClassifiedError, Hashable {
    /// The mistakes, at least one.
    let problems: [DocumentError]

    /// These mistakes, sorted by file and place.
    init(_ problems: [DocumentError]) {
        self.problems = problems.sorted {
            ($0.file, $0.line ?? 0, $0.column ?? 0, $0.problem) < (
                $1.file, $1.line ?? 0, $1.column ?? 0, $1.problem
            )
        }
    }

    /// A person has to edit a file.
    var failureClass: FailureClass { .permanent }

    /// One line per mistake.
    var description: String { problems.map(\.description).joined(separator: "\n") }
}
