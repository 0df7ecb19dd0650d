import Glibc

/// An open descriptor with the few system calls the spool needs. Closed when it goes out of use.
///
/// Every name is opened relative to a folder, without following symbolic links and without being inherited.
struct OpenFile: ~Copyable {
    let descriptor: CInt
    /// For messages to operators.
    let name: String

    private init(descriptor: CInt, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    deinit { close(descriptor) }

    /// Opens `entry` of the folder `parent` (or of the current folder).
    init(_ entry: String, in parent: CInt = AT_FDCWD, flags: CInt, mode: mode_t = 0o600, name: String? = nil)
        throws(SpoolError)
    {
        let name = name ?? entry
        let descriptor = try Self.retrying("open", name) {
            openat(parent, entry, flags | O_CLOEXEC | O_NOFOLLOW, mode)
        }
        self.init(descriptor: descriptor, name: name)
    }

    /// Creates `entry` for writing, or gives `nil` if the name is in use.
    init?(creating entry: String, in parent: CInt, name: String) throws(SpoolError) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        var descriptor = openat(parent, entry, flags, 0o600)
        while descriptor < 0, errno == EINTR { descriptor = openat(parent, entry, flags, 0o600) }
        guard descriptor >= 0 else {
            let code = errno
            if code == EEXIST { return nil }
            throw .system("create", name, code)
        }
        self.init(descriptor: descriptor, name: name)
    }

    /// What the operating system knows of the open file.
    func status() throws(SpoolError) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system("examine", name) }
        return status
    }

    /// Sets the mode, whatever the umask took away at creation.
    func setMode(_ mode: mode_t) throws(SpoolError) {
        guard fchmod(descriptor, mode) == 0 else { throw .system("chmod", name) }
    }

    /// Writes all octets at the present place.
    func write(_ bytes: UnsafeRawBufferPointer) throws(SpoolError) {
        var rest = bytes
        while !rest.isEmpty {
            let start = rest.baseAddress
            let count = rest.count
            let written = try Self.retrying("write", name) { Glibc.write(descriptor, start, count) }
            guard written > 0 else { throw .system("write", name, EIO) }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }

    /// Writes all octets, or the first `count`, at the present place.
    func write(_ bytes: [UInt8], count: Int = .max) throws(SpoolError) {
        var fault: SpoolError?
        bytes.withUnsafeBytes { buffer in
            let part = UnsafeRawBufferPointer(rebasing: buffer.prefix(max(count, 0)))
            do throws(SpoolError) { try write(part) } catch { fault = error }
        }
        if let fault { throw fault }
    }

    /// Reads up to `buffer.count` octets; 0 at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SpoolError) -> Int {
        try Self.retrying("read", name) { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
    }

    /// Reads the whole file with one allocation of its size.
    func readAll() throws(SpoolError) -> [UInt8] {
        let size = Int(try status().st_size)
        var fault: SpoolError?
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            do throws(SpoolError) {
                while count < size {
                    let rest = UnsafeMutableRawBufferPointer(
                        UnsafeMutableBufferPointer(rebasing: buffer[count...]))
                    let got = try read(into: rest)
                    if got == 0 { break }
                    count += got
                }
            } catch {
                fault = error
            }
        }
        if let fault { throw fault }
        return bytes
    }

    /// Makes the contents durable; for a folder, its entries. A failure is final (the kernel marks pages clean).
    func synchronize() throws(SpoolError) {
        guard fsync(descriptor) == 0 else { throw notDurable("fsync") }
    }

    /// Makes everything on the file system durable that was written since the descriptor was opened.
    func synchronizeFileSystem() throws(SpoolError) {
        guard FileSystemFlush.flush(descriptor) == 0 else { throw notDurable("syncfs") }
    }

    private func notDurable(_ action: String) -> SpoolError {
        SpoolError(.notDurable, "\(action) \(name): \(String(cString: strerror(errno)))")
    }

    /// Repeats a call that a signal interrupted.
    private static func retrying<Number: BinaryInteger>(
        _ action: String, _ name: String, _ call: () -> Number
    ) throws(SpoolError) -> Number {
        while true {
            let result = call()
            if result >= 0 { return result }
            guard errno == EINTR else { throw .system(action, name) }
        }
    }
}
