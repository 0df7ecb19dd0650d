internal import ArgumentParser
internal import Domain
internal import PKI
internal import Pipeline
internal import Spool

/// The revocation list.
struct CertificateRevocations: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crl",
        abstract: "Show the revocation list of the desk's own authority, or sign a fresh one.",
        discussion: """
            Runs sign a fresh list at every revocation and in good time before the last one ends. Copy the file to \
            your web server, for example from the desk's crontab: the folder itself is closed to others.
            """)

    @Flag(help: "Sign and publish a fresh list now.")
    var sign = false

    @OptionGroup var trial: TrialOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if trial.dryRun, !sign { throw ValidationError("--dry-run goes with --sign") }
    }

    func run() throws {
        try ExitStatus.reporting {
            let live = try common.open()
            let embedded = try live.embedded()
            let ledger = try live.ledger()
            if sign {
                guard live.hasAuthority else { throw NoAuthorityYet() }
                if !trial.dryRun {
                    try live.exclusively {
                        try RevocationListing(desk: live.desk(), ledger: ledger, exports: live.spool())
                            .publish()
                    }
                }
            }
            let now = live.clock.now()
            let published = try live.spool().exported(RevocationListing.fileName)
            let report = RevocationListReport(
                file: DeskFolder(path: live.folder.absolutePath ?? live.folder.path)
                    .resolve("spool/exports/\(RevocationListing.fileName)"),
                address: embedded.revocationListURL, octets: published,
                due: try ledger.read { try RevocationListing.entries($0, at: now) }, isDryRun: trial.dryRun,
                at: now)
            if common.json { try Console.say(json: report) } else { Console.say(report.description) }
        }
    }
}

/// What `certificate crl` shows.
struct RevocationListReport: Codable, CustomStringConvertible {
    /// One line of the list.
    struct Entry: Codable, Hashable {
        let serial: String
        let revokedAt: String
        let reason: RevocationCode

        init(_ entry: RevokedCertificate) {
            serial = entry.serial.description
            revokedAt = entry.revokedAt.description
            reason = entry.reason
        }
    }

    let file: String
    /// Where others fetch it, if certificates say so.
    let address: String?
    /// Whether the file is there and can be read.
    let isPublished: Bool
    /// Whether something is there that is no revocation list.
    let isDamaged: Bool
    let number: Int64?
    let signed: String?
    let nextUpdate: String?
    /// Whether the promised moment of the next list has passed.
    let isOverdue: Bool
    let entries: [Entry]
    /// Certificates that were revoked and that the list lacks.
    let missing: [Entry]
    /// How many a list signed now would have; those whose time is over are left out.
    let due: Int
    let isDryRun: Bool

    init(
        file: String, address: String?, octets: [UInt8]?, due: [RevokedCertificate], isDryRun: Bool,
        at now: Timestamp
    ) {
        let facts = octets.flatMap { RevocationListFacts(der: $0) }
        self.file = file
        self.address = address
        self.isDryRun = isDryRun
        self.due = due.count
        isPublished = facts != nil
        isDamaged = facts == nil && octets != nil
        number = facts?.number
        signed = facts?.thisUpdate.description
        nextUpdate = facts?.nextUpdate?.description
        isOverdue = facts?.nextUpdate.map { $0 < now } ?? false
        entries = (facts?.entries ?? []).map { Entry($0) }
        let listed = Set((facts?.entries ?? []).map(\.serial))
        missing = due.filter { !listed.contains($0.serial) }.map { Entry($0) }
    }

    var description: String {
        let remark =
            isDamaged
            ? " (DAMAGED: sign a fresh one with --sign)"
            : isPublished ? "" : " (not there yet: none was signed)"
        var lines = ["list         \(file)\(remark)"]
        lines.append("address      \(address ?? "none: certificates name one once authority.crl-url is set")")
        if let number, let signed {
            lines.append("number       \(number)")
            lines.append("signed       \(signed)")
            lines.append("next update  \(nextUpdate ?? "–")\(isOverdue ? "  OVERDUE" : "")")
        }
        lines.append("revoked      \(entries.count.counted("certificate"))")
        lines += entries.map { Self.line($0, "") }
        lines += missing.map { Self.line($0, "  not on the list yet") }
        if isDryRun {
            lines.append(
                "A fresh list with \(due.counted("certificate")) would be signed. Nothing was changed.")
        }
        return lines.joined(separator: "\n")
    }

    private static func line(_ entry: Entry, _ remark: String) -> String {
        "  \(entry.serial)  \(entry.revokedAt)  \(entry.reason.rawValue)\(remark)"
    }
}
