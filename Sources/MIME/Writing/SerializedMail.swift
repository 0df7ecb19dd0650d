/// Final octets of a mail that passed the last check: CRLF line ends only, no NUL, no line over 998 octets
/// (RFC 5322 section 2.1.1, RFC 5321 section 2.3.8). Nothing that could smuggle a second mail gets past it.
public struct SerializedMail: Sendable, Hashable {
    /// Rules a mail can break.
    public enum Violation: String, Sendable, Hashable {
        case bareCR = "a bare CR"
        case bareLF = "a bare LF"
        case nul = "a NUL"
        case longLine = "a line over 998 octets"
        case noFinalLineEnd = "no line end at its end"
        case extraHeaderLine = "a header line nobody wrote"
    }

    /// The octets.
    public let bytes: [UInt8]

    /// Checks `bytes`.
    public init(checking bytes: [UInt8]) throws(MessageWriterError) {
        if let violation = Self.violation(in: bytes.span) { throw .unsafeOctets(violation) }
        self.bytes = bytes
    }

    private static func violation(in bytes: Span<UInt8>) -> Violation? {
        let end = bytes.count
        guard end >= 2, bytes[end - 1] == Octet.lf, bytes[end - 2] == Octet.cr else { return .noFinalLineEnd }
        if bytes.firstIndex(of: Octet.nul, in: 0..<end) != nil { return .nul }
        var position = 0
        while position < end {
            guard let lineFeed = bytes.firstIndex(of: Octet.lf, in: position..<end) else { return .bareCR }
            guard lineFeed > position, bytes[lineFeed - 1] == Octet.cr else { return .bareLF }
            let content = position..<(lineFeed - 1)
            if bytes.firstIndex(of: Octet.cr, in: content) != nil { return .bareCR }
            if content.count > 998 { return .longLine }
            position = lineFeed + 1
        }
        return nil
    }
}
