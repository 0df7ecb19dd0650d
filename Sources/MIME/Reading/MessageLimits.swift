/// Hard bounds on what one message may hold. Passing one yields a defect of severity `limit`, and reading
/// stops there: time and memory stay proportional to the message however hostile it is.
public struct MessageLimits: Sendable, Hashable {
    /// Deepest nesting of entities; the message itself is 1.
    public var depth: Int
    /// Entities in one message, the message itself included.
    public var parts: Int
    /// Octets in one header section.
    public var headerBytes: Int
    /// Lines in one header section, folds included.
    public var headerLines: Int
    /// Parameters of one field.
    public var parameters: Int
    /// Addresses in one field.
    public var addresses: Int
    /// Octets of body text, as encoded; texts beyond are attachments, so that nothing is lost.
    public var bodyBytes: Int

    /// The limits the desk works with.
    public static let standard = MessageLimits()

    /// Limits that differ from the standard ones where named.
    public init(
        depth: Int = 20, parts: Int = 200, headerBytes: Int = 256 * 1024, headerLines: Int = 1000,
        parameters: Int = 50, addresses: Int = 100, bodyBytes: Int = 4 * 1024 * 1024
    ) {
        self.depth = depth
        self.parts = parts
        self.headerBytes = headerBytes
        self.headerLines = headerLines
        self.parameters = parameters
        self.addresses = addresses
        self.bodyBytes = bodyBytes
    }
}
