public import Domain

/// A mail on its way from a person.
public struct Consignment: Sendable {
    /// The message with CRLF line ends, as the person's program wrote it.
    public let octets: [UInt8]
    /// RCPT TO.
    public let recipient: EmailAddress
    /// MAIL FROM; `nil` is the null reverse-path.
    public let reversePath: EmailAddress?
    /// The domain in From.
    public let authorDomain: String
    /// Whether that domain vouches for it.
    public let provenance: Letter.Provenance
    /// When it was sent, on the clock of the story.
    public let sentAt: Timestamp
    /// The zone in which trace fields are written.
    public let zone: ServiceZone
}

/// How scripted people reach the desk, and how they read their own mail.
public protocol PostOffice: AnyObject {
    /// Carries a mail to the desk's mailbox, or to another person's; returns once it lies there.
    func carry(_ consignment: Consignment) throws
    /// Mail that came for these people since the last call. Waits, within reason, until `count` are there.
    func newMail(for people: [EmailAddress], expecting count: Int) throws -> [(
        to: EmailAddress, octets: [UInt8]
    )]
}

/// A mail that should have arrived did not.
public struct LostMail: ClassifiedError {
    /// What was waited for.
    public let description: String
    /// Trying again may help: the servers were slow.
    public var failureClass: FailureClass { .transient }
}
