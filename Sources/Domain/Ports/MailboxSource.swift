/// What a mailbox says of itself when it is opened (RFC 9051 section 6.3.2).
public struct MailboxStatus: Sendable, Hashable {
    /// The epoch of its identifiers.
    public let uidValidity: UIDValidity
    /// The identifier the next message will get, if the server told.
    public let uidNext: UID?
    /// Number of messages in it.
    public let exists: Int

    /// A status.
    public init(uidValidity: UIDValidity, uidNext: UID?, exists: Int) {
        self.uidValidity = uidValidity
        self.uidNext = uidNext
        self.exists = exists
    }
}

/// One message as the server lists it, before its octets are read.
public struct MailboxEntry: Sendable, Hashable {
    /// Its identifier.
    public let uid: UID
    /// RFC822.SIZE in octets.
    public let size: Int
    /// When the server received it.
    public let internalDate: Timestamp?

    /// An entry.
    public init(uid: UID, size: Int, internalDate: Timestamp?) {
        self.uid = uid
        self.size = size
        self.internalDate = internalDate
    }
}

/// Takes the octets of messages as they arrive. Calls come in order, one message after the other.
public protocol MessageSink {
    /// The octets of `entry` follow; `announced` is the literal's length.
    mutating func begin(_ entry: MailboxEntry, announced: Int) throws
    /// Further octets, valid during the call only.
    mutating func append(_ bytes: UnsafeRawBufferPointer) throws
    /// The message is over. `isComplete` tells whether the literal came whole and was not empty.
    mutating func end(_ entry: MailboxEntry, isComplete: Bool) throws
}

/// One open connection to the mailbox that feeds the desk. Used from one thread.
///
/// All errors conform to ``ClassifiedError``.
public protocol MailboxSource: AnyObject {
    /// Which mailbox this is: its URL without credentials.
    var name: String { get }
    /// Connects, authenticates and selects.
    func open() throws -> MailboxStatus
    /// Every message whose identifier is `first` or more, in rising order, in batches that stay small
    /// however large the mailbox is.
    func list(from first: UID, batch: ([MailboxEntry]) throws -> Void) throws
    /// Streams whole messages into `sink` without marking them. A message the server no longer has is
    /// passed over in silence; one it cuts short ends with `isComplete` false.
    func fetch(_ entries: [MailboxEntry], into sink: inout some MessageSink) throws
    /// Streams only the header sections.
    func fetchHeaders(_ entries: [MailboxEntry], into sink: inout some MessageSink) throws
    /// Sets `\Seen`, for people who look at the mailbox. The desk never reads it back.
    func markSeen(_ uids: [UID]) throws
    /// Moves messages to another mailbox (RFC 6851, else COPY, `\Deleted`, UID EXPUNGE).
    func move(_ uids: [UID], to mailbox: String) throws
    /// Logs out. Never fails: the work is done by then.
    func close()
}
