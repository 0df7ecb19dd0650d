import Foundation
import Testing

extension OpenSSLCommand {
    /// Runs it with a list of arguments; anything but success fails the test.
    static func require(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(
            process.terminationStatus == 0, "\(arguments): \(String(decoding: data, as: UTF8.self))")
    }
}
