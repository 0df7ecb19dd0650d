internal import Domain
internal import Glibc

/// Where things are in a desk: a folder that holds `cron/desk.yaml`.
struct DeskFolder: Sendable, Hashable {
    /// The folder; `.` for the current one.
    let path: String

    /// The folder at `path`, whether or not it is a desk yet.
    init(path: String) {
        var path = Substring(path)
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path.isEmpty ? "." : String(path)
    }

    /// The desk to work on: `option` (`--desk DIR`), else `$SERTIPOS_DESK`, else the current folder.
    init(option: String?, environment: [String: String]) throws(DeskFolderError) {
        let variable = environment["SERTIPOS_DESK"].flatMap { $0.isEmpty ? nil : $0 }
        let origin: DeskFolderError.Origin =
            option != nil ? .option : variable != nil ? .environment : .currentFolder
        self.init(path: option ?? variable ?? ".")
        guard isDesk else { throw DeskFolderError(path: path, origin: origin) }
    }

    /// Whether the folder holds a configuration.
    var isDesk: Bool { access(configuration, F_OK) == 0 }

    /// The configuration.
    var configuration: String { resolve("cron/desk.yaml") }
    /// The registered verifiers.
    var verifiers: String { resolve("cron/verifiers.csv") }
    /// The holidays.
    var holidays: String { resolve("cron/holidays.yaml") }
    /// The schedule.
    var schedule: String { resolve("cron/sertipos.crontab") }
    /// The texts that staff edit.
    var templates: String { resolve("mail-templates") }
    /// The last version of them that passed every check.
    var acceptedTemplates: String { resolve("spool/accepted-templates.txt") }
    /// What belongs to the program.
    var spool: String { resolve("spool") }
    /// The desk's own authority.
    var authority: String { resolve("secrets/authority") }
    /// What opens the authority's keys, if the configuration names nothing else.
    var authorityPassphrase: String { resolve("secrets/authority-passphrase") }
    /// The keys passphrases are sealed to.
    var sealingKeys: String { resolve("secrets/sealing") }
    /// The keys that wrap the data keys of mail at rest.
    var evidenceKey: String { resolve("secrets/evidence-key") }
    /// The database.
    var ledger: String { resolve("spool/ledger.sqlite") }
    /// The file that a run locks.
    var runLock: String { resolve("spool/run.lock") }

    /// `name` as a path: absolute ones stay, others are in the desk.
    func resolve(_ name: String) -> String {
        if name.hasPrefix("/") { return name }
        return path == "." ? name : path == "/" ? "/" + name : "\(path)/\(name)"
    }

    /// The folder's absolute path without symbolic links, or `nil` if there is no such folder.
    var absolutePath: String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

/// There is no desk where one was looked for.
struct DeskFolderError: ClassifiedError, Hashable {
    /// Why it was looked for there.
    enum Origin: String, Sendable, Hashable {
        /// `--desk DIR`.
        case option = "--desk"
        /// `$SERTIPOS_DESK`.
        case environment = "$SERTIPOS_DESK"
        /// Nothing else was said.
        case currentFolder = "the current folder"
    }

    /// The folder.
    let path: String
    /// Why it was looked for there.
    let origin: Origin

    /// A person has to name another folder.
    var failureClass: FailureClass { .permanent }

    /// The folder, why, and what to do.
    var description: String {
        let place = origin == .currentFolder ? origin.rawValue : "'\(path)' (\(origin.rawValue))"
        let initial = origin == .currentFolder ? "DIR" : path
        return
            "\(place) is not a desk: it has no cron/desk.yaml; run 'sertipos init \(initial)' to make one, "
            + "or name a desk with --desk DIR or $SERTIPOS_DESK"
    }
}
