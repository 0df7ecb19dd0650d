internal import ArgumentParser
internal import Domain

/// What staff edit.
struct Template: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check what staff edit: notices, forms and words.", subcommands: [TemplateCheck.self],
        defaultSubcommand: TemplateCheck.self)
}

/// Every mistake with its place.
struct TemplateCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Name every mistake in mail-templates with file, line and column.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            let problems = TemplateFolder(path: try common.open().folder.templates).problems()
            if common.json {
                try Console.say(json: problems.map(\.description))
            } else {
                for problem in problems { Console.say(problem.description) }
                if problems.isEmpty, Console.isTerminal { Console.say("mail-templates: no mistakes") }
            }
            if !problems.isEmpty { throw ExitCode(ExitStatus.configuration.rawValue) }
        }
    }
}
