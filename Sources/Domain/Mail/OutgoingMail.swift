/// A mail the desk sends: typed values only, so that nothing a stranger wrote can become a header.
public struct OutgoingMail: Sendable {
    /// A file that goes with it.
    public struct Attachment: Sendable {
        /// The name shown to the recipient; ours, never an inbound name.
        public let filename: String
        /// `type/subtype`, optionally with parameters.
        public let mediaType: String
        /// The octets.
        public let bytes: [UInt8]
        /// The name under which the HTML shows it (`cid:…`, RFC 2392); `nil` for a file that is only attached.
        public let contentID: MessageID?

        /// A file.
        public init(filename: String, mediaType: String, bytes: [UInt8], contentID: MessageID? = nil) {
            self.filename = filename
            self.mediaType = mediaType
            self.bytes = bytes
            self.contentID = contentID
        }
    }

    /// Values of Auto-Submitted (RFC 3834 section 5).
    public enum AutoSubmitted: String, Sendable {
        /// Sent on our own account.
        case generated = "auto-generated"
        /// An answer to somebody's mail.
        case replied = "auto-replied"
        /// Written by a person (scripted people in rehearsals).
        case no = "no"
    }

    /// The desk, with its display name.
    public var from: NamedAddress
    /// The one recipient.
    public var to: NamedAddress
    /// Where a plain reply goes: the address that carries the token.
    public var replyTo: EmailAddress?
    /// The subject, one line.
    public var subject: String
    /// The text/plain twin, `\n` line ends.
    public var text: String
    /// The text/html twin.
    public var html: String?
    /// Files.
    public var attachments: [Attachment]
    /// Our identifier, fixed when the mail is queued.
    public var messageID: MessageID
    /// When it was queued.
    public var date: Timestamp
    /// Zone in which Date is written.
    public var zone: ServiceZone
    /// The message answered.
    public var inReplyTo: MessageID?
    /// The thread, oldest first.
    public var references: [MessageID]
    /// How it came about.
    public var autoSubmitted: AutoSubmitted
    /// The language of the text (RFC 3282), such as `id`.
    public var language: Locale?

    /// A mail.
    public init(
        from: NamedAddress, to: NamedAddress, replyTo: EmailAddress? = nil, subject: String, text: String,
        html: String? = nil, attachments: [Attachment] = [], messageID: MessageID, date: Timestamp,
        zone: ServiceZone, inReplyTo: MessageID? = nil, references: [MessageID] = [],
        autoSubmitted: AutoSubmitted = .generated, language: Locale? = nil
    ) {
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.text = text
        self.html = html
        self.attachments = attachments
        self.messageID = messageID
        self.date = date
        self.zone = zone
        self.inReplyTo = inReplyTo
        self.references = references
        self.autoSubmitted = autoSubmitted
        self.language = language
    }
}
