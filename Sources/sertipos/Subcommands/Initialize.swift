internal import ArgumentParser
internal import Foundation

/// A new desk.
struct Initialize: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a new desk: configuration, templates, spool.",
        discussion:
            "Never overwrites a file. On an existing desk it adds what is missing and says what it left alone."
    )

    @Argument(help: "The folder of the new desk (default: the current folder).")
    var folder = "."

    @Flag(name: .long, help: "Write JSON to standard output.")
    var json = false

    func run() throws {
        try ExitStatus.reporting {
            let report = try DeskInitializer(
                installation: Installation(environment: ProcessInfo.processInfo.environment),
                desk: DeskFolder(path: folder)
            ).run()
            if json { try Console.say(json: report) } else { Console.say(report.description) }
        }
    }
}
