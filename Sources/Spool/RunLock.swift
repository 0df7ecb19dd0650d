import Domain
import Glibc

/// One run at a time: `flock(2)` on a file that is never deleted.
///
/// The kernel releases the lock when the process dies, however it dies, so no stale lock exists. The file tells
/// people who holds it; the text plays no part in locking.
public final class RunLock {
    private let path: String
    private var held: Holding?

    /// A lock on the file at `path`, which is created if it is missing. Nothing is locked yet.
    public init(path: String) throws(SpoolError) {
        self.path = path
        _ = try Self.open(path)
    }

    /// Takes the lock unless another process (or another `RunLock`) has it. Never waits.
    ///
    /// Should somebody delete or replace the file meanwhile, the lock is taken on the file that is there.
    public func tryAcquire() throws(SpoolError) -> Bool { try tryAcquire(afterOpening: {}) }

    /// Whether we hold the lock and the file still has its name. If not, somebody deleted or replaced it, and
    /// another run may have started beside ours: stop before the next change.
    public func isStillHeld() throws(SpoolError) -> Bool {
        guard let held else { return false }
        return try Self.isStill(held.file, at: path)
    }

    /// The same as ``tryAcquire()``; tests use the moment between opening and locking.
    func tryAcquire(afterOpening interlude: () -> Void) throws(SpoolError) -> Bool {
        if held != nil { return true }
        while true {
            let file = try Self.open(path)
            interlude()
            guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else {
                switch errno {
                case EWOULDBLOCK: return false
                case EINTR: continue
                default: throw .system("lock", path)
                }
            }
            guard try Self.isStill(file, at: path) else { continue }
            Self.sign(file)
            held = Holding(file)
            return true
        }
    }

    /// Gives the lock back. The file stays.
    public func release() {
        if let held {
            _ = ftruncate(held.file.descriptor, 0)
            // Closing alone would leave it locked while a child that is being started still shares the descriptor.
            _ = flock(held.file.descriptor, LOCK_UN)
        }
        held = nil
    }

    /// Who holds the lock, such as `process 4711 since 2026-11-23T02:00:00Z`; `nil` if nobody does.
    ///
    /// Takes no lock itself, so it never gets in the way of a run that starts.
    public func holder() -> String? {
        guard let file = try? Self.open(path), Self.isLocked(file), let bytes = try? file.readAll() else {
            return nil
        }
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        return line.isEmpty ? "an unknown process" : String(decoding: line, as: UTF8.self)
    }

    private static func open(_ path: String) throws(SpoolError) -> OpenFile {
        let file = try OpenFile(path, flags: O_RDWR | O_CREAT, mode: 0o600)
        let status = try file.status()
        guard status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o022 == 0 else {
            throw SpoolError(
                .unsafePermissions, "\(path) may be written by others", remedy: "chmod 600 \(path)")
        }
        return file
    }

    /// Whether the locked file is the one that the name still leads to.
    private static func isStill(_ file: borrowing OpenFile, at path: String) throws(SpoolError) -> Bool {
        let mine = try file.status()
        var named = stat()
        guard lstat(path, &named) == 0 else {
            guard errno == ENOENT else { throw .system("examine", path) }
            return false
        }
        return mine.st_ino == named.st_ino && mine.st_dev == named.st_dev
    }

    /// Writes who we are. The lock holds without it, so a full disk must not stop the run here.
    private static func sign(_ file: borrowing OpenFile) {
        let text = "process \(getpid()) since \(Timestamp(seconds: Int64(time(nil))))\n"
        guard ftruncate(file.descriptor, 0) == 0 else { return }
        _ = text.withCString { pwrite(file.descriptor, $0, strlen($0), 0) }
    }

    /// Looks for the file among the kernel's locks (proc(5)): `1: FLOCK  ADVISORY  WRITE 4711 fe:00:262147 0 EOF`.
    private static func isLocked(_ file: borrowing OpenFile) -> Bool {
        guard let inode = try? file.status().st_ino, let table = fopen("/proc/locks", "re") else {
            return false
        }
        defer { fclose(table) }
        var line = [CChar](repeating: 0, count: 512)
        while fgets(&line, CInt(line.count), table) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let words = text.split(separator: " ")
            guard words.count >= 6, words[1] == "FLOCK" else { continue }
            if words[5].split(separator: ":").last.flatMap({ UInt($0) }) == inode { return true }
        }
        return false
    }
}

/// Keeps the locked file open.
private final class Holding {
    let file: OpenFile
    init(_ file: consuming OpenFile) { self.file = file }
}
