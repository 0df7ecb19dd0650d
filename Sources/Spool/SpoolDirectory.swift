// SUMMARY
//   Raw messages as durable files named by their digest; the run lock; small files written atomically.
//   spool/temporary/          being written, no name yet; swept by the next run
//   spool/incoming/ab/….eml   sealed messages, 256 folders by the first octet of the digest
//   spool/quarantine/….eml    messages a person should look at
//   spool/evidence/ab/….sealed  messages at rest, sealed under the data key of their request
//   spool/redacted/….eml      what is left of messages whose octets were overwritten, under their old names
//   spool/exports/            files made for others, such as the revocation list
// TRUST
//   Believes: the kernel's fsync and syncfs, once; after a failure nothing more is sealed by this process.
//   Does not believe: the umask, symbolic links, folders that others may enter, names made of anything but
//   hexadecimal digits. Names from mail never reach a path. That overwriting reaches every copy the storage
//   keeps by itself (copy-on-write, worn flash cells, backups) is not promised.

public import Domain
import Glibc

/// The spool folder of a desk. Used from one thread, under the run lock when it writes.
public final class SpoolDirectory: MessageSpool {
    let root: SpoolFolder
    let temporary: SpoolFolder
    let incoming: SpoolFolder
    let quarantineFolder: SpoolFolder
    let redactedFolder: SpoolFolder
    let exportFolder: SpoolFolder
    let evidence: ShardedFolder
    /// Seals messages at rest and opens them again.
    let sealing: (any EvidenceSealing)?
    let staging: StagingArea
    let digesting: (any Digesting)?

    /// Folders below `incoming` that were opened so far, by first octet of the digest.
    var shards = [SpoolFolder?](repeating: nil, count: 256)
    /// Whether the entries of all opened folders are known to be durable.
    var structureIsDurable = false
    /// Set when data could not be made durable: the kernel may have dropped it, so sealing is over.
    var sealingFailed = false

    /// Opens the spool at `path` and creates the folders that are missing in it.
    ///
    /// Throws `unsafePermissions` if a folder belongs to somebody else or lets others in.
    /// - Parameters:
    ///   - digesting: If given, ``read(_:)`` recomputes the digest and refuses altered octets.
    ///   - sealing: Without it, messages at rest can neither be made nor read.
    ///   - creating: Whether to create `path` itself as well (its parent must exist).
    public init(
        path: String, digesting: (any Digesting)? = nil, sealing: (any EvidenceSealing)? = nil,
        creating: Bool = false
    ) throws(SpoolError) {
        root = try SpoolFolder(path: path, creating: creating)
        temporary = try SpoolFolder("temporary", in: root)
        incoming = try SpoolFolder("incoming", in: root)
        quarantineFolder = try SpoolFolder("quarantine", in: root)
        redactedFolder = try SpoolFolder("redacted", in: root)
        exportFolder = try SpoolFolder("exports", in: root)
        evidence = try ShardedFolder("evidence", in: root)
        staging = StagingArea(folder: temporary)
        self.sealing = sealing
        self.digesting = digesting
    }

    /// Starts a message in the temporary folder. Octets of a short one stay in memory until the next begins.
    public func makeWriter() throws -> any SpoolWriter { SpoolFileWriter(staging: staging) }

    /// All octets of a message, incoming, in quarantine or at rest; of a redacted one, what was put in their place.
    public func read(_ digest: Digest) throws -> [UInt8] {
        let name = Self.fileName(digest)
        let folder = try folder(holding: digest)
        guard let folder else {
            if let octets = try readSealed(digest) { return octets }
            throw SpoolError(.missing, "message \(digest)")
        }
        let file = try folder.openFile(name, flags: O_RDONLY)
        let bytes = try file.readAll()
        // A redacted message is named by the digest of what it was.
        if folder !== redactedFolder, let digesting, digesting.digest(bytes) != digest {
            throw SpoolError(.damaged, "\(folder.path)/\(name): the octets have another digest")
        }
        return bytes
    }

