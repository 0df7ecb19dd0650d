internal import Domain
internal import Foundation

/// The files of a desk that belong into a backup, by their names below the desk's folder.
struct DeskTree {
    /// Plain files, sorted. The ledger is not among them: it is copied by SQLite.
    private(set) var files: [String] = []
    /// Links, devices and the like.
    private(set) var skipped: [String] = []

    private static let folders = [
        "cron", "mail-templates", "spool/incoming", "spool/quarantine", "spool/redacted", "spool/evidence",
    ]

    /// The tree of the desk in `folder`; with its secrets if wanted.
    init(_ folder: DeskFolder, hasSecrets: Bool) throws {
        for name in Self.folders + (hasSecrets ? ["secrets"] : []) { try add(name, of: folder, depth: 0) }
        // Bundles of requests are personal data in the open; files for others are not.
        try add("spool/exports", of: folder, depth: .max)
        if access(folder.resolve("spool/README.md"), F_OK) == 0 { files.append("spool/README.md") }
        files.sort()
    }

    private mutating func add(_ name: String, of folder: DeskFolder, depth: Int) throws {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: folder.resolve(name), isDirectory: &isFolder), isFolder
        else { return }
        for entry in try FileManager.default.contentsOfDirectory(atPath: folder.resolve(name)).sorted() {
            let path = "\(name)/\(entry)"
            var status = stat()
            guard lstat(folder.resolve(path), &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFREG: files.append(path)
            case S_IFDIR: if depth < 16 { try add(path, of: folder, depth: depth + 1) }
            default: skipped.append(path)
            }
        }
    }
}
