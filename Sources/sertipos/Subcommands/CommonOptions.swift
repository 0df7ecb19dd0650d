internal import ArgumentParser
internal import Foundation

/// Options every command on a desk has.
struct CommonOptions: ParsableArguments {
    @Option(name: .long, help: "The desk's folder (default: $SERTIPOS_DESK, else the current folder).")
    var desk: String?

    @Flag(name: .long, help: "Write JSON to standard output.")
    var json = false

    /// The desk these options name.
    func open() throws -> LiveDesk {
        try LiveDesk(folder: try DeskFolder(option: desk, environment: ProcessInfo.processInfo.environment))
    }
}

/// Options of commands that run stages.
struct LogOptions: ParsableArguments {
    @Flag(name: .customLong("log-json"), help: "Write one JSON line per event to standard error.")
    var logJSON = false
}

/// The option of commands that change something.
struct TrialOption: ParsableArguments {
    @Flag(name: .customLong("dry-run"), help: "Show what would be done, and change nothing.")
    var dryRun = false
}
