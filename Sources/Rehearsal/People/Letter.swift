public import Domain

/// What a person has in the compose window when they press Send.
public struct Letter: Sendable {
    /// What the desk's provider will find out about the sender.
    public enum Provenance: Sendable, Hashable {
        /// The domain in From vouches for the mail.
        case proven
        /// The one in From did send it, and nothing shows that: DMARC fails.
        case unvouched
        /// Somebody else sent it: DMARC fails.
        case forged
    }

    /// The one in From.
    public var sender: ScriptedPerson
    /// Where it goes.
    public var recipient: EmailAddress
    /// The subject.
    public var subject: String
    /// The text typed, `\n` line ends.
    public var text: String
    /// Files attached.
    public var documents: [SyntheticDocument]
    /// The mail that is replied to; it is quoted below.
    public var answered: ReceivedLetter?
    /// Who really sent it.
    public var provenance = Provenance.proven
    /// Further header fields, such as `Auto-Submitted`.
    public var fields: [(name: String, value: String)] = []

    /// A letter.
    public init(
        from sender: ScriptedPerson, to recipient: EmailAddress, subject: String, text: String,
        documents: [SyntheticDocument] = []
    ) {
        self.sender = sender
        self.recipient = recipient
        self.subject = subject
        self.text = text
        self.documents = documents
    }
}
