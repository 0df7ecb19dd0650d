internal import Foundation
internal import Glibc

/// Standard output and standard error.
enum Console {
    /// Whether a person watches: progress is drawn and colours are used only then.
    static let isTerminal = isatty(STDERR_FILENO) == 1
    /// Whether standard output goes to a terminal.
    static let isOutputTerminal = isatty(STDOUT_FILENO) == 1

    /// A line on standard output.
    static func say(_ text: String) {
        write(text, STDOUT_FILENO)
    }

    /// A line on standard error.
    static func complain(_ text: String) {
        write(text, STDERR_FILENO)
    }

    /// `value` as JSON on standard output, keys sorted.
    static func say(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        say(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    private static func write(_ text: String, _ descriptor: Int32) {
        var bytes = Array((text + "\n").utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            // Nobody reads any more: there is nobody to tell either.
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
