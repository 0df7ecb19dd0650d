/// What one check found: a pure value, the same for text, JSON and the exit code.
struct HealthFinding: Codable, Hashable, CustomStringConvertible {
    /// How bad it is.
    enum Level: String, Codable, CaseIterable {
        /// As it should be.
        case ok
        /// The desk works, but somebody should look.
        case warn
        /// The desk does not work, or not safely.
        case fail
    }

    /// What was looked at, one word such as `mailbox`.
    let check: String
    /// How bad it is.
    let level: Level
    /// What was found.
    let text: String
    /// What to do about it; `nil` when nothing is to be done.
    let remedy: String?
    /// The exit code that is true of a failure.
    let exit: Int32?

    /// All is well.
    static func ok(_ check: String, _ text: String) -> HealthFinding {
        HealthFinding(check: check, level: .ok, text: text, remedy: nil, exit: nil)
    }

    /// Something to look at.
    static func warn(_ check: String, _ text: String, remedy: String) -> HealthFinding {
        HealthFinding(check: check, level: .warn, text: text, remedy: remedy, exit: nil)
    }

    /// Something that keeps the desk from working.
    static func fail(
        _ check: String, _ text: String, remedy: String, _ exit: ExitStatus = .configuration
    ) -> HealthFinding {
        HealthFinding(check: check, level: .fail, text: text, remedy: remedy, exit: exit.rawValue)
    }

    /// An error that a check met. Its own text says what to do.
    static func fail(_ check: String, _ error: any Error) -> HealthFinding {
        fail(check, "\(error)", remedy: "do what the message says", ExitStatus(error))
    }

    /// `ok    mailbox      …`, a remedy on a line of its own.
    var description: String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
        let margin = "\n" + String(repeating: " ", count: 20)
        let head = "\(level.rawValue.padding(5)) \(check.padding(13)) \(lines.joined(separator: margin))"
        return remedy.map { "\(head)\(margin)→ \($0)" } ?? head
    }
}

/// What `doctor` shows.
struct HealthReport: Codable, CustomStringConvertible {
    /// The desk's folder.
    let desk: String
    /// When it was looked at.
    let at: String
    /// Everything that was found, in the order of the checks.
    let findings: [HealthFinding]

    /// The exit codes of failures, the one that most needs a person first.
    private static let order: [ExitStatus] = [.software, .configuration, .dataError, .unavailable, .tryLater]

    /// The code of the worst failure; 0 when nothing failed, whatever was warned of.
    var exitCode: Int32 {
        let codes = Set(findings.compactMap(\.exit))
        return Self.order.first { codes.contains($0.rawValue) }?.rawValue ?? 0
    }

    /// How many findings are of this kind.
    func count(_ level: HealthFinding.Level) -> Int { findings.count { $0.level == level } }

    var description: String {
        let summary =
            count(.fail) > 0
            ? "\(count(.fail)) of \(findings.count) failed, \(count(.warn).counted("warning"))"
            : "all is well" + (count(.warn) > 0 ? ", \(count(.warn).counted("warning"))" : "")
        return (findings.map(\.description) + ["\(desk): \(summary)"]).joined(separator: "\n")
    }
}