    /// Moves a message to the quarantine folder. May be repeated; durable when it returns. A redacted one has
    /// nothing left to look at and stays where it is.
    public func quarantine(_ digest: Digest) throws {
        let name = Self.fileName(digest)
        if try redactedFolder.contains(name) { return }
        let shard = try existingShard(of: digest)
        if let shard, try shard.contains(name) {
            try shard.rename(name, to: name, in: quarantineFolder)
        } else if !(try quarantineFolder.contains(name)) {
            if try restingShard(of: digest) != nil { return }
            throw SpoolError(.missing, "message \(digest)")
        }
        // Also when it lay there already: a killed run may have renamed it without this.
        try quarantineFolder.synchronize()
        try shard?.synchronize()
    }

    /// Removes temporaries that a killed run left behind, and finishes the redactions it had begun. Returns how
    /// many there were. Call it under the run lock, before the first writer.
    public func sweepTemporaries() throws -> Int {
        let names = try temporary.entries()
        for name in names {
            if let digest = Self.digest(markerName: name) { try finishRedaction(of: digest) }
            try temporary.remove(name)
        }
        return names.count
    }

    /// Names of all sealed messages, quarantined and redacted ones included, each once, in no order. Foreign
    /// files are passed over.
    public func sealedDigests() throws -> [Digest] {
        let redacted = Set(try redactedFolder.entries().compactMap(Self.digest(fileName:)))
        var digests = try quarantineFolder.entries().compactMap(Self.digest(fileName:))
        for name in try incoming.entries() where name.utf8.count == 2 {
            guard let octet = UInt8(name, radix: 16), name == Self.shardName(octet) else { continue }
            digests += try shard(octet).entries().compactMap(Self.digest(fileName:))
        }
        digests += try evidence.names().compactMap(Self.digest(sealedName:))
        // A redaction or sealing that was cut short may have left the old file beside the new one.
        return Array(Set(digests).union(redacted))
    }

    // MARK: - Names

    static func fileName(_ digest: Digest) -> String { "\(digest.hex).eml" }

    static func shardName(_ octet: UInt8) -> String { (octet < 16 ? "0" : "") + String(octet, radix: 16) }

    private static func digest(fileName: String) -> Digest? {
        guard fileName.hasSuffix(".eml"), let digest = Digest(hex: fileName.dropLast(4)) else { return nil }
        return Self.fileName(digest) == fileName ? digest : nil
    }

    /// The temporary that says that the message is being redacted.
    static func markerName(_ digest: Digest) -> String { "\(digest.hex).redaction" }

    private static func digest(markerName: String) -> Digest? {
        guard markerName.hasSuffix(".redaction") else { return nil }
        return Digest(hex: markerName.dropLast(10))
    }

    // MARK: - Folders

    /// The folder below `incoming` for this first octet, created if it is missing.
    func shard(_ octet: UInt8) throws(SpoolError) -> SpoolFolder {
        if let shard = shards[Int(octet)] { return shard }
        let shard = try SpoolFolder(Self.shardName(octet), in: incoming)
        shards[Int(octet)] = shard
        structureIsDurable = false
        return shard
    }

    /// The folder that has this message, if any. A redacted one hides what may be left of it elsewhere.
    func folder(holding digest: Digest) throws(SpoolError) -> SpoolFolder? {
        let name = Self.fileName(digest)
        if try redactedFolder.contains(name) { return redactedFolder }
        if let shard = try existingShard(of: digest), try shard.contains(name) { return shard }
        return try quarantineFolder.contains(name) ? quarantineFolder : nil
    }

    /// The folder in which this message is at rest, if it is.
    func restingShard(of digest: Digest) throws(SpoolError) -> SpoolFolder? {
        guard let shard = try evidence.existing(digest) else { return nil }
        return try shard.contains(Self.sealedName(digest)) ? shard : nil
    }

    /// Reading creates no folders.
    func existingShard(of digest: Digest) throws(SpoolError) -> SpoolFolder? {
        guard let octet = digest.bytes.first else { return nil }
        if let shard = shards[Int(octet)] { return shard }
        var status = stat()
        guard fstatat(incoming.descriptor, Self.shardName(octet), &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            let code = errno
            if code == ENOENT { return nil }
            throw .system("examine", incoming.path, code)
        }
        return try shard(octet)
    }
}
