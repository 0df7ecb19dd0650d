internal import Foundation

/// The commands as the argument parser knows them (its `--experimental-dump-help`, version 0): the one source of
/// help texts, completions and the manual.
struct CommandOutline: Decodable {
    /// An argument, option or flag.
    struct Argument: Decodable {
        struct Name: Decodable {
            let kind: String
            let name: String
        }

        let kind: String
        let shouldDisplay: Bool
        let isOptional: Bool
        let isRepeating: Bool
        let names: [Name]?
        let valueName: String?
        let defaultValue: String?
        let abstract: String?
        let discussion: String?
    }

    let commandName: String
    let shouldDisplay: Bool
    let abstract: String?
    let discussion: String?
    let defaultSubcommand: String?
    let subcommands: [CommandOutline]?
    let arguments: [Argument]?

    private struct Dump: Decodable {
        let command: CommandOutline
    }

    /// The outline in `dump`.
    static func read(_ dump: String) throws -> CommandOutline {
        try JSONDecoder().decode(Dump.self, from: Data(dump.utf8)).command
    }

    /// Arguments that only this command has; help and version are explained once.
    var ownArguments: [Argument] {
        (arguments ?? []).filter { argument in
            argument.shouldDisplay && argument.valueName != "help" && argument.valueName != "version"
        }
    }

    /// Every command below this one that does something, by its whole name.
    var leaves: [(name: String, command: CommandOutline)] {
        let children = (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
        return children.flatMap { child -> [(name: String, command: CommandOutline)] in
            let below = child.leaves
            return below.isEmpty
                ? [(child.commandName, child)]
                : below.map { ("\(child.commandName) \($0.name)", $0.command) }
        }
    }
}
