internal import Domain

/// One line of clamd's (clamd(8), "COMMANDS").
enum ClamdReply: Equatable {
    /// `PONG`
    case alive
    /// `stream: OK`
    case clean
    /// `stream: NAME FOUND`
    case infected(String)
    /// `INSTREAM size limit exceeded. ERROR`: more octets than the daemon's StreamMaxLength.
    case tooLarge
    /// Any other `… ERROR`, with its words.
    case trouble(String)

    /// Reads a reply without its final NUL; `nil` for what clamd never says.
    init?(_ octets: [UInt8]) {
        let text = String(decoding: octets, as: UTF8.self)
        if text == "PONG" {
            self = .alive
        } else if text == "stream: OK" {
            self = .clean
        } else if text.hasPrefix("stream: "), text.hasSuffix(" FOUND"), text.utf8.count > 14 {
            self = .infected(Self.plain(text.dropFirst(8).dropLast(6)))
        } else if text.hasPrefix("INSTREAM size limit exceeded") {
            self = .tooLarge
        } else if text.hasSuffix("ERROR") {
            self = .trouble(Self.plain(text[...]))
        } else {
            return nil
        }
    }

    /// Names come from signature files that others write: they land in mails and on terminals.
    private static func plain(_ text: Substring) -> String {
        let scalars = text.unicodeScalars.prefix(100)
            .map { (0x20...0x7E).contains($0.value) ? $0 : "?" }
        return String(String.UnicodeScalarView(scalars))
    }
}
