internal import Domain
internal import Foundation
internal import Logging

/// One JSON object per line on standard error, for whoever collects logs. No secret reaches a log call:
/// codes and keys redact themselves, and stages report counts.
struct JSONLogHandler: LogHandler {
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]
    private let clock = SystemClock()

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields = metadata.merging(event.metadata ?? [:]) { _, own in own }.mapValues { "\($0)" }
        fields["time"] = clock.now().description
        fields["level"] = event.level.rawValue
        fields["event"] = "\(event.message)"
        guard let line = try? OutputSchema.line(fields) else { return }
        Console.complain(line)
    }
}

/// The run's own events: to standard error as JSON on request, else nowhere.
enum RunLog {
    /// A logger for one invocation.
    static func make(json: Bool) -> Logger {
        Logger(label: "sertipos") { _ -> any LogHandler in
            if json { return JSONLogHandler() }
            return SwiftLogNoOpLogHandler()
        }
    }
}
