internal import Domain
internal import Foundation
internal import Ledger
internal import PKI
internal import Pipeline
internal import Spool

/// A desk out of a backup: laid out beside its place, checked, made fit for use, and only then given its name.
///
/// Killed anywhere, either nothing is there (the next attempt begins anew) or the whole desk.
struct DeskRestore {
    /// What `restore` shows.
    struct Report: Codable {
        let desk: String
        let madeAt: String
        let files: Int
        let octets: Int64
        let events: Int64
        let hasSecrets: Bool
        let settled: DeskRestoration.Report
        /// Where the old desk is now.
        let movedAside: String?
        let isDryRun: Bool
    }

    let archive: String
    let target: String
    let clock: any WallClock
    var replaces = false
    var isTrial = false
    var progress: any ProgressObserver = SilentProgress()

    private var staging: String { target + ".restoring" }

    /// Restores. The old desk, if it has to move aside, must not be in use: whoever calls holds its run lock.
    func run() throws -> Report {
        let isOccupied = try isOccupied()
        if isOccupied, !replaces { throw BackupError(.occupied, target) }
        try removeStaging()
        let manifest: DeskBackup.Manifest
        let settled: DeskRestoration.Report
        do {
            manifest = try extract()
            settled = try settle(manifest)
            if !isTrial { try DurableFile.flushFileSystem(of: staging) }
        } catch {
            // A staging folder that stays behind is removed by the next attempt.
            try? removeStaging()
            throw error
        }
        var movedAside: String?
        if isTrial { try removeStaging() } else { movedAside = try takePlace(isOccupied) }
        return Report(
            desk: target, madeAt: manifest.madeAt.description, files: manifest.files.count,
            octets: manifest.files.reduce(0) { $0 + $1.size }, events: manifest.events,
            hasSecrets: manifest.hasSecrets, settled: settled, movedAside: movedAside, isDryRun: isTrial)
    }

    /// Lays all files out and compares them with the manifest, which comes last.
    private func extract() throws -> DeskBackup.Manifest {
        let reader = try ArchiveReader(path: archive, digesting: OpenSSLDigest())
        try makeFolder("")
        var made: Set<String> = []
        var files: [ArchivedFile] = []
        var manifest: DeskBackup.Manifest?
        while let entry = try reader.next() {
            if entry.name == DeskBackup.manifestName {
                manifest = try Self.manifest(try reader.content(limit: 1 << 30))
                continue
            }
            guard manifest == nil, Self.isOurs(entry.name) else { throw BackupError(.altered, entry.name) }
            try makeFolders(of: entry.name, &made)
            files.append(try reader.extract(to: "\(staging)/\(entry.name)"))
            if files.count % 64 == 0 { progress.progress("restore", done: reader.progress, total: 1_000) }
        }
        guard let manifest else { throw BackupError(.foreign, archive) }
        guard files.count == manifest.files.count else { throw BackupError(.altered, "the list of files") }
        for (file, expected) in zip(files, manifest.files) where file != expected {
            throw BackupError(.altered, file.name)
        }
        for name in ["cron", "mail-templates", "spool", "secrets"] where !made.contains(name) {
            try makeFolder(name)
        }
        return manifest
    }

    /// Upgrades the ledger if it is older, checks it, and makes it fit for use.
    private func settle(_ manifest: DeskBackup.Manifest) throws -> DeskRestoration.Report {
        guard files(DeskBackup.ledgerName) else { throw BackupError(.foreign, archive) }
        let ledger = try SQLiteLedger(
            path: "\(staging)/\(DeskBackup.ledgerName)", digesting: OpenSSLDigest())
        try ledger.checkIntegrity()
        let chain = try ledger.read { try $0.verifyChain() }
        guard chain.firstBroken == nil, chain.count == manifest.events, chain.head?.hex == manifest.head
        else {
            throw BackupError(.brokenChain, archive)
        }
        return try ledger.write {
            try DeskRestoration.settle($0, backupAt: manifest.madeAt, now: clock.now())
        }
    }

    /// Gives the new desk its name; an old one goes aside first.
    private func takePlace(_ isOccupied: Bool) throws -> String? {
        var movedAside: String?
        if isOccupied {
            let aside = target + ".before-restore" + SpoolDirectory.bundleSuffix(clock.now())
            try Self.rename(target, to: aside)
            movedAside = aside
        } else {
            rmdir(target)
        }
        try Self.rename(staging, to: target)
        try DurableFile.flushFileSystem(of: target)
        return movedAside
    }

    private func isOccupied() throws -> Bool {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: target, isDirectory: &isFolder) else { return false }
        guard isFolder else { throw BackupError(.occupied, target) }
        return try !FileManager.default.contentsOfDirectory(atPath: target).isEmpty
    }

    private func files(_ name: String) -> Bool { access("\(staging)/\(name)", F_OK) == 0 }

    private func removeStaging() throws {
        guard FileManager.default.fileExists(atPath: staging) else { return }
        try FileManager.default.removeItem(atPath: staging)
    }

    private func makeFolder(_ name: String) throws {
        _ = try NewFile.makeFolder(name.isEmpty ? staging : "\(staging)/\(name)")
    }

    private func makeFolders(of name: String, _ made: inout Set<String>) throws {
        let parts = name.split(separator: "/").dropLast()
        for count in parts.indices {
            let folder = parts[...count].joined(separator: "/")
            if made.insert(folder).inserted { try makeFolder(folder) }
        }
    }

    private static func manifest(_ octets: [UInt8]) throws -> DeskBackup.Manifest {
        // What is wrong inside helps nobody: it is not a backup of ours.
        guard let manifest = try? JSONDecoder().decode(DeskBackup.Manifest.self, from: Data(octets)),
            manifest.format == 1
        else { throw BackupError(.foreign, DeskBackup.manifestName) }
        return manifest
    }

    private static func isOurs(_ name: String) -> Bool {
        ["cron/", "mail-templates/", "spool/", "secrets/"].contains { name.hasPrefix($0) }
    }

    private static func rename(_ source: String, to target: String) throws {
        guard Foundation.rename(source, target) == 0 else {
            throw DocumentError(
                file: target, problem: "cannot take its place: \(String(cString: strerror(errno)))")
        }
    }
}
