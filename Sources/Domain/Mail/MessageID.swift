/// A msg-id (RFC 5322 section 3.6.4), without its angle brackets.
///
/// Strangers choose it: it is indexed and compared, never trusted and never echoed unless it is plain.
public struct MessageID: Sendable, Hashable, CustomStringConvertible {
    /// The text between the angle brackets.
    public let value: String

    /// The identifier in `text`, with or without angle brackets, or `nil` unless it is 3 to 250 visible
    /// ASCII octets holding no space, comma, semicolon, bracket or backslash.
    public init?(_ text: some StringProtocol) {
        var octets = Array(text.utf8)
        if octets.first == UInt8(ascii: "<"), octets.last == UInt8(ascii: ">") {
            octets.removeFirst()
            octets.removeLast()
        }
        guard (3...250).contains(octets.count) else { return nil }
        let forbidden = Array("<>,;\\\"()".utf8)
        guard octets.allSatisfy({ (33...126).contains($0) && !forbidden.contains($0) }) else { return nil }
        self.value = String(decoding: octets, as: UTF8.self)
    }

    /// The identifier in angle brackets, as it stands in a header field.
    public var description: String { "<\(value)>" }
}
