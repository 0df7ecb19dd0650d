internal import Domain
internal import Foundation
internal import Ledger
internal import PKI
internal import Pipeline
internal import Spool

/// A whole desk in one `tar` file. Made under the run lock, so that ledger and spool are of the same moment.
struct DeskBackup {
    /// The last file of the archive: what it holds, and where the audit log ended.
    struct Manifest: Codable {
        var format = 1
        let madeAt: Timestamp
        let schema: Int
        let events: Int64
        let head: String?
        let hasSecrets: Bool
        let files: [ArchivedFile]
    }

    /// What `backup` shows.
    struct Report: Codable {
        let file: String
        let files: Int
        let octets: Int64
        let events: Int64
        let head: String?
        let hasSecrets: Bool
        /// Links, devices and the like, which no backup takes.
        let skipped: [String]
    }

    static let manifestName = "sertipos-backup.json"
    static let ledgerName = "spool/ledger.sqlite"

    let folder: DeskFolder
    let ledger: SQLiteLedger
    let clock: any WallClock
    var hasSecrets = false
    var progress: any ProgressObserver = SilentProgress()

    /// Writes the archive `path`, replacing an older one only when the new one is whole. Whoever calls holds the
    /// run lock.
    func write(to path: String) throws -> Report {
        let copy = path + ".ledger"
        defer { Self.removeDatabase(copy) }
        Self.removeDatabase(copy)
        try ledger.copy(to: copy)
        let chain = try Self.check(copy)
        let tree = try DeskTree(folder, hasSecrets: hasSecrets)
        let archive = try ArchiveWriter(path: path, digesting: OpenSSLDigest(), at: clock.now())
        do {
            var files = [try archive.add(file: copy, as: Self.ledgerName)]
            for (index, name) in tree.files.enumerated() {
                files.append(try archive.add(file: folder.resolve(name), as: name))
                if index % 64 == 0 { progress.progress("backup", done: index, total: tree.files.count) }
            }
            let manifest = Manifest(
                madeAt: clock.now(), schema: SQLiteLedger.schemaVersion, events: chain.count,
                head: chain.head?.hex, hasSecrets: hasSecrets, files: files)
            _ = try archive.add(try BundleFolder.json(manifest), as: Self.manifestName)
            try archive.finish()
            let moment = clock.now().seconds
            try ledger.write { try $0.setFact(BackupCheck.key, String(moment)) }
            return Report(
                file: path, files: files.count, octets: files.reduce(0) { $0 + $1.size },
                events: chain.count, head: chain.head?.hex, hasSecrets: hasSecrets, skipped: tree.skipped)
        } catch {
            archive.discard()
            throw error
        }
    }

    /// The copy is sound and its audit log whole, or there is no backup.
    private static func check(_ copy: String) throws -> ChainReport {
        let ledger = try SQLiteLedger(path: copy, digesting: OpenSSLDigest())
        try ledger.checkIntegrity()
        let chain = try ledger.read { try $0.verifyChain() }
        guard chain.firstBroken == nil else { throw BackupError(.brokenChain, "the ledger") }
        return chain
    }

    /// The database and what SQLite may have left beside it.
    static func removeDatabase(_ path: String) {
        for name in [path, path + "-journal"] { unlink(name) }
    }
}

/// Why a backup cannot be made or used.
struct BackupError: ClassifiedError, Hashable {
    /// The kinds of obstacle.
    enum Code: String, Sendable, Hashable, CaseIterable {
        /// The audit log is not whole.
        case brokenChain
        /// It is no backup of this program, or of a later version of it.
        case foreign
        /// A file in it is not what the manifest says.
        case altered
        /// The target holds something.
        case occupied
    }

    let code: Code
    let subject: String

    init(_ code: Code, _ subject: String) {
        self.code = code
        self.subject = subject
    }

    var failureClass: FailureClass { .permanent }

    var description: String {
        switch code {
        case .brokenChain:
            "the audit log of \(subject) is not whole; `sertipos audit verify` says where it breaks"
        case .foreign: "\(subject) is no backup that this version can read; use the version that made it"
        case .altered: "\(subject) is not what the backup's manifest says; use another backup"
        case .occupied:
            "\(subject) is there and not empty: name a new folder, or move the old desk aside with --replace"
        }
    }
}
