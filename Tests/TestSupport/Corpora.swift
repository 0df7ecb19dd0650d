public import Foundation

/// Other people's mails beside the project. They are read in place and never copied; tests that need them
/// are skipped where the folder is absent.
public enum Corpora {
    /// The folder: `$SERTIPOS_CORPORA`, else `../shared/corpora` beside the project; `nil` when absent.
    public static let root: URL? = {
        let configured = ProcessInfo.processInfo.environment["SERTIPOS_CORPORA"]
        let beside = projectRoot.deletingLastPathComponent().appending(path: "shared/corpora").path
        let path = configured ?? beside
        return FileManager.default.fileExists(atPath: path) ? URL(filePath: path) : nil
    }()

    /// Whether the folder is there: `@Test(.enabled(if: Corpora.arePresent))`.
    public static var arePresent: Bool { root != nil }

    /// The project's top folder.
    public static let projectRoot: URL = {
        var folder = URL(filePath: #filePath)
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        return folder
    }()

    /// Octets of the file at `path` below the corpora.
    public static func bytes(_ path: String) throws -> [UInt8] {
        guard let root else { throw CocoaError(.fileNoSuchFile) }
        return Array(try Data(contentsOf: root.appending(path: path)))
    }

    /// Names of the plain files directly in `folder`, sorted.
    public static func files(in folder: String) throws -> [String] {
        guard let root else { return [] }
        let url = root.appending(path: folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: url.path)
        return names.filter { name in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: url.appending(path: name).path, isDirectory: &isFolder)
            return !isFolder.boolValue
        }.sorted()
    }
}
