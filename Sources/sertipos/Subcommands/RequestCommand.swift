internal import ArgumentParser

/// Requests on a terminal.
struct RequestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request", abstract: "List requests, show one, cancel it or send its links again.",
        subcommands: [RequestList.self, RequestShow.self, RequestCancel.self, RequestResend.self],
        defaultSubcommand: RequestList.self)
}
