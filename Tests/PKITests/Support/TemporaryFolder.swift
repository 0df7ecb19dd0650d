import Foundation
import Synchronization

/// A folder of the test's own, removed when it goes, or at the latest when the process ends.
final class TemporaryFolder: @unchecked Sendable {
    let path: String

    /// Folders that static fixtures keep until the end.
    private static let alive = Mutex<Set<String>>([])
    private static let sweep: Void = {
        _ = atexit {
            for path in TemporaryFolder.alive.withLock({ $0 }) {
                try? FileManager.default.removeItem(atPath: path)
            }
        }
    }()

    init() throws {
        _ = Self.sweep
        let url = FileManager.default.temporaryDirectory.appending(path: "pki-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        path = url.path
        Self.alive.withLock { _ = $0.insert(url.path) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
        Self.alive.withLock { _ = $0.remove(path) }
    }

    func place(_ name: String) -> String { "\(path)/\(name)" }

    func names(_ sub: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: sub.isEmpty ? path : place(sub)).sorted()
    }

    @discardableResult
    func write(_ name: String, _ octets: some Sequence<UInt8>, mode: Int = 0o600) throws -> String {
        let path = place(name)
        try Data(octets).write(to: URL(filePath: path))
        try setMode(name, mode)
        return path
    }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: place(name)))) }

    func setMode(_ name: String, _ mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: place(name))
    }

    func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: name.isEmpty ? path : place(name))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }
}
