internal import Domain
internal import Glibc

/// Files and folders that are made only where nothing is yet, for the desk's own user alone.
enum NewFile {
    /// Makes the folder at `path` (mode 0700) and tells whether it had to.
    static func makeFolder(_ path: String) throws(DocumentError) -> Bool {
        if mkdir(path, 0o700) == 0 { return true }
        let code = errno
        var status = stat()
        guard code == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw failure(path, "cannot be made", code)
        }
        return false
    }

    /// Makes the file at `path` (mode 0600) with `bytes`, whole or not at all; refuses to replace anything.
    static func write(_ bytes: [UInt8], to path: String) throws(DocumentError) {
        let temporary = path + ".new"
        try writeDurably(bytes, to: temporary)
        defer { unlink(temporary) }
        guard link(temporary, path) == 0 else { throw failure(path, "cannot be made", errno) }
        try synchronizeFolder(of: path)
    }

    /// Replaces the file at `path` by `bytes` in one step; its mode becomes `mode`.
    static func replace(
        _ bytes: [UInt8], at path: String, mode: mode_t = 0o600
    ) throws(DocumentError) {
        let temporary = path + ".new"
        try writeDurably(bytes, to: temporary)
        guard chmod(temporary, mode) == 0, rename(temporary, path) == 0 else {
            let code = errno
            unlink(temporary)
            throw failure(path, "cannot be replaced", code)
        }
        try synchronizeFolder(of: path)
    }

    /// Makes the new name itself durable.
    private static func synchronizeFolder(of path: String) throws(DocumentError) {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "."
        let descriptor = open(String(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, "cannot be made durable", errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(path, "cannot be made durable", errno) }
    }

    private static func writeDurably(_ bytes: [UInt8], to path: String) throws(DocumentError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw failure(path, "cannot be removed", errno) }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path, "cannot be made", errno) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let code = errno
                unlink(path)
                throw failure(path, "cannot be written", code)
            }
            written += count
        }
        guard fsync(descriptor) == 0 else {
            let code = errno
            unlink(path)
            throw failure(path, "cannot be written", code)
        }
    }

    private static func failure(_ path: String, _ problem: String, _ code: Int32) -> DocumentError {
        DocumentError(file: path, problem: "\(problem): \(String(cString: strerror(code)))")
    }
}
