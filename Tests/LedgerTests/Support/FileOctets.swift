import Foundation

/// Whole files, for looking behind the ledger's back.
enum FileOctets {
    static func read(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }
}

/// Copies of files as they are at this moment, private like the ledger.
enum PrivateCopy {
    static func copy(_ path: String, to target: String) throws {
        try Data(try FileOctets.read(path)).write(to: URL(filePath: target))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target)
    }
}
