internal import Domain

/// One verifier as `verifier list` shows it.
struct ListedVerifier: Codable, Hashable, CustomStringConvertible {
    let email: String
    let name: String
    let agency: String
    let locale: String

    init(_ verifier: Verifier) {
        email = verifier.address.addrSpec
        name = verifier.name
        agency = verifier.agency
        locale = verifier.locale.rawValue
    }

    var description: String { "\(email.padding(36))  \(locale)  \(name), \(agency)" }
}

/// What a change of the verifier list came to.
struct VerifierChange: Codable, CustomStringConvertible {
    /// A changed list that is not written yet.
    struct Result {
        let list: VerifierList
        var added: [Verifier] = []
        var changed: [Verifier] = []
        var removed: [Verifier] = []
        var warnings: [String] = []
    }

    let added: [ListedVerifier]
    let changed: [ListedVerifier]
    let removed: [ListedVerifier]
    let warnings: [String]
    /// How many are on the list afterwards.
    let verifiers: Int
    let isDryRun: Bool

    /// Changes the list of the desk, writes it down unless it is a trial, and says what came of it. Faults are
    /// those of the data, not of the configuration.
    static func carryOut(
        _ trial: TrialOption, _ common: CommonOptions,
        _ change: (VerifierList, LiveDesk) throws -> Result
    ) throws {
        let live = try common.open()
        let result = try live.exclusively(unless: trial.dryRun) {
            let list = try VerifierList.load(path: live.folder.verifiers)
            let result = try ImportRefused.wrapping { try change(list, live) }
            let before = Set(list.conflicts(with: live.configuration))
            let conflicts = result.list.conflicts(with: live.configuration).filter { !before.contains($0) }
            guard conflicts.isEmpty else { throw ImportRefused(conflicts) }
            if !trial.dryRun { try result.list.save() }
            return result
        }
        let report = VerifierChange(result, isDryRun: trial.dryRun)
        if common.json { try Console.say(json: report) } else { Console.say(report.description) }
    }

    private init(_ result: Result, isDryRun: Bool) {
        added = result.added.map { ListedVerifier($0) }
        changed = result.changed.map { ListedVerifier($0) }
        removed = result.removed.map { ListedVerifier($0) }
        warnings = result.warnings
        verifiers = result.list.verifiers.count
        self.isDryRun = isDryRun
    }

    var description: String {
        let lines =
            added.map { "added    \($0)" } + changed.map { "changed  \($0)" }
            + removed.map { "removed  \($0)" }
            + warnings.map { "WARNING  \($0)" }
        let nothing = added.isEmpty && changed.isEmpty && removed.isEmpty
        let last =
            isDryRun
            ? "Nothing was changed: this was a dry run."
            : "\(verifiers.counted("verifier"))\(nothing ? ", as before" : "")."
        return (lines + [last]).joined(separator: "\n")
    }
}

/// Data that somebody hands over have faults; nothing was taken.
struct ImportRefused: ClassifiedError, Hashable {
    let problems: [DocumentError]

    init(_ problems: [DocumentError]) { self.problems = problems }

    /// Faults in the handed-over data, as such.
    static func wrapping<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as DocumentError {
            throw ImportRefused([error])
        } catch let error as ConfigurationError { throw ImportRefused(error.problems) }
    }

    var failureClass: FailureClass { .permanent }
    var description: String {
        (problems.map(\.description) + ["nothing was changed"]).joined(separator: "\n")
    }
}
