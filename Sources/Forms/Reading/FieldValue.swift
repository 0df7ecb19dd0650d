/// What a field was found to hold.
public struct FieldValue: Sendable, Hashable, Codable {
    /// The canonical form: digits of a NIK, E.164, ISO date, key of a choice.
    public let normalized: String
    /// As written, without label.
    public let raw: String
    /// Line of the text, from 1.
    public let lineNumber: Int
    /// Label and value as they stood there.
    public let lineText: String

    /// A value.
    public init(normalized: String, raw: String, lineNumber: Int, lineText: String) {
        self.normalized = normalized
        self.raw = raw
        self.lineNumber = lineNumber
        self.lineText = lineText
    }
}

/// An attachment that was found to be the document a field asks for.
public struct DocumentReference: Sendable, Hashable, Codable {
    /// Index in the message's attachments.
    public let index: Int
    /// The sender's name for it: data for people, never a path.
    public let filename: String?
    /// The kind its octets say it is.
    public let mediaType: String
    /// Decoded octets.
    public let size: Int

    /// A reference.
    public init(index: Int, filename: String?, mediaType: String, size: Int) {
        self.index = index
        self.filename = filename
        self.mediaType = mediaType
        self.size = size
    }
}
