internal import ArgumentParser

/// Requests on a terminal.
struct RequestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "List requests, show one, cancel it, send its links again, export or erase it.",
        subcommands: [
            RequestList.self, RequestShow.self, RequestCancel.self, RequestResend.self, RequestExport.self,
            RequestErase.self,
        ],
        defaultSubcommand: RequestList.self)
}
