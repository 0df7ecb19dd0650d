public import Domain
import Glibc

extension SpoolDirectory: EvidenceSpool {
    /// Seals these messages in one round: their sealed forms are durable in `evidence/` before zeros are written
    /// over the plain octets, and these are durable before the plain files are unlinked.
    ///
    /// A kill leaves both files (the next round finishes) or the sealed one. What is redacted, in quarantine or
    /// gone is left as it is. A message that cannot be sealed does not keep the others; the first failure is
    /// thrown when they are through. At most one message is in memory.
    public func putToRest(_ round: [(digest: Digest, owner: EvidenceOwner)]) throws {
        try refuseAfterFailure()
        guard let sealing else { throw SpoolError(.misuse, "sealing without a key") }
        var failure: (any Error)?
        var written: [(temporary: String, digest: Digest)] = []
        var plain: [Place] = []
        for (digest, owner) in round {
            do {
                guard let place = try plainPlace(of: digest) else { continue }
                if try !isSealed(digest, by: sealing) {
                    written.append((try stage(digest, owner, by: sealing), digest))
                }
                plain.append(place)
            } catch let error as SpoolError where error.failureClass == .transient {
                throw error
            } catch {
                failure = failure ?? error
            }
        }
        try flushing { () throws(SpoolError) in try flushData(written.map(\.temporary)) }
        var touched: [SpoolFolder] = []
        for (name, digest) in written {
            let shard = try evidence.shard(of: digest)
            try temporary.rename(name, to: Self.sealedName(digest), in: shard)
            if !touched.contains(where: { $0 === shard }) { touched.append(shard) }
        }
        try flushing { () throws(SpoolError) in try flushEvidence(touched) }
        try destroy(plain)
        if let failure { throw failure }
    }

    /// Destroys whatever is kept of these messages. Zeros are durable over all of them before the first is
    /// unlinked; done and durable when it returns.
    public func purge(_ digests: [Digest]) throws {
        try refuseAfterFailure()
        var places: [Place] = []
        for digest in digests {
            let name = Self.fileName(digest)
            for folder in [redactedFolder, try existingShard(of: digest), quarantineFolder].compactMap(\.self)
            where try folder.contains(name) { places.append(Place(folder: folder, name: name)) }
            let sealed = Self.sealedName(digest)
            if let shard = try evidence.existing(digest), try shard.contains(sealed) {
                places.append(Place(folder: shard, name: sealed))
            }
        }
        try destroy(places)
    }

    /// The octets of a sealed message, if there is one.
    func readSealed(_ digest: Digest) throws -> [UInt8]? {
        let name = Self.sealedName(digest)
        guard let shard = try evidence.existing(digest), try shard.contains(name) else { return nil }
        guard let sealing else { throw SpoolError(.misuse, "reading sealed mail without a key") }
        var octets = try shard.openFile(name, flags: O_RDONLY).readAll()
        try sealing.open(&octets, named: digest)
        if let digesting, digesting.digest(octets) != digest {
            throw SpoolError(.damaged, "\(shard.path)/\(name): the octets have another digest")
        }
        return octets
    }

    /// Whether a sealed form is there that can be opened; a damaged one counts as none.
    func isSealed(_ digest: Digest, by sealing: any EvidenceSealing) throws -> Bool {
        do {
            return try readSealed(digest) != nil
        } catch let error as EvidenceError where error.code == .damaged {
            return false
        } catch let error as SpoolError where error.code == .damaged {
            return false
        }
    }

    static func sealedName(_ digest: Digest) -> String { "\(digest.hex).sealed" }

    static func digest(sealedName: String) -> Digest? {
        guard sealedName.hasSuffix(".sealed"), let digest = Digest(hex: sealedName.dropLast(7)) else {
            return nil
        }
        return Self.sealedName(digest) == sealedName ? digest : nil
    }

    // MARK: - Steps

    /// A file in a folder.
    private struct Place {
        let folder: SpoolFolder
        let name: String
    }

    private func plainPlace(of digest: Digest) throws(SpoolError) -> Place? {
        let name = Self.fileName(digest)
        guard try !redactedFolder.contains(name), let shard = try existingShard(of: digest),
            try shard.contains(name)
        else { return nil }
        return Place(folder: shard, name: name)
    }

    /// Writes the sealed form into the temporary folder and returns its name there.
    private func stage(_ digest: Digest, _ owner: EvidenceOwner, by sealing: any EvidenceSealing) throws
        -> String
    {
        var octets = try read(digest)
        let frame = try sealing.seal(&octets, named: digest, for: owner)
        let writer = SpoolFileWriter(staging: staging)
        for part in [frame.header, octets, frame.trailer] {
            try part.withUnsafeBytes { try writer.append($0) }
        }
        try writer.park()
        guard let name = writer.name else { throw SpoolError(.misuse, "a sealed mail without a file") }
        writer.release()
        return name
    }

    private func destroy(_ places: [Place]) throws {
        guard !places.isEmpty else { return }
        let isTogether = places.count > Self.syncfsThreshold && FileSystemFlush.isReliable
        try flushing { () throws(SpoolError) in
            for place in places { try place.folder.overwrite(place.name, isDurable: !isTogether) }
            if isTogether { try root.synchronizeFileSystem() }
        }
        var touched: [SpoolFolder] = []
        for place in places {
            try place.folder.remove(place.name)
            if !touched.contains(where: { $0 === place.folder }) { touched.append(place.folder) }
        }
        try flushing { () throws(SpoolError) in try flushEvidence(touched) }
    }

    private func flushEvidence(_ folders: [SpoolFolder]) throws(SpoolError) {
        if folders.count > Self.syncfsThreshold, FileSystemFlush.isReliable {
            try root.synchronizeFileSystem()
        } else {
            for folder in folders { try folder.synchronize() }
            if evidence.hasNewShard, !folders.isEmpty {
                try evidence.root.synchronize()
                try root.synchronize()
            }
        }
        if !folders.isEmpty { evidence.noteDurable() }
    }
}
