/// A picture that goes with a mail and is shown in its HTML. The text twin leaves it out, so that whatever it
/// shows must also be said in words.
public struct NoticePicture: Sendable, Hashable {
    /// The name of the part that holds it (RFC 2392): letters, digits and `.-@` only.
    public let contentID: String
    /// What it shows, for whoever cannot see it.
    public let description: String
    /// Its size in dots.
    public let width: Int
    /// Its size in dots.
    public let height: Int

    /// A picture, or `nil` if `contentID` holds anything that would need escaping in a URL.
    public init?(contentID: String, description: String, width: Int, height: Int) {
        let isPlain = contentID.utf8.allSatisfy { octet in
            (48...57).contains(octet) || (65...90).contains(octet) || (97...122).contains(octet)
                || ".-@".utf8.contains(octet)
        }
        guard isPlain, !contentID.isEmpty, width > 0, height > 0 else { return nil }
        self.contentID = contentID
        self.description = description
        self.width = width
        self.height = height
    }
}
