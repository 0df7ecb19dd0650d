public import Domain

/// A MIME entity (RFC 2045 section 2.4): a message or one part of it. Its octets are slices of the message,
/// never copies.
public struct MIMEEntity: Sendable {
    /// The header fields, topmost first, unfolded.
    public let headerFields: [HeaderField]
    /// The Content-Type, or the default where it was missing or unreadable.
    public let contentType: ContentType
    /// The Content-Disposition, if there was one.
    public let disposition: ContentDisposition?
    /// How the body is encoded.
    public let transferEncoding: ContentTransferEncoding
    /// The Content-ID without angle brackets.
    public let contentID: String?
    /// The header section as it stands in the message, the empty line behind it included.
    public let header: ArraySlice<UInt8>
    /// The body as it stands in the message, still encoded.
    public let body: ArraySlice<UInt8>
    /// The parts of a multipart, or the one message of a message/rfc822.
    public let children: [MIMEEntity]
    /// What was wrong with this entity alone.
    public let defects: [MessageDefect]

    /// The name the sender gave it: of the disposition, else of the type. Data for people, never a path.
    public var filename: String? {
        let name = disposition?.parameters["filename"] ?? contentType.parameters["name"]
        return name.map(\.oneLine).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether it has no parts.
    public var isLeaf: Bool { children.isEmpty }

    /// The body without its transfer encoding.
    public func decodedBody() -> [UInt8] { TransferDecoding.decode(body, transferEncoding).octets }

    /// The body as text with `\n` line ends: charset decoded, format=flowed undone (RFC 3676).
    public func text() -> String { String(decoding: textOctets(), as: UTF8.self) }

    /// This entity and all below it, parents first.
    public var flattened: [MIMEEntity] { [self] + children.flatMap(\.flattened) }

    /// The defects of this entity and of all below it.
    public var allDefects: [MessageDefect] { flattened.flatMap(\.defects) }

    func textOctets() -> [UInt8] { text(of: decodedBody()) }

    /// `decoded`, the body without its transfer encoding, as UTF-8 text.
    func text(of decoded: [UInt8]) -> [UInt8] {
        let text = LineEnds.normalized(CharsetDecoder(label: contentType.parameters["charset"]).utf8(decoded))
        guard contentType.parameters["format"]?.lowercased() == "flowed" else { return text }
        let deletesSpace = contentType.parameters["delsp"]?.lowercased() == "yes"
        return FormatFlowed.decode(text, deletesSpace: deletesSpace)
    }
}
