internal import Glibc

/// A folder of the desk's own user (mode 0700) whose files are keys (mode 0600).
///
/// All work goes through one open descriptor, so that nobody can exchange the folder in between. Looser modes,
/// other owners and symbolic links are refused.
final class PrivateFolder {
    /// Where it was when it was opened.
    let path: String
    /// The open folder.
    let descriptor: Int32

    /// Opens the folder at `path`, which must be there.
    init(opening path: String) throws(KeyFileError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT: throw KeyFileError(.missing, path)
            case ELOOP, ENOTDIR: throw KeyFileError(.notPlain, path)
            default: throw KeyFileError(.unreadable, path, detail: Self.reason(errno))
            }
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw KeyFileError(.unreadable, path, detail: Self.reason(errno))
        }
        guard status.st_uid == geteuid() else { throw KeyFileError(.foreignOwner, path) }
        guard status.st_mode & 0o077 == 0 else {
            throw KeyFileError(.looseMode, path, detail: Self.octal(status.st_mode))
        }
    }

    /// Opens the folder at `path`, making it if there is none.
    convenience init(making path: String) throws(KeyFileError) {
        if mkdir(path, 0o700) == 0 {
            try Self.synchronizeParent(of: path)
        } else if errno != EEXIST {
            throw KeyFileError(.unwritable, path, detail: Self.reason(errno))
        }
        try self.init(opening: path)
    }

    deinit { close(descriptor) }

    /// The names in it, sorted.
    func names() throws(KeyFileError) -> [String] {
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else {
            let reason = Self.reason(errno)
            if copy >= 0 { close(copy) }
            throw KeyFileError(.unreadable, path, detail: reason)
        }
        defer { closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
                String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw KeyFileError(.unreadable, path, detail: Self.reason(errno)) }
        return names.sorted()
    }

    /// The content of the file `name`; only its owner may read a secret one.
    func read(_ name: String, isSecret: Bool = true) throws(KeyFileError) -> SecretOctets {
        try PlainFile.read(name, below: descriptor, called: place(name), isSecret: isSecret)
    }

    /// Whether there is anything called `name`.
    func holds(_ name: String) -> Bool { faccessat(descriptor, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0 }

    /// Makes the file `name` durably; refuses to replace one.
    func create(_ name: String, _ content: SecretOctets) throws(KeyFileError) {
        let temporary = Self.temporary(for: name)
        if unlinkat(descriptor, temporary, 0) != 0, errno != ENOENT { throw unwritable(name) }
        let file = openat(
            descriptor, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw unwritable(name) }
        defer {
            close(file)
            unlinkat(descriptor, temporary, 0)
        }
        let isWritten = content.withUnsafeBytes { PlainFile.write($0, to: file) }
        guard isWritten, fchmod(file, 0o600) == 0, fsync(file) == 0 else { throw unwritable(name) }
        // A hard link, unlike a rename, never takes the place of another file.
        guard linkat(descriptor, temporary, descriptor, name, 0) == 0 else {
            if errno == EEXIST { throw KeyFileError(.exists, place(name)) }
            throw unwritable(name)
        }
        try synchronize()
    }

    /// Overwrites and removes the file `name`. It first gets a name under which nobody looks for a key, so that
    /// an interruption leaves no damaged key behind.
    func destroy(_ name: String) throws(KeyFileError) {
        let temporary = Self.temporary(for: name)
        // A second name of the same file would turn the renaming into nothing.
        if unlinkat(descriptor, temporary, 0) != 0, errno != ENOENT { throw unwritable(name) }
        guard renameat(descriptor, name, descriptor, temporary) == 0 else { throw unwritable(name) }
        try synchronize()
        try overwrite(temporary)
    }

    /// Removes what interrupted calls of ``create(_:_:)`` and ``destroy(_:)`` left.
    func destroyLeftovers() throws(KeyFileError) {
        for name in try names() where Self.isTemporary(name) {
            var status = stat()
            guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { throw unwritable(name) }
            if status.st_nlink > 1 || status.st_mode & S_IFMT != S_IFREG {
                // The key got its name before the interruption, and its octets are needed.
                guard unlinkat(descriptor, name, 0) == 0 else { throw unwritable(name) }
                try synchronize()
            } else {
                try overwrite(name)
            }
        }
    }

    /// Overwrites the file `name` with zeros, durably, and removes it.
    func overwrite(_ name: String) throws(KeyFileError) {
        let file = openat(descriptor, name, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { throw unwritable(name) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw KeyFileError(.notPlain, place(name))
        }
        let zeros = SecretOctets(count: Int(min(max(0, status.st_size), Int(PlainFile.limit))))
        let isWritten = zeros.withUnsafeBytes { PlainFile.write($0, to: file) }
        guard isWritten, fsync(file) == 0, unlinkat(descriptor, name, 0) == 0 else { throw unwritable(name) }
        try synchronize()
    }

    /// Whether `name` is one under which nobody looks for a key.
    private static func isTemporary(_ name: String) -> Bool { name.hasPrefix(".") && name.hasSuffix(".tmp") }

    /// The whole path of `name`, for messages.
    func place(_ name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

    /// Makes the names in it durable.
    func synchronize() throws(KeyFileError) {
        guard fsync(descriptor) == 0 else {
            throw KeyFileError(.unwritable, path, detail: Self.reason(errno))
        }
    }

    /// What the last system call says about writing `name`.
    func unwritable(_ name: String) -> KeyFileError {
        KeyFileError(.unwritable, place(name), detail: Self.reason(errno))
    }

    static func temporary(for name: String) -> String { ".\(name).tmp" }

    private static func synchronizeParent(of path: String) throws(KeyFileError) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        parts = parts.dropLast()
        let parent = (path.hasPrefix("/") ? "/" : "") + (parts.isEmpty ? "." : parts.joined(separator: "/"))
        let folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw KeyFileError(.unreadable, parent, detail: reason(errno)) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw KeyFileError(.unwritable, parent, detail: reason(errno)) }
    }

    static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

    static func octal(_ mode: mode_t) -> String { "mode 0" + String(mode & 0o7777, radix: 8) }
}
