internal import ArgumentParser
internal import Domain

/// What staff edit.
struct Template: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check, show and compare what staff edit: notices, forms and words.",
        discussion: """
            A version of mail-templates that passes the check is in use from the next run on. One that does not \
            is never used: the last version that passed goes on serving, and the administrator gets a mail.
            """,
        subcommands: [
            TemplateCheck.self, TemplateList.self, TemplatePreview.self, TemplateDiff.self, TemplateForm.self,
        ],
        defaultSubcommand: TemplateCheck.self)
}

/// Every mistake with its place.
struct TemplateCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Name every mistake in mail-templates with file, line and column.",
        discussion: """
            Mistakes: variables, links and forms that are unknown, missing or in the wrong place; web addresses; \
            files and sentences without a translation; subjects that are too long or no subject at all; whatever \
            could become a header line, HTML or a script; forms and words that cannot be read. With one of them \
            the version is not used, and this command ends with 78.

            Warnings name what works less well than it might, such as a form too long for a link. With --hints, \
            long sentences and subjects are named as well; these are opinions.
            """)

    @Flag(help: "Also name sentences and subjects that are hard to read.")
    var hints = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            let set = TemplateFolder(path: try common.folder().templates).read()
            let findings = TemplateFinding.all(in: set, withHints: hints)
            let mistakes = findings.count { $0.severity == .mistake }
            if common.json {
                try Console.say(json: findings)
            } else {
                for finding in findings { Console.say(finding.description) }
                if mistakes == 0, Console.isTerminal { Console.say("mail-templates: no mistakes") }
            }
            if mistakes > 0 { throw ExitCode(ExitStatus.configuration.rawValue) }
        }
    }
}
