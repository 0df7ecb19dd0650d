internal import Domain
internal import Mustache

/// One notice in one language, checked and compiled.
struct NoticeTemplate {
    let name: NoticeName
    let subject: NoticeSubject
    private let body: MustacheTemplate
    let variables: [NoticeVariable]

    /// Reads and checks `text`; `nil` if anything is wrong with it.
    init?(
        _ name: NoticeName, _ text: String, file: String, allowedLinks: [String],
        problems: inout [DocumentError]
    ) {
        let before = problems.count
        self.name = name
        variables = name.variables
        let source = TemplateSource(notice: text, file: file, problems: &problems)
        subject = NoticeSubject(source.subject, of: name, problems: &problems)

        let tags = TemplateTag.all(in: source.body, problems: &problems)
        let check = VariableCheck(tags, in: source.body, variables: variables)
        problems += check.problems
        problems +=
            MarkdownCheck(
                source.body, tags: tags, kinds: check.kinds, allowedLinks: allowedLinks
            ).problems
        Self.findUnused(check.used, of: name, subject: source.subject, file: file, problems: &problems)

        guard problems.count == before else { return nil }
        do {
            body = try MustacheTemplate(string: source.body.text)
        } catch {
            // The checks above leave the engine nothing to refuse; if it does, its word counts.
            let place = (error as? MustacheTemplate.ParserError)?.context.lineNumber ?? 1
            let problem = "the template engine refuses it"
            problems.append(DocumentError(file: file, line: source.body.line + place - 1, problem: problem))
            return nil
        }
    }

    /// The Markdown for `scope`, with places where values go.
    func markdown(for scope: TemplateScope) -> String { body.render(scope) }

    private static func findUnused(
        _ used: Set<String>, of name: NoticeName, subject: TemplateSource.Part?, file: String,
        problems: inout [DocumentError]
    ) {
        for variable in name.variables where variable.isEssential {
            let isInSubject = subject?.text.contains("{{\(variable.name)}}") ?? false
            if !used.contains(variable.name), !isInSubject {
                let remedy = "every translation has to say it: {{\(variable.name)}}"
                let problem = "the variable '\(variable.name)' is missing"
                problems.append(
                    DocumentError(file: file, line: 1, column: 1, problem: problem, remedy: remedy))
            }
            guard case .list(let row) = variable.kind, used.contains(variable.name) else { continue }
            for column in row where !used.contains(variable.name + "." + column.name) {
                let problem = "the list '\(variable.name)' never shows '\(column.name)'"
                problems.append(DocumentError(file: file, line: 1, column: 1, problem: problem))
            }
        }
    }
}
