internal import ArgumentParser
internal import Domain
internal import Foundation

/// Options every command on a desk has.
struct CommonOptions: ParsableArguments {
    @Option(name: .long, help: "The desk's folder (default: $SERTIPOS_DESK, else the current folder).")
    var desk: String?

    @Flag(name: .long, help: "Write JSON to standard output.")
    var json = false

    /// The language an option names.
    static func locale(_ text: String) throws -> Domain.Locale {
        if let locale = Domain.Locale(rawValue: text) { return locale }
        throw ValidationError("no language '\(text)'; write id or en")
    }

    /// The folder of the desk these options name; its configuration is not read.
    func folder() throws -> DeskFolder {
        try DeskFolder(option: desk, environment: ProcessInfo.processInfo.environment)
    }

    /// The desk these options name.
    func open() throws -> LiveDesk {
        try LiveDesk(folder: try folder())
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
