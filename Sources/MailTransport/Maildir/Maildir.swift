public import Domain
internal import Glibc

/// A Maildir as the desk's mailbox. Used by one process at a time, as the desk's run lock sees to.
///
/// Files keep LF line ends, as other mail programs expect; messages leave it with CRLF.
public final class Maildir: MailboxSource {
    /// `maildir:DIR`.
    public let name: String
    private let folder: MaildirFolder
    private var files: [UID: MaildirFolder.File] = [:]

    /// The Maildir at `path`; it is made when it is opened.
    public init(path: String) {
        folder = MaildirFolder(path: path)
        name = "maildir:\(path)"
    }

    /// Looks for files and gives new ones an identifier.
    public func open() throws -> MailboxStatus {
        do throws(FileFault) {
            try folder.create()
            return try scan()
        } catch {
            throw error.error(.select, at: folder.path)
        }
    }

    /// Lists files by identifier, 1,000 at a time.
    public func list(from first: UID, batch: ([MailboxEntry]) throws -> Void) throws {
        let uids = files.keys.filter { $0 >= first }.sorted()
        for start in stride(from: 0, to: uids.count, by: 1_000) {
            let entries = uids[start..<min(start + 1_000, uids.count)].compactMap { entry($0) }
            if !entries.isEmpty { try batch(entries) }
        }
    }

    /// Streams whole files.
    public func fetch(_ entries: [MailboxEntry], into sink: inout some MessageSink) throws {
        for entry in entries { try read(entry, headerOnly: false, into: &sink) }
    }

    /// Streams files up to the first empty line.
    public func fetchHeaders(_ entries: [MailboxEntry], into sink: inout some MessageSink) throws {
        for entry in entries { try read(entry, headerOnly: true, into: &sink) }
    }

    /// Adds the flag `S`; a message that is gone is passed over.
    public func markSeen(_ uids: [UID]) throws {
        for uid in uids {
            try withCurrentFile(uid, .store) { file throws(FileFault) in try folder.set("S", on: file) }
        }
    }

    /// Moves files to the Maildir++ folder `.NAME` below this one, keeping their flags.
    public func move(_ uids: [UID], to mailbox: String) throws {
        let parts = mailbox.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") && !$0.utf8.contains(0) }) else {
            throw TransportError(.mailboxMissing, .move, host: folder.path, detail: "name")
        }
        let target = MaildirFolder(path: folder.path + "/." + parts.joined(separator: "."))
        do throws(FileFault) { try target.create() } catch { throw error.error(.move, at: target.path) }
        for uid in uids {
            try withCurrentFile(uid, .move) { file throws(FileFault) in
                let place = MaildirFolder.File(
                    folder: "cur", name: file.name.contains(":") ? file.name : file.name + ":2,")
                guard rename(folder.path(of: file), target.path(of: place)) == 0 else {
                    throw FileFault("rename")
                }
            }
            files[uid] = nil
        }
        do throws(FileFault) {
            try DurableFile.synchronizeFolder(target.path + "/cur")
        } catch {
            throw error.error(.move, at: target.path)
        }
    }

    /// Nothing is open.
    public func close() {}
}

extension Maildir {
    private func scan() throws(FileFault) -> MailboxStatus {
        let lock = try FileDescriptor(
            opening: folder.path + "/sertipos-uidlist.lock", O_RDWR | O_CREAT | O_NOFOLLOW)
        try lock.lock()
        let found = try folder.files()
        var list = try MaildirUIDList(folder: folder.path, now: UInt32(clamping: time(nil)))
        try list.update(with: found.keys.sorted { Self.isBefore($0, $1) })
        lock.unlock()
        files = [:]
        for (base, uid) in list.uids { files[UID(uid)] = found[base] }
        return MailboxStatus(
            uidValidity: UIDValidity(list.uidValidity), uidNext: UID(list.uidNext), exists: files.count)
    }

    /// By the time of delivery that names begin with, then by name.
    private static func isBefore(_ left: String, _ right: String) -> Bool {
        let times = (Int(left.prefix { $0 != "." }) ?? 0, Int(right.prefix { $0 != "." }) ?? 0)
        return times.0 == times.1 ? left < right : times.0 < times.1
    }

    private func entry(_ uid: UID) -> MailboxEntry? {
        guard let file = files[uid] else { return nil }
        var status = stat()
        guard lstat(folder.path(of: file), &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return MailboxEntry(
            uid: uid, size: Int(status.st_size),
            internalDate: Timestamp(seconds: Int64(status.st_mtim.tv_sec)))
    }

    private func read(_ entry: MailboxEntry, headerOnly: Bool, into sink: inout some MessageSink) throws {
        var reader: MaildirReader?
        try withCurrentFile(entry.uid, .fetch) { file throws(FileFault) in
            reader = try MaildirReader(path: folder.path(of: file))
        }
        guard let reader else { return }
        do {
            let announced = try reader.wireLength(headerOnly: headerOnly)
            try sink.begin(entry, announced: announced)
            let sent = try reader.stream(announced) { try sink.append($0) }
            try sink.end(entry, isComplete: sent == announced && sent > 0)
        } catch let fault as FileFault {
            throw fault.error(.fetch, at: folder.path)
        }
    }

    /// Runs `body` with the file of `uid`. When another program renamed it, the folder is read again; when
    /// it is gone, nothing happens.
    private func withCurrentFile(
        _ uid: UID, _ phase: TransportError.Phase, _ body: (MaildirFolder.File) throws(FileFault) -> Void
    ) throws(TransportError) {
        guard let file = files[uid] else { return }
        do throws(FileFault) {
            do throws(FileFault) { try body(file) } catch {
                guard error.number == ENOENT else { throw error }
                guard let renamed = try folder.files()[file.base] else {
                    files[uid] = nil
                    return
                }
                files[uid] = renamed
                try body(renamed)
            }
        } catch {
            throw error.error(phase, at: folder.path)
        }
    }
}
