internal import Domain
internal import Foundation
internal import Spool

/// The folder of a bundle: new or empty, for the desk's own user alone.
enum BundleFolder {
    /// Makes the folder. Refuses one that holds anything: a bundle is never mixed with other files.
    static func make(_ path: String) throws {
        if try NewFile.makeFolder(path) { return }
        guard try FileManager.default.contentsOfDirectory(atPath: path).isEmpty else {
            throw DocumentError(
                file: path, problem: "is not empty", remedy: "name a folder that is not there yet")
        }
        guard chmod(path, 0o700) == 0 else {
            throw DocumentError(file: path, problem: "cannot be closed to others", remedy: "chmod 700 it")
        }
    }

    /// `value` as JSON, keys sorted: the same content is the same octets.
    static func json(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value)) + [0x0A]
    }
}
