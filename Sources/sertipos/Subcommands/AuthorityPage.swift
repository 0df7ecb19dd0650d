internal import ArgumentParser
internal import Domain
internal import FoundationEssentials
internal import Glibc
internal import Notices
internal import PKI
internal import Pipeline

/// Writes the passphrase page for the desk's web site.
struct AuthorityPage: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "page", abstract: "Write the passphrase page for your web site.",
        discussion: """
            Every mail that asks for a passphrase has the page attached. If links.page names it on the web as well, \
            the mail links to it there; what is personal stands behind the # and never reaches the web server. \
            The page holds the desk's sealing key, so it must be written and published again when that changes.
            """)

    @Argument(help: "The file to write. An earlier page there is replaced, nothing else is.")
    var file: String

    @Option(help: "The language it opens in when a link names none: id or en (default: the desk's).")
    var locale: String?

    @OptionGroup var trial: TrialOption
    @OptionGroup var common: CommonOptions

    func run() throws {
        let chosen = try locale.map { text in
            guard let locale = Domain.Locale(rawValue: text) else {
                throw ValidationError("no locale '\(text)'; write id or en")
            }
            return locale
        }
        try ExitStatus.reporting {
            let live = try common.open()
            try Self.refuseForeign(file)
            // A dry run needs the key as well, but makes none.
            guard try !trial.dryRun || live.hasSealingKey() else { throw NoSealingKeyYet() }
            let report = try live.exclusively(unless: trial.dryRun) {
                try write(live, chosen ?? live.configuration.desk.locale)
            }
            if common.json { try Console.say(json: report) } else { Console.say(report.description) }
        }
    }

    private func write(_ live: LiveDesk, _ locale: Domain.Locale) throws -> PageReport {
        let desk = live.configuration.desk
        let key = try live.certification().sealing.currentKey
        let page = try TemplateFolder(path: live.folder.templates).passphrasePage()
        let text = page.renderStatic(
            PassphraseDesk(name: desk.name, address: desk.address, key: key, zone: desk.zone), locale: locale,
            digesting: live.digesting)
        if !trial.dryRun { try NewFile.replace(Array(text.utf8), at: file, mode: 0o644) }
        return try PageReport(file: file, key: key.id, live, isDryRun: trial.dryRun)
    }

    /// A mistyped name must not cost anybody a file.
    private static func refuseForeign(_ file: String) throws {
        guard access(file, F_OK) == 0 else { return }
        let octets = try EditedFile(path: file).octets()
        let mark = Array("<script type=\"application/json\" id=\"settings\">".utf8)
        guard octets.firstRange(of: mark) == nil else { return }
        throw ValidationError("\(file) is there already and is no passphrase page: name another file")
    }
}

/// What `authority page` shows.
struct PageReport: Codable, CustomStringConvertible {
    let file: String
    let key: String
    /// From when on a new key exists, so that the page should be written again; `nil` for an outside body's key.
    let renewFrom: String?
    /// Until when it must be published at the latest: what is sealed later may never be opened.
    let renewUntil: String?
    /// Where mails say that it lies.
    let address: String?
    let isDryRun: Bool

    init(file: String, key: String, _ live: LiveDesk, isDryRun: Bool) throws {
        self.file = file
        self.key = key
        self.isDryRun = isDryRun
        address = live.configuration.links.page
        let made = try live.existingSealingKeys()?.currentSince
        let rotation = made.map { $0 + LiveDesk.sealingKeyLife }
        renewFrom = rotation?.description
        // A passphrase that is sealed on the last day still has to wait for the Registration Authority.
        renewUntil = rotation.map {
            ($0 + (live.sealingKeyOverlap - live.configuration.steps.authority)).description
        }
    }

    var description: String {
        var lines = [
            isDryRun
                ? "\(file) would be written, sealing to the key \(key). Nothing was changed."
                : "\(file) is written; it seals to the key \(key)."
        ]
        if let address {
            lines.append("Mails link to \(address): publish the file there.")
        } else {
            lines.append("No mail links to it yet: publish it and set links.page to its https address.")
        }
        if let renewFrom, let renewUntil {
            lines.append(
                "WARNING: the desk makes a new key from \(renewFrom) on. Write and publish the page again")
            lines.append("after that, at the latest until \(renewUntil): what is sealed later can be lost.")
        } else {
            lines.append("WARNING: write and publish it again whenever authority.recipient-key is replaced.")
        }
        return lines.joined(separator: "\n")
    }
}

/// No passphrase can be sealed to this desk yet.
struct NoSealingKeyYet: ClassifiedError {
    var failureClass: FailureClass { .permanent }
    var description: String {
        "the desk has no sealing key yet; the first run makes it, and so does this command without --dry-run"
    }
}
