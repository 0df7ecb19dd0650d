public import Domain

/// What an address field holds, and how it was written.
public struct AddressList: Sendable, Hashable {
    /// Ways of writing that mail programs read differently.
    public struct Irregularity: OptionSet, Sendable, Hashable {
        /// The bits.
        public let rawValue: UInt16
        /// A set of these bits.
        public init(rawValue: UInt16) { self.rawValue = rawValue }
        /// `Name: a@b, c@d;`
        public static let group = Irregularity(rawValue: 1)
        /// `<@relay:a@b>`
        public static let route = Irregularity(rawValue: 2)
        /// Something that is no address, or text where none may stand.
        public static let malformed = Irregularity(rawValue: 4)
        /// An encoded word inside an address.
        public static let encodedWord = Irregularity(rawValue: 8)
        /// Empty list elements, as in `a@b,,c@d`.
        public static let emptyElement = Irregularity(rawValue: 16)
        /// A control octet.
        public static let control = Irregularity(rawValue: 32)
        /// More addresses than permitted; the rest was not read.
        public static let overLimit = Irregularity(rawValue: 64)
    }

    /// One mailbox as written.
    public struct Mailbox: Sendable, Hashable {
        /// The display name, or else the comment, decoded.
        public let displayName: String?
        /// The text where the address stands.
        public let addrSpec: String
    }

    /// The mailboxes, members of groups included.
    public internal(set) var mailboxes: [Mailbox] = []
    /// What was odd.
    public internal(set) var irregularities: Irregularity = []

    /// Those mailboxes whose address is safe to use.
    public var namedAddresses: [NamedAddress] {
        mailboxes.compactMap { mailbox in
            EmailAddress(mailbox.addrSpec).map { NamedAddress(displayName: mailbox.displayName, address: $0) }
        }
    }
}
