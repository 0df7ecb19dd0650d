internal import ArgumentParser
internal import Domain
internal import PKI

/// What was edited since the last accepted version.
struct TemplateDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Show what was edited since the version that is in use.",
        discussion: """
            The version in use is the last one a run found without mistakes. A run takes a version over as soon \
            as it has anything to write, so edits without mistakes show here only until then.
            """)

    @Argument(help: "Only this notice (applicant.identity-link) or file (words.yaml, forms/identity.yaml).")
    var name: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            let folder = try common.folder()
            let set = TemplateFolder(path: folder.templates).read()
            let accepted = AcceptedTemplates(path: folder.acceptedTemplates, digesting: OpenSSLDigest())
            guard let version = try accepted.version() else { throw NothingAccepted() }
            let changes = FileChange.all(from: version.set, to: set).filter { change in
                name.map { change.isOf($0) } ?? true
            }
            if let name, changes.isEmpty, !Self.isKnown(name, set, version.set) {
                throw ValidationError("there is no notice and no file '\(name)' in mail-templates")
            }
            if common.json { return try Console.say(json: changes) }
            for change in changes { Console.say(change.text(isColoured: Console.isOutputTerminal)) }
            if changes.isEmpty, Console.isTerminal {
                Console.complain("nothing was edited since \(version.acceptedAt)")
            }
        }
    }

    private static func isKnown(_ name: String, _ sets: TemplateSet...) -> Bool {
        sets.contains { set in set.files.keys.contains { FileChange.belongs($0, to: name) } }
    }
}

/// No run has accepted a version yet.
struct NothingAccepted: ClassifiedError {
    var failureClass: FailureClass { .permanent }
    var description: String {
        "no version of mail-templates is in use yet: the first run that has something to write takes it over"
    }
}
