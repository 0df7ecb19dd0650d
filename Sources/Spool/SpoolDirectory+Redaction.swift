public import Domain
import Glibc

extension SpoolDirectory {
    /// Puts `substitute` in the place of a message and destroys its octets: zeros are written over them, made
    /// durable, and only then is the file unlinked. May be repeated; done and durable when it returns.
    ///
    /// The substitute is durable in `redacted/` before anything is destroyed, so the message can be read at every
    /// moment. A marker in the temporary folder outlives a kill in between: the next sweep destroys what is left.
    /// A kill before the substitute has its name leaves the message as it was; then the caller has to come again.
    public func redact(_ digest: Digest, leaving substitute: [UInt8]) throws {
        try refuseAfterFailure()
        let name = Self.fileName(digest)
        let isHere = try folder(holding: digest) != nil || restingShard(of: digest) != nil
        guard isHere else { throw SpoolError(.missing, "message \(digest)") }
        let marker = Self.markerName(digest)
        _ = try temporary.createFile(marker)
        try flushing { () throws(SpoolError) in try flushFolders([temporary]) }
        try install(substitute, as: name, in: redactedFolder)
        try destroyOctets(of: digest)
        try temporary.remove(marker)
    }

    /// Does the rest of a redaction whose substitute is in place; else it has not begun.
    func finishRedaction(of digest: Digest) throws(SpoolError) {
        guard try redactedFolder.contains(Self.fileName(digest)) else { return }
        try destroyOctets(of: digest)
    }

    /// Destroys the file of a message, wherever it lies.
    private func destroyOctets(of digest: Digest) throws(SpoolError) {
        let name = Self.fileName(digest)
        for folder in [try existingShard(of: digest), quarantineFolder].compactMap(\.self)
        where try folder.contains(name) {
            try destroy(name, in: folder)
            try flushing { () throws(SpoolError) in try folder.synchronize() }
        }
        if let shard = try restingShard(of: digest) {
            try destroy(Self.sealedName(digest), in: shard)
            try flushing { () throws(SpoolError) in try shard.synchronize() }
        }
    }

    /// Overwrites a file and unlinks it.
    func destroy(_ name: String, in folder: SpoolFolder) throws(SpoolError) {
        try flushing { () throws(SpoolError) in try folder.overwrite(name) }
        try folder.remove(name)
    }

    /// Makes `octets` durable under a name, in place of what was there.
    func install(_ octets: [UInt8], as name: String, in folder: SpoolFolder) throws {
        let writer = SpoolFileWriter(staging: staging)
        try octets.withUnsafeBytes { try writer.append($0) }
        try writer.park()
        guard let temporaryName = writer.name else { throw SpoolError(.misuse, "\(name) without a file") }
        try flushing { () throws(SpoolError) in try flushData([temporaryName]) }
        try temporary.rename(temporaryName, to: name, in: folder)
        writer.release()
        try flushing { () throws(SpoolError) in try flushFolders([folder]) }
    }
}
