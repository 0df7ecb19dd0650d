import Glibc

/// Small files that are written as a whole or not at all, such as a list of verifiers.
public enum DurableFile {
    /// Replaces the file at `path` by `bytes`; when it returns, power may fail.
    ///
    /// Writes beside it, flushes, renames, flushes the folder. A kill before the rename leaves the old contents
    /// and a file `.NAME.PID.tmp`, which may be removed.
    public static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o600) throws(SpoolError) {
        let (folderPath, name) = try split(path)
        let folder = try OpenFile(folderPath, flags: O_RDONLY | O_DIRECTORY)
        let temporaryName = ".\(name).\(getpid()).tmp"
        // Only an earlier process with our number can have left it: ours are gone when `write` ends.
        guard unlinkat(folder.descriptor, temporaryName, 0) == 0 || errno == ENOENT else {
            throw .system("remove", temporaryName)
        }
        do throws(SpoolError) {
            try fill(temporaryName, in: folder.descriptor, with: bytes, mode: mode)
            guard renameat(folder.descriptor, temporaryName, folder.descriptor, name) == 0 else {
                throw .system("rename", path)
            }
        } catch {
            unlinkat(folder.descriptor, temporaryName, 0)
            throw error
        }
        try folder.synchronize()
    }

    /// The contents of the plain file at `path`, or `nil` if there is none. Refuses more than `limit` octets.
    public static func read(_ path: String, limit: Int = 1 << 20) throws(SpoolError) -> [UInt8]? {
        do throws(SpoolError) {
            let file = try OpenFile(path, flags: O_RDONLY | O_NONBLOCK)
            let status = try file.status()
            guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
                throw SpoolError(
                    .damaged, "\(path) is no plain file, or over \(limit) octets", remedy: "look at it")
            }
            return try file.readAll()
        } catch {
            if error.code == .missing { return nil }
            throw error
        }
    }

    private static func fill(_ name: String, in folder: CInt, with bytes: [UInt8], mode: UInt32)
        throws(SpoolError)
    {
        guard let file = try OpenFile(creating: name, in: folder, name: name) else {
            throw .system("create", name, EEXIST)
        }
        try file.setMode(mode)
        try file.write(bytes)
        try file.synchronize()
    }

    private static func split(_ path: String) throws(SpoolError) -> (folder: String, name: String) {
        let cut = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let name = cut.map { String(path[path.utf8.index(after: $0)...]) } ?? path
        guard !name.isEmpty, name != ".", name != ".." else { throw SpoolError(.misuse, "no file name") }
        guard let cut else { return (".", name) }
        return (cut == path.startIndex ? "/" : String(path[..<cut]), name)
    }
}
