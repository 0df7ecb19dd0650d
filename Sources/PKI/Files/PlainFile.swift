internal import Glibc

/// Reading small files that hold keys, certificates or a passphrase.
enum PlainFile {
    /// More than any key or certificate file needs.
    static let limit = 1 << 20

    /// The content of the file at `path`. A secret one must be its owner's alone; any other must not be
    /// writable by others. `folder` is a descriptor that a relative path starts from.
    static func read(
        _ path: String, below folder: Int32 = AT_FDCWD, called name: String? = nil, isSecret: Bool
    ) throws(KeyFileError) -> SecretOctets {
        let name = name ?? path
        // O_NONBLOCK: a pipe with that name must not stop the desk.
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (isSecret ? O_NOFOLLOW : 0)
        let file = openat(folder, path, flags)
        guard file >= 0 else {
            switch errno {
            case ENOENT: throw KeyFileError(.missing, name)
            case ELOOP: throw KeyFileError(.notPlain, name)
            default: throw KeyFileError(.unreadable, name, detail: PrivateFolder.reason(errno))
            }
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else {
            throw KeyFileError(.unreadable, name, detail: PrivateFolder.reason(errno))
        }
        guard status.st_mode & S_IFMT == S_IFREG, (0...limit).contains(Int(status.st_size)) else {
            throw KeyFileError(.notPlain, name)
        }
        guard status.st_uid == geteuid() || (!isSecret && status.st_uid == 0) else {
            throw KeyFileError(.foreignOwner, name)
        }
        guard status.st_mode & (isSecret ? 0o077 : 0o022) == 0 else {
            throw KeyFileError(.looseMode, name, detail: PrivateFolder.octal(status.st_mode))
        }
        return try content(of: file, count: Int(status.st_size), called: name)
    }

    private static func content(
        of file: Int32, count: Int, called name: String
    ) throws(KeyFileError) -> SecretOctets {
        let octets = SecretOctets(count: count)
        var done = 0
        while done < count {
            let step = octets.withMutableBytes { buffer in
                Glibc.read(file, buffer.baseAddress?.advanced(by: done), count - done)
            }
            if step < 0, errno == EINTR { continue }
            guard step > 0 else {
                let reason = step == 0 ? "it became shorter" : PrivateFolder.reason(errno)
                throw KeyFileError(.unreadable, name, detail: reason)
            }
            done += step
        }
        return octets
    }

    /// Writes all of `octets` to an open file; `false` with `errno` set if that is not possible.
    static func write(_ octets: UnsafeRawBufferPointer, to file: Int32) -> Bool {
        var done = 0
        while done < octets.count {
            let step = Glibc.write(file, octets.baseAddress?.advanced(by: done), octets.count - done)
            if step < 0, errno == EINTR { continue }
            guard step > 0 else { return false }
            done += step
        }
        return true
    }
}
