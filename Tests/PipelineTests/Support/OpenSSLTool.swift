import Foundation
import Testing

/// The `openssl` program: a second opinion on what the desk hands out.
enum OpenSSLTool {
    private static let path = "/usr/bin/openssl"

    /// Whether it is installed: `.enabled(if: OpenSSLTool.isPresent)`.
    static let isPresent = FileManager.default.isExecutableFile(atPath: path)

    /// Runs it on `files`, which lie in a folder of their own under these names. Returns what it printed and
    /// how it ended.
    static func run(
        _ arguments: [String], files: [String: [UInt8]] = [:]
    ) throws -> (output: String, status: Int32) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "openssl-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, octets) in files { try Data(octets).write(to: folder.appending(path: name)) }
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (String(decoding: output, as: UTF8.self), process.terminationStatus)
    }
}
