/// A received message as the desk reasons about it: parsed once, bounded, free of C.
public struct ReceivedMessage: Sendable {
    /// What the Return-Path field says (RFC 5321 section 4.4).
    public enum ReversePath: Sendable, Hashable {
        /// There is no such field.
        case absent
        /// `<>`: a bounce or another automatic message.
        case null
        /// The envelope sender.
        case address(EmailAddress)
    }

    /// Where ``body`` was taken from.
    public enum BodySource: String, Sendable {
        /// A text/plain part.
        case plain
        /// An HTML part turned into text.
        case html
        /// There was no text at all.
        case none
    }

    /// All header fields, topmost first.
    public var headerFields: [HeaderField] = []
    /// The one address in From; `nil` if there was none or more than one.
    public var originator: NamedAddress?
    /// The one address in Sender, if that field is there.
    public var sender: NamedAddress?
    /// Addresses in To.
    public var to: [NamedAddress] = []
    /// Addresses in Cc.
    public var cc: [NamedAddress] = []
    /// Addresses in Reply-To: shown to people, never answered to.
    public var replyTo: [NamedAddress] = []
    /// Addresses the delivering server recorded (Delivered-To, X-Original-To), topmost first.
    public var deliveredTo: [EmailAddress] = []
    /// The decoded subject, one line; empty if there was none.
    public var subject = ""
    /// The sender's identifier of this message.
    public var messageID: MessageID?
    /// Identifiers in In-Reply-To.
    public var inReplyTo: [MessageID] = []
    /// Identifiers in References, oldest first.
    public var references: [MessageID] = []
    /// What the sender's clock said. Never used for deadlines.
    public var date: Timestamp?
    /// The envelope sender.
    public var reversePath: ReversePath = .absent
    /// The body as text with `\n` line ends: text/plain after format=flowed, else HTML turned into text.
    public var body = ""
    /// Where the body came from.
    public var bodySource: BodySource = .none
    /// The HTML alternative turned into text when there is also a text/plain body; some mail programs
    /// put the form only there.
    public var alternativeBody: String?
    /// Every leaf that is not the body.
    public var attachments: [MessageAttachment] = []
    /// `type/subtype` of the top-level entity, in lower case.
    public var mediaType = "text/plain"
    /// Parameters of the top-level Content-Type, names in lower case (`report-type` matters for DSNs).
    public var mediaTypeParameters: [String: String] = [:]
    /// What was wrong with it.
    public var defects: [MessageDefect] = []

    /// An empty message, to be filled.
    public init() {}

    /// The first defect that forbids acting on this message.
    public var disqualifyingDefect: MessageDefect? {
        defects.first { $0.severity != .tolerable }
    }

    /// Values of all fields with this name, topmost first.
    public func values(of name: String) -> [String] {
        headerFields.filter { $0.isNamed(name) }.map(\.value)
    }
}
