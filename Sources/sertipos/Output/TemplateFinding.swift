internal import Domain

/// One thing that `template check` has to say.
struct TemplateFinding: Codable, Hashable, CustomStringConvertible {
    /// How much it matters.
    enum Severity: String, Codable {
        /// The version is not used.
        case mistake
        /// It works, though not as well as it might.
        case warning
        /// An opinion.
        case hint
    }

    let severity: Severity
    let file: String
    let line: Int?
    let column: Int?
    let problem: String
    let remedy: String?

    init(_ severity: Severity, _ error: DocumentError) {
        self.severity = severity
        file = error.file
        line = error.line
        column = error.column
        problem = error.problem
        remedy = error.remedy
    }

    /// Everything there is to say about `set`: mistakes first, then warnings, then opinions if they are wanted.
    static func all(in set: TemplateSet, withHints: Bool) -> [TemplateFinding] {
        set.problems().map { Self(.mistake, $0) } + set.warnings().map { Self(.warning, $0) }
            + (withHints ? set.hints().map { Self(.hint, $0) } : [])
    }

    /// `file:line:column: problem; remedy`, as compilers write it, so that editors jump there.
    var description: String {
        let place = [file, line.map(String.init), column.map(String.init)].compactMap(\.self)
        let label = severity == .mistake ? "" : "\(severity.rawValue): "
        return place.joined(separator: ":") + ": " + label + problem + (remedy.map { "; \($0)" } ?? "")
    }
}
