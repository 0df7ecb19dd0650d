public import Domain
import Glibc

extension SpoolDirectory {
    /// From this many files (or folders) on, one `syncfs` is cheaper than an `fsync` of each.
    static let syncfsThreshold = 8

    /// Makes all these messages durable under their names in one round. When it returns, power may fail.
    ///
    /// Octets are written and flushed, then the files are renamed, then the folders are flushed: a final name
    /// never shows octets that could still be lost. A kill between any two system calls leaves temporaries
    /// (swept) and sealed files without a row (taken again, or adopted). A name that is already there keeps its
    /// octets, unless they are not the same: then that file was damaged and is replaced. A redacted message stays
    /// redacted: what came again is overwritten as well.
    ///
    /// A failed flush is final: `notDurable` now and for every later round of this process.
    public func seal(_ round: [(writer: any SpoolWriter, digest: Digest)]) throws {
        guard !round.isEmpty else { return }
        try refuseAfterFailure()
        var written: [(writer: SpoolFileWriter, name: String, digest: Digest)] = []
        written.reserveCapacity(round.count)
        for (writer, digest) in round {
            guard let writer = writer as? SpoolFileWriter, writer.belongs(to: staging) else {
                throw SpoolError(.misuse, "seal of a writer that is discarded, sealed or of another spool")
            }
            try writer.park()
            guard let name = writer.name else {
                throw SpoolError(.misuse, "seal of a message without a file")
            }
            written.append((writer, name, digest))
        }
        try flushing { () throws(SpoolError) in try flushData(written.map(\.name)) }
        var touched: [ObjectIdentifier: SpoolFolder] = [:]
        for (writer, name, digest) in written {
            let folder = try place(name, digest)
            writer.release()
            touched[ObjectIdentifier(folder)] = folder
        }
        try flushing { () throws(SpoolError) in try flushFolders(Array(touched.values)) }
    }

    /// Gives one flushed temporary its final name and returns the folder it lies in.
    private func place(_ temporaryName: String, _ digest: Digest) throws(SpoolError) -> SpoolFolder {
        let finalName = Self.fileName(digest)
        if let present = try folder(holding: digest) {
            if present === redactedFolder {
                try destroy(temporaryName, in: temporary)
            } else if try areEqual(temporaryName, finalName, in: present) {
                try temporary.remove(temporaryName)
            } else {
                try temporary.rename(temporaryName, to: finalName, in: present)
            }
            return present
        }
        if let sealing, let resting = try restingShard(of: digest), try isReadable(digest, sealing) {
            // It is at rest already; what came again is not needed in the open.
            try destroy(temporaryName, in: temporary)
            return resting
        }
        let folder = try shard(digest.bytes[0])
        try temporary.rename(temporaryName, to: finalName, in: folder)
        return folder
    }

    /// Whether the message at rest can be opened; with the key file away, for instance, it cannot.
    private func isReadable(_ digest: Digest, _ sealing: any EvidenceSealing) throws(SpoolError) -> Bool {
        do { return try isSealed(digest, by: sealing) } catch let error as SpoolError { throw error } catch {
            return false
        }
    }

    /// Whether the temporary and the sealed file hold the same octets.
    private func areEqual(_ temporaryName: String, _ finalName: String, in folder: SpoolFolder)
        throws(SpoolError) -> Bool
    {
        let new = try temporary.openFile(temporaryName, flags: O_RDONLY)
        let old = try folder.openFile(finalName, flags: O_RDONLY)
        guard try new.status().st_size == old.status().st_size else { return false }
        return try new.readAll() == old.readAll()
    }

    func flushData(_ names: [String]) throws(SpoolError) {
        if names.count > Self.syncfsThreshold, FileSystemFlush.isReliable {
            return try temporary.synchronizeFileSystem()
        }
        for name in names {
            try temporary.openFile(name, flags: O_WRONLY).synchronize()
        }
    }

    func flushFolders(_ folders: [SpoolFolder]) throws(SpoolError) {
        if folders.count > Self.syncfsThreshold, FileSystemFlush.isReliable {
            try incoming.synchronizeFileSystem()
        } else {
            for folder in folders { try folder.synchronize() }
            if !structureIsDurable {
                // A folder may have been created just now, or by a run that was killed before this.
                try incoming.synchronize()
                try root.synchronize()
                try root.synchronizeParent()
            }
        }
        structureIsDurable = true
    }

    /// Throws if a flush failed in this process before.
    func refuseAfterFailure() throws(SpoolError) {
        guard !sealingFailed else { throw SpoolError(.notDurable, "an earlier round failed in this run") }
    }

    /// Remembers that a flush failed.
    func flushing(_ body: () throws(SpoolError) -> Void) throws(SpoolError) {
        do throws(SpoolError) { try body() } catch {
            if error.code == .notDurable { sealingFailed = true }
            throw error
        }
    }
}
