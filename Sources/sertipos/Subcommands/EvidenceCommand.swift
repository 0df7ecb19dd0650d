internal import ArgumentParser
internal import Domain
internal import PKI
internal import Pipeline

/// The keys of mail at rest.
struct EvidenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence", abstract: "Give mail at rest a new key.", subcommands: [EvidenceRotate.self])
}

/// A new key file key.
struct EvidenceRotate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Put a new key into secrets/evidence-key and wrap all data keys with it.",
        discussion: """
            Mails are not touched: each has a data key, and only those are wrapped anew. The old key is destroyed \
            when none needs it any more; older backups still need it, so keep a copy with them, or let them go. \
            Interrupted anywhere, doing it again finishes it.
            """)

    /// What it shows.
    struct Report: Codable {
        let rewrapped: Int
        let keysInFile: Int
    }

    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            let live = try common.open()
            let report = try live.exclusively { try rotate(live) }
            if common.json { return try Console.say(json: report) }
            Console.say(
                "\(report.rewrapped.counted("data key")) wrapped anew; copy \(live.folder.evidenceKey) to its safe place"
            )
        }
    }

    private func rotate(_ live: LiveDesk) throws -> Report {
        let ledger = try live.ledger()
        _ = try live.evidenceCipher(ledger)
        let file = EvidenceKeyFile(path: live.folder.evidenceKey)
        // An interrupted rotation is finished with the key it made.
        if try file.count() == 1 { try file.addKey() }
        let rewrapped = try EvidenceRewrapping(ledger: ledger, cipher: try file.open()).run()
        try file.dropFormerKeys()
        return Report(rewrapped: rewrapped, keysInFile: try file.count())
    }
}
