/// The manual page of the program, made from its commands.
struct ManualPage {
    let outline: CommandOutline
    /// The date in its foot, as `November 29, 2026`.
    let date: String

    /// The page in mdoc.
    var text: String {
        var page = Mdoc()
        page.lines(of: outline, date)
        return page.lines.joined(separator: "\n") + "\n"
    }
}

extension Mdoc {
    fileprivate mutating func lines(of outline: CommandOutline, _ date: String) {
        macro("Dd", date)
        macro("Dt", outline.commandName.uppercased(), "1")
        macro("Os")
        macro("Sh", "NAME")
        macro("Nm", outline.commandName)
        macro("Nd", Self.escaped(Self.phrase(outline.abstract ?? "")))
        macro("Sh", "SYNOPSIS")
        macro("Nm")
        macro("Ar", "command")
        macro("Op", "Ar argument ...")
        macro("Sh", "DESCRIPTION")
        text(outline.discussion ?? "")
        macro("Pp")
        text("Every command explains itself with")
        macro("Fl", "\\-help .")
        macro("Fl", "\\-version")
        text("shows the version of the program.")
        macro("Sh", "COMMANDS")
        for (name, command) in outline.leaves { section(name, command) }
        closing()
    }

    private mutating func section(_ name: String, _ command: CommandOutline) {
        macro("Ss", Self.escaped(name))
        macro("Nm", "Cm", Self.escaped(name))
        for argument in command.ownArguments { macro(Self.usage(argument)) }
        macro("Pp")
        text(command.abstract ?? "")
        if let discussion = command.discussion, !discussion.isEmpty {
            macro("Pp")
            text(discussion)
        }
        guard !command.ownArguments.isEmpty else { return }
        macro("Bl", "-tag", "-width", "Ds")
        for argument in command.ownArguments {
            macro("It", Self.title(argument))
            text(argument.abstract ?? "")
            let isSaid = argument.abstract?.contains("default:") ?? false
            if let value = argument.defaultValue, argument.kind != "flag", !isSaid {
                text("Default: \(value).")
            }
            if let discussion = argument.discussion, !discussion.isEmpty { text(discussion) }
        }
        macro("El")
    }

    /// `Op Fl -limit Ar limit`
    private static func usage(_ argument: CommandOutline.Argument) -> String {
        let repeated = argument.isRepeating ? " ..." : ""
        let needsBrackets = argument.isOptional || argument.defaultValue != nil || argument.kind == "flag"
        return (needsBrackets ? "Op " : "") + title(argument) + repeated
    }

    private static func title(_ argument: CommandOutline.Argument) -> String {
        let value = "Ar " + Self.argument(argument.valueName ?? "value")
        let name = argument.names?.first { $0.kind == "long" } ?? argument.names?.first
        guard argument.kind != "positional", let name else { return value }
        let flag = "Fl " + escaped((name.kind == "long" ? "-" : "") + name.name)
        return argument.kind == "flag" ? flag : "\(flag) \(value)"
    }

    /// The abstract as a phrase: no full stop, no capital.
    private static func phrase(_ abstract: String) -> String {
        let words = abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract
        return words.prefix(1).lowercased() + words.dropFirst()
    }

    private mutating func closing() {
        list(
            "ENVIRONMENT", "Ev",
            [
                ("SERTIPOS_DESK", "The desk's folder, unless a command is told another one with --desk."),
                (
                    "SERTIPOS_SHARE",
                    "The folder of the shipped configuration, templates and notes that init copies."
                ),
                ("NO_COLOR", "If it is set to anything, nothing is coloured."),
            ])
        list(
            "FILES", "Pa",
            [
                ("cron/desk.yaml", "The configuration of a desk; the shipped sample explains every key."),
                ("cron/verifiers.csv", "Who may open requests."),
                ("cron/holidays.yaml", "The days on which the office is closed."),
                ("cron/sertipos.crontab", "The schedule."),
                ("mail-templates/", "Every mail, form and word that people see."),
                ("spool/", "Received mail and the ledger. They belong to the program."),
            ])
        list(
            "EXIT STATUS", "Er",
            [
                ("0", "All is well."), ("64", "Wrong usage."), ("65", "Bad data."),
                ("69", "A server refuses for good."), ("70", "A mistake in the program."),
                ("75", "A passing fault that the next run mends by itself."),
                ("78", "The configuration needs a person."),
            ])
        macro("Sh", "SEE", "ALSO")
        macro("Xr", "crontab", "5")
    }

    private mutating func list(_ title: String, _ kind: String, _ items: [(String, String)]) {
        macro("Sh", title)
        macro("Bl", "-tag", "-width", "Ds")
        for (name, meaning) in items {
            macro("It", kind, Self.argument(name))
            text(meaning)
        }
        macro("El")
    }
}
