internal import ArgumentParser
internal import Domain
internal import PKI

/// Who makes certificates.
struct AuthorityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "authority",
        abstract: "Make or show the authority, and write the passphrase page for the web.",
        subcommands: [AuthorityInitialize.self, AuthorityShow.self, AuthorityPage.self],
        defaultSubcommand: AuthorityShow.self)
}

/// Makes the desk's own authority.
struct AuthorityInitialize: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make the desk's own certification authority now.",
        discussion: """
            Without this command the first approval makes it. Made here, its fingerprints can be published and the \
            root's key can be taken off the machine before the first certificate. Nothing is ever replaced.
            """)

    @OptionGroup var trial: TrialOption
    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            let live = try common.open()
            let embedded = try live.embedded()
            guard !live.hasAuthority else { throw AuthorityExists(folder: live.folder.authority) }
            if trial.dryRun {
                let plan = Plan(
                    name: live.authorityName, keyKind: embedded.key.rawValue, folder: live.folder.authority)
                return common.json ? try Console.say(json: plan) : Console.say(plan.description)
            }
            let report = try live.exclusively {
                // Another run may have made it while we came here.
                guard !live.hasAuthority else { throw AuthorityExists(folder: live.folder.authority) }
                try live.makeAuthority()
                _ = try live.certification()
                return try AuthorityReport(live)
            }
            if common.json { return try Console.say(json: report) }
            Console.say("\(report)\n\n\(Self.advice(report))")
        }
    }

    /// What a dry run shows.
    private struct Plan: Codable, CustomStringConvertible {
        let name: String
        let keyKind: String
        let folder: String

        var description: String {
            """
            An authority called \(name), with keys of the kind \(keyKind), would be made in \(folder):
            a root for 20 years and an issuing certificate for 10. Nothing was changed.
            """
        }
    }

    private static func advice(_ report: AuthorityReport) -> String {
        """
        Now, before the first certificate:
        1. Copy \(report.folder ?? "") and \(report.passphraseFile ?? "") to two places off this machine, apart from \
        each other: without both, nobody can sign again.
        2. Then remove \(report.rootKey ?? "the root's key") here. The desk never needs it; it makes the next \
        issuing certificate in some years.
        3. Publish the root's SHA-256 fingerprint where people can compare it.
        """
    }
}

/// Shows the authority.
struct AuthorityShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the authority's certificates and keys by their fingerprints.",
        discussion: "Shows where secrets lie and how old keys are, never a secret.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            let report = try AuthorityReport(common.open())
            if common.json { try Console.say(json: report) } else { Console.say(report.description) }
        }
    }
}

/// The authority is there already; nothing is replaced.
struct AuthorityExists: ClassifiedError {
    let folder: String
    var failureClass: FailureClass { .permanent }
    var description: String {
        "there is an authority in \(folder) already, and certificates rest on it; "
            + "`sertipos authority show` shows it"
    }
}

/// The authority is not there yet.
struct NoAuthorityYet: ClassifiedError {
    var failureClass: FailureClass { .permanent }
    var description: String { "there is no authority yet; make it with `sertipos authority init`" }
}
