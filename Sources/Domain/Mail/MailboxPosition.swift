/// A message's unique identifier in one mailbox epoch (RFC 9051 section 2.3.1.1), 1 to 2^32-1.
public struct UID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The number.
    public let value: UInt32
    /// The identifier with this number.
    public init(_ value: UInt32) { self.value = value }
    /// The number in decimal.
    public var description: String { String(value) }
    /// Orders by number; a later message has a larger one.
    public static func < (left: UID, right: UID) -> Bool { left.value < right.value }
}

/// The epoch of a mailbox's identifiers: when it changes, every UID means something else.
public struct UIDValidity: Sendable, Hashable, CustomStringConvertible {
    /// The number.
    public let value: UInt32
    /// The epoch with this number.
    public init(_ value: UInt32) { self.value = value }
    /// The number in decimal.
    public var description: String { String(value) }
}

/// Where a message lay on the server: mailbox, epoch and identifier together name it for ever.
public struct MailboxPosition: Sendable, Hashable, CustomStringConvertible {
    /// The configured mailbox, without credentials, such as `imaps://imap.example.go.id/INBOX`.
    public let mailbox: String
    /// Its epoch.
    public let uidValidity: UIDValidity
    /// The message.
    public let uid: UID

    /// A position.
    public init(mailbox: String, uidValidity: UIDValidity, uid: UID) {
        self.mailbox = mailbox
        self.uidValidity = uidValidity
        self.uid = uid
    }

    /// `mailbox;UIDVALIDITY=n/;UID=n` (RFC 5092).
    public var description: String { "\(mailbox);UIDVALIDITY=\(uidValidity)/;UID=\(uid)" }
}
