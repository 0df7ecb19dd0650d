/// One header field of a received message (RFC 5322 section 2.2), in the order it stood there.
public struct HeaderField: Sendable, Hashable {
    /// The name as written, without the colon.
    public let name: String
    /// The value, unfolded, decoded as UTF-8 (or windows-1252), encoded words left alone.
    public let value: String

    /// A field with this name and unfolded value.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// Whether the field bears this name; only letters are compared without regard to case.
    public func isNamed(_ other: String) -> Bool {
        name.utf8.count == other.utf8.count
            && zip(name.utf8, other.utf8).allSatisfy { Self.lowered($0) == Self.lowered($1) }
    }

    private static func lowered(_ octet: UInt8) -> UInt8 { (65...90).contains(octet) ? octet + 32 : octet }
}
