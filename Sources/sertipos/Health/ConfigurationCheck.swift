internal import Domain

/// What administrators edit: `cron/desk.yaml` with the files it names, verifiers, holidays.
struct ConfigurationCheck: HealthCheck {
    static let name = "configuration"

    func findings(_ subject: HealthSubject) throws -> [HealthFinding] {
        let folder = subject.live.folder
        let configuration = subject.live.configuration
        var findings = configuration.warnings.map(doubt)
        for problem in configuration.problems(in: folder) {
            findings.append(.fail(Self.name, problem.place, remedy: problem.remedy ?? "mend the file"))
        }
        let verifiers = try VerifierList.load(path: folder.verifiers)
        for conflict in verifiers.conflicts(with: configuration) {
            findings.append(.fail(Self.name, conflict.place, remedy: conflict.remedy ?? "mend the list"))
        }
        if verifiers.verifiers.isEmpty {
            findings.append(
                .warn(
                    Self.name, "nobody may open requests: \(folder.verifiers) names no verifier",
                    remedy: "register somebody with `sertipos verifier add`"))
        }
        let today = LocalTime(subject.now, in: configuration.desk.zone).date
        findings += try Holidays.load(path: folder.holidays).gaps(on: today, file: folder.holidays).map(doubt)
        guard findings.isEmpty else { return findings }
        return [
            .ok(
                Self.name,
                "\(configuration.desk.address), \(verifiers.verifiers.count.counted("verifier"))")
        ]
    }

    private func doubt(_ warning: DocumentError) -> HealthFinding {
        .warn(Self.name, warning.place, remedy: warning.remedy ?? "look at this line")
    }
}

extension DocumentError {
    /// `file:line:column: problem`, without the remedy.
    var place: String {
        DocumentError(file: file, line: line, column: column, problem: problem).description
    }
}
