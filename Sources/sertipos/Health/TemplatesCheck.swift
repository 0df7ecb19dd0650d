internal import Domain
internal import Forms

/// The notices and words that staff edit.
struct TemplatesCheck: HealthCheck {
    static let name = "templates"

    func findings(_ subject: HealthSubject) throws -> [HealthFinding] {
        let problems = TemplateFolder(path: subject.live.folder.templates).problems()
            .filter { !FormsCheck.concerns($0) }
        guard problems.isEmpty else {
            return problems.map { .fail(Self.name, $0.place, remedy: $0.remedy ?? "mend the file") }
        }
        return [.ok(Self.name, "no mistakes")]
    }
}

/// The forms that people fill in.
struct FormsCheck: HealthCheck {
    static let name = "forms"

    func findings(_ subject: HealthSubject) throws -> [HealthFinding] {
        let folder = TemplateFolder(path: subject.live.folder.templates)
        let problems = folder.problems().filter(Self.concerns)
        guard problems.isEmpty else {
            return problems.map { .fail(Self.name, $0.place, remedy: $0.remedy ?? "mend the file") }
        }
        return [.ok(Self.name, "\(try folder.forms().all.count) forms")]
    }

    /// Whether a mistake is one of a form.
    static func concerns(_ problem: DocumentError) -> Bool { problem.file.contains("forms") }
}
