/// The desk's clock. Deadlines, numbers and dates come from here, so that tests never wait.
public protocol WallClock: Sendable {
    /// The present moment.
    func now() -> Timestamp
}

/// Octets nobody can guess.
public protocol RandomSource: Sendable {
    /// `count` octets from the operating system's generator.
    func randomBytes(_ count: Int) throws -> [UInt8]
}

/// SHA-256 from the one cryptographic library.
public protocol Digesting: Sendable {
    /// The digest of `bytes`.
    func digest(_ bytes: UnsafeRawBufferPointer) -> Digest
    /// A digest of octets that come in pieces.
    func makeHasher() -> any IncrementalDigest
}

extension Digesting {
    /// The digest of `bytes`.
    public func digest(_ bytes: some Collection<UInt8>) -> Digest {
        let result = bytes.withContiguousStorageIfAvailable { digest(UnsafeRawBufferPointer($0)) }
        return result ?? Array(bytes).withUnsafeBytes { digest($0) }
    }
}

/// A running SHA-256.
public protocol IncrementalDigest {
    /// Adds octets.
    mutating func update(_ bytes: UnsafeRawBufferPointer)
    /// The digest of all octets so far; nothing may be added afterwards.
    mutating func finalize() -> Digest
}
