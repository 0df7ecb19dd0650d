/// Whose data key seals a mail at rest: destroying that key erases the mail wherever a copy of it may lie.
public enum EvidenceOwner: Sendable, Hashable, CustomStringConvertible {
    /// Mail that belongs to no request and no case.
    case desk
    /// Mail of this request or case.
    case file(RequestNumber)

    /// The owner of a mail that was filed under `number`, or under nothing.
    public init(_ number: RequestNumber?) { self = number.map { .file($0) } ?? .desk }

    /// The owner that ``description`` names, or `nil`.
    public init?(_ name: some StringProtocol) {
        if name == "desk" {
            self = .desk
        } else if let number = RequestNumber(name) {
            self = .file(number)
        } else {
            return nil
        }
    }

    /// `desk`, or the number; at most 18 octets of ASCII.
    public var description: String {
        switch self {
        case .desk: "desk"
        case .file(let number): number.description
        }
    }
}

/// A data key as it rests: wrapped by a key that lies in a file, never in the ledger.
public struct EvidenceKeyRecord: Sendable, Hashable {
    /// Whose mail it seals.
    public let owner: EvidenceOwner
    /// The wrapped key; `nil` once it was destroyed.
    public let wrapped: [UInt8]?
    /// When it was made.
    public let createdAt: Timestamp
    /// When it was destroyed.
    public let destroyedAt: Timestamp?

    /// A key, live or destroyed.
    public init(
        owner: EvidenceOwner, wrapped: [UInt8]?, createdAt: Timestamp, destroyedAt: Timestamp? = nil
    ) {
        self.owner = owner
        self.wrapped = wrapped
        self.createdAt = createdAt
        self.destroyedAt = destroyedAt
    }
}

/// What stands before and behind the ciphertext of a sealed mail.
public struct EvidenceFrame: Sendable, Hashable {
    /// Goes in front.
    public let header: [UInt8]
    /// Goes behind.
    public let trailer: [UInt8]

    /// A frame.
    public init(header: [UInt8], trailer: [UInt8]) {
        self.header = header
        self.trailer = trailer
    }
}

/// The cryptography of sealed mail. Octets are changed in place, so that a large mail is in memory once.
public protocol EvidenceCipher: Sendable {
    /// A fresh data key for `owner`, wrapped.
    func makeKey(for owner: EvidenceOwner) throws -> [UInt8]
    /// The same data key under the newest wrapping key; `nil` if it is there already.
    func rewrapped(_ wrapped: [UInt8], for owner: EvidenceOwner) throws -> [UInt8]?
    /// Turns a mail into ciphertext, bound to its digest and its owner.
    func seal(
        _ octets: inout [UInt8], named digest: Digest, for owner: EvidenceOwner, under wrapped: [UInt8]
    ) throws -> EvidenceFrame
    /// Turns a sealed mail, frame and all, into the mail. Throws if one bit differs, or if it is the seal of
    /// another digest; what `octets` hold then has no meaning.
    func open(_ octets: inout [UInt8], named digest: Digest, under wrapped: [UInt8]) throws
    /// The owner that a sealed mail names in its frame; proven only by opening it.
    func owner(of sealed: [UInt8]) throws -> EvidenceOwner
}

/// Where wrapped data keys are looked up. Unlike other questions to the ledger, this one may be asked while a
/// transaction is under way on the same thread: documents are loaded inside of transactions.
public protocol EvidenceKeyring: Sendable {
    /// The key of `owner`, live or destroyed; `nil` if there never was one.
    func evidenceKey(of owner: EvidenceOwner) throws -> EvidenceKeyRecord?
}

/// What the spool needs to put mail to rest and to read it again.
public protocol EvidenceSealing: Sendable {
    /// Turns a mail into ciphertext. `owner` must have a live key.
    func seal(_ octets: inout [UInt8], named digest: Digest, for owner: EvidenceOwner) throws -> EvidenceFrame
    /// Turns a sealed mail, frame and all, into the mail.
    func open(_ octets: inout [UInt8], named digest: Digest) throws
}

/// Durable messages that can be put to rest and purged. Used from one thread, under the run lock.
public protocol EvidenceSpool: MessageSpool {
    /// Seals these messages in one round: sealed forms durable, then the plain octets overwritten, then
    /// unlinked. A message that is sealed already, redacted or gone is left as it is. May be repeated.
    func putToRest(_ round: [(digest: Digest, owner: EvidenceOwner)]) throws
    /// Destroys whatever is kept of these messages: overwritten, made durable, unlinked. May be repeated.
    func purge(_ digests: [Digest]) throws
    /// Destroys bundles in the folder of exports that were made before this moment. Returns how many.
    func purgeBundles(before moment: Timestamp) throws -> Int
    /// How many bundles ``purgeBundles(before:)`` would destroy.
    func countBundles(before moment: Timestamp) throws -> Int
}
