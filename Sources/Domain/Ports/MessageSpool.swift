/// A message being written; it has no name yet.
public protocol SpoolWriter: AnyObject {
    /// Adds octets.
    func append(_ bytes: UnsafeRawBufferPointer) throws
    /// Gives up: the octets are discarded.
    func discard()
}

/// Durable raw messages, named by their digest. Used from one thread.
public protocol MessageSpool: AnyObject {
    /// Starts a message in the temporary folder.
    func makeWriter() throws -> any SpoolWriter
    /// Makes all these messages durable under their names in one round (flush data, rename, flush folders).
    /// When it returns, power may fail. A name that is already there keeps its octets.
    func seal(_ round: [(writer: any SpoolWriter, digest: Digest)]) throws
    /// All octets of a message.
    func read(_ digest: Digest) throws -> [UInt8]
    /// Moves a message to the quarantine folder, where people can look at it. May be repeated.
    func quarantine(_ digest: Digest) throws
    /// Replaces the octets of a message by `substitute`, for good: the old ones are overwritten on disk before
    /// they are unlinked. The message keeps its name, so that the ledger still finds it; afterwards ``read(_:)``
    /// gives the substitute. May be repeated.
    func redact(_ digest: Digest, leaving substitute: [UInt8]) throws
    /// Removes temporaries that a killed run left behind. Returns how many.
    func sweepTemporaries() throws -> Int
    /// Names of all sealed messages, for adoption after a crash.
    func sealedDigests() throws -> [Digest]
}

/// Files the desk makes for others to fetch, such as its revocation list. Used from one thread.
public protocol ExportFolder: AnyObject {
    /// Makes `octets` durable under `name` (letters, digits, `.`, `-`), in place of what was there.
    func export(_ octets: [UInt8], as name: String) throws
    /// What lies under `name`, if anything does.
    func exported(_ name: String) throws -> [UInt8]?
}
