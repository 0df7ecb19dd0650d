@testable import PKI

/// Octets of mails that tests write down with LF.
enum Octets {
    /// `text` with CRLF for LF.
    static func crlf(_ text: some Sequence<UInt8>) -> [UInt8] {
        text.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    }

    /// The same of a string.
    static func crlf(_ text: String) -> [UInt8] { crlf(text.utf8) }

    /// `octets` in base64, 64 characters in a line, with LF behind each.
    static func base64(_ octets: [UInt8]) -> String {
        PEM.encode(der: octets, label: .certificate).split(separator: "\n").dropFirst().dropLast()
            .map { "\($0)\n" }.joined()
    }

    /// `text` in lines of 64 characters, with LF behind each.
    static func lines(_ text: String) -> String {
        var rest = Substring(text)
        var lines = ""
        while !rest.isEmpty {
            lines += rest.prefix(64) + "\n"
            rest = rest.dropFirst(64)
        }
        return lines
    }

    /// The position of the first `part` in `octets`.
    static func position(of part: String, in octets: [UInt8]) -> Int? {
        let wanted = Array(part.utf8)
        guard octets.count >= wanted.count else { return nil }
        return (0...(octets.count - wanted.count)).first {
            octets[$0..<($0 + wanted.count)].elementsEqual(wanted)
        }
    }
}
