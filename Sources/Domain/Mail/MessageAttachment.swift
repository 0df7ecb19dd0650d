/// A leaf of a message that is not its body text: a document, a picture, a report, a forwarded message.
public struct MessageAttachment: Sendable {
    /// Decoded octets that are made only when asked for, so that a large message is not held twice.
    public struct Content: Sendable {
        /// Number of decoded octets.
        public let size: Int
        /// The first octets (at most 4,096), enough for magic numbers.
        public let prefix: [UInt8]
        private let load: @Sendable () -> [UInt8]

        /// Content of `size` octets, of which `prefix` are the first, decoded by `load`.
        public init(size: Int, prefix: [UInt8], load: @escaping @Sendable () -> [UInt8]) {
            self.size = size
            self.prefix = prefix
            self.load = load
        }

        /// Content that is already decoded.
        public init(_ bytes: [UInt8]) {
            self.init(size: bytes.count, prefix: Array(bytes.prefix(4096))) { bytes }
        }

        /// All decoded octets.
        public func decoded() -> [UInt8] { load() }
    }

    /// The name the sender gave it: data for people, never a path.
    public let filename: String?
    /// `type/subtype` in lower case (RFC 2045 section 5.1).
    public let mediaType: String
    /// Whether Content-Disposition says `inline` (RFC 2183).
    public let isInline: Bool
    /// The Content-ID without angle brackets (RFC 2392).
    public let contentID: String?
    /// The part's decoded octets.
    public let content: Content
    /// Whether the encoding was damaged, so that `content` may differ from what was sent.
    public let isDamaged: Bool

    /// An attachment.
    public init(
        filename: String?, mediaType: String, isInline: Bool = false, contentID: String? = nil,
        content: Content, isDamaged: Bool = false
    ) {
        self.filename = filename
        self.mediaType = mediaType
        self.isInline = isInline
        self.contentID = contentID
        self.content = content
        self.isDamaged = isDamaged
    }
}
