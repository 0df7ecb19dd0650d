internal import Domain

/// When trouble is told: at once if it will not pass by itself, after a while if it may; again while it lasts; once
/// more when it is over. A pure value between runs.
struct AlertLadder: Codable, Hashable {
    /// How a run ended.
    enum Ending {
        /// Everything that could be done was done.
        case good
        /// It failed with this exit code.
        case failed(exit: Int32, text: String)
    }

    /// A passing fault must have met so many runs, however much time lies between them.
    static let runs = 3

    /// Since when no run was good, in seconds; `nil` when the last one was.
    private(set) var since: Int64?
    /// How many runs failed since.
    private(set) var failures = 0
    /// When it was told last, in seconds.
    private(set) var toldAt: Int64?
    /// The exit code that was told.
    private(set) var toldExit: Int32?

    /// Nothing is wrong.
    init() {}

    /// Takes a run's ending in. Returns what is to be told now, if anything.
    mutating func note(
        _ ending: Ending, at now: Timestamp, _ settings: Configuration.Alerts, desk: String
    ) -> String? {
        switch ending {
        case .good:
            defer { self = AlertLadder() }
            guard toldAt != nil, let since else { return nil }
            let minutes = max(0, now.seconds - since) / 60
            return "sertipos: \(desk) works again after \(minutes) minutes\n"
        case .failed(let exit, let text):
            failures += 1
            // A clock that was set back must not silence anybody.
            let begin = min(since ?? now.seconds, now.seconds)
            since = begin
            let isLasting = failures >= Self.runs && now.seconds - begin >= settings.after
            guard exit != ExitStatus.tryLater.rawValue || isLasting else { return nil }
            if let toldAt, toldExit == exit, now.seconds >= toldAt, now.seconds - toldAt < settings.again {
                return nil
            }
            toldAt = now.seconds
            toldExit = exit
            return """
                sertipos: \(desk) is in trouble (exit \(exit))
                since \(Timestamp(seconds: begin)), \(failures) run\(failures == 1 ? "" : "s") in a row

                \(text)

                """
        }
    }

}
