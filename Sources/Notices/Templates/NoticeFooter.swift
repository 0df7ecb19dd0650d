internal import Domain
internal import Mustache

/// The lower end of every notice in one language: the fee statement and the ways to complain.
struct NoticeFooter {
    /// What a footer may not leave out.
    private static let essential = ["fee", "officer", "deskAddress", "channels"]

    private let body: MustacheTemplate

    /// Reads and checks `text`; `nil` if anything is wrong with it.
    init?(_ text: String, file: String, allowedLinks: [String], problems: inout [DocumentError]) {
        let before = problems.count
        let source = TemplateSource(footer: text, file: file, problems: &problems)
        let tags = TemplateTag.all(in: source.body, problems: &problems)
        let check = VariableCheck(tags, in: source.body, variables: VariableList.common)
        problems += check.problems
        problems +=
            MarkdownCheck(
                source.body, tags: tags, kinds: check.kinds, allowedLinks: allowedLinks
            ).problems
        for name in Self.essential where !check.used.contains(name) {
            problems.append(DocumentError(file: file, line: 1, column: 1, problem: "'\(name)' is missing"))
        }
        if check.used.contains("channels"), !check.used.contains("channels.channel") {
            let problem = "the list 'channels' never shows 'channel'"
            problems.append(DocumentError(file: file, line: 1, column: 1, problem: problem))
        }
        guard problems.count == before else { return nil }
        do {
            body = try MustacheTemplate(string: source.body.text)
        } catch {
            let problem = "the template engine refuses it"
            problems.append(DocumentError(file: file, line: 1, problem: problem))
            return nil
        }
    }

    /// The Markdown for `scope`, with places where values go.
    func markdown(for scope: TemplateScope) -> String { body.render(scope) }
}
