import Glibc

/// An open folder that only the desk's user may enter.
final class SpoolFolder {
    /// The path, for messages to operators.
    let path: String
    private let file: OpenFile

    var descriptor: CInt { file.descriptor }

    /// Opens the folder at `path`, creating it (mode 0700) if wanted.
    init(path: String, creating: Bool) throws(SpoolError) {
        self.path = path
        self.file = try Self.open(path, in: AT_FDCWD, path: path, creating: creating)
    }

    /// Opens or creates the folder `name` in `parent`. The parent must be synchronized before what lies in the
    /// new folder may count as durable.
    init(_ name: String, in parent: SpoolFolder) throws(SpoolError) {
        self.path = "\(parent.path)/\(name)"
        self.file = try Self.open(name, in: parent.descriptor, path: path, creating: true)
    }

    /// Makes the entries durable.
    func synchronize() throws(SpoolError) { try file.synchronize() }

    /// Makes this folder's own entry durable.
    func synchronizeParent() throws(SpoolError) {
        let parent = try OpenFile(
            "..", in: descriptor, flags: O_RDONLY | O_DIRECTORY, name: "the folder above \(path)")
        try parent.synchronize()
    }

    /// Makes everything on this file system durable.
    func synchronizeFileSystem() throws(SpoolError) { try file.synchronizeFileSystem() }

    /// Opens a file in this folder.
    func openFile(_ name: String, flags: CInt) throws(SpoolError) -> OpenFile {
        try OpenFile(name, in: descriptor, flags: flags, name: "\(path)/\(name)")
    }

    /// Creates a file (mode 0600) that nobody had before; `nil` if the name is in use.
    func createFile(_ name: String) throws(SpoolError) -> OpenFile? {
        guard let file = try OpenFile(creating: name, in: descriptor, name: "\(path)/\(name)") else {
            return nil
        }
        try file.setMode(0o600)
        return file
    }

    /// Whether there is a plain file of this name; anything else in its place is an error.
    func contains(_ name: String) throws(SpoolError) -> Bool {
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            let code = errno
            if code == ENOENT { return false }
            throw .system("examine", "\(path)/\(name)", code)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SpoolError(.unsafePermissions, "\(path)/\(name) is not a plain file", remedy: "remove it")
        }
        return true
    }

    /// Gives a file another folder and name, replacing what has that name.
    func rename(_ name: String, to newName: String, in folder: SpoolFolder) throws(SpoolError) {
        guard renameat(descriptor, name, folder.descriptor, newName) == 0 else {
            throw .system("rename", "\(path)/\(name)")
        }
    }

    /// Removes a file; one that is gone already is fine.
    func remove(_ name: String) throws(SpoolError) {
        guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else {
            throw .system("remove", "\(path)/\(name)")
        }
    }

    /// Writes zeros over all octets of a plain file, in place, and makes that durable unless the caller does.
    func overwrite(_ name: String, isDurable: Bool = true) throws(SpoolError) {
        let file = try openFile(name, flags: O_WRONLY)
        let zeros = [UInt8](repeating: 0, count: 64 * 1024)
        var rest = Int(try file.status().st_size)
        while rest > 0 {
            try file.write(zeros, count: min(rest, zeros.count))
            rest -= zeros.count
        }
        if isDurable { try file.synchronize() }
    }

    /// Names of all entries but `.` and `..`.
    func entries() throws(SpoolError) -> [String] {
        // A descriptor of its own, since reading a folder moves the descriptor's place.
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw .system("open", path) }
        guard let stream = fdopendir(copy) else {
            let code = errno
            close(copy)
            throw .system("list", path, code)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else { break }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        guard errno == 0 else { throw .system("list", path) }
        return names
    }

    private static func open(_ name: String, in parent: CInt, path: String, creating: Bool)
        throws(SpoolError) -> OpenFile
    {
        var isNew = false
        if creating {
            isNew = mkdirat(parent, name, 0o700) == 0
            if !isNew, errno != EEXIST { throw .system("create", path) }
        }
        let file = try OpenFile(name, in: parent, flags: O_RDONLY | O_DIRECTORY, name: path)
        if isNew { try file.setMode(0o700) }
        try check(try file.status(), path: path)
        return file
    }

    private static func check(_ status: stat, path: String) throws(SpoolError) {
        guard status.st_uid == geteuid() else {
            throw SpoolError(
                .unsafePermissions, "\(path) belongs to user \(status.st_uid), not \(geteuid())",
                remedy: "run as that user, or 'chown -R USER \(path)'")
        }
        guard status.st_mode & 0o077 == 0 else {
            let mode = String(status.st_mode & 0o7777, radix: 8)
            throw SpoolError(
                .unsafePermissions, "\(path) has mode \(mode): others may enter",
                remedy: "chmod 700 \(path)")
        }
    }
}
