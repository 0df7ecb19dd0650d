/// Something about a message that its standards do not allow.
public struct MessageDefect: Sendable, Hashable, CustomStringConvertible {
    /// How bad a defect is.
    public enum Severity: String, Sendable, Hashable, Codable {
        /// Every reader understands the message alike; go on.
        case tolerable
        /// Two readers could understand it differently; the message is quarantined, never guessed at.
        case ambiguous
        /// A hard limit was passed; the message is quarantined unread.
        case limit
    }

    /// Stable machine name, such as `duplicate-from`.
    public let name: String
    /// How bad it is.
    public let severity: Severity
    /// Where: byte offset in the message, when known.
    public let offset: Int?

    /// A defect found at `offset`.
    public init(_ name: String, _ severity: Severity, at offset: Int? = nil) {
        self.name = name
        self.severity = severity
        self.offset = offset
    }

    /// `name` and offset, for logs.
    public var description: String { offset.map { "\(name) at byte \($0)" } ?? name }
}
