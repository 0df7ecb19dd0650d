internal import ArgumentParser
internal import Domain
internal import Forms

/// What a form asks, as a page for handbooks.
struct TemplateForm: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "form", abstract: "Describe a form as Markdown: every field, its labels, what it takes.",
        discussion: """
            The description comes from the same file as the blank form and its reader, so it is true of what the \
            desk does. Put it into handbooks for agencies.
            """)

    @Argument(help: "The form: issuance, update, renewal, revocation or identity.")
    var name: String

    @Option(help: "The language: id or en.", transform: CommonOptions.locale)
    var locale: Domain.Locale = .indonesian

    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            guard let form = FormName(rawValue: name) else {
                let known = FormName.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("there is no form '\(name)'; known: \(known)")
            }
            let forms = try TemplateFolder(path: try common.folder().templates).forms()
            let description = FormDescription(forms[form], locale)
            if common.json { return try Console.say(json: description) }
            Console.say(description.markdown)
        }
    }
}
