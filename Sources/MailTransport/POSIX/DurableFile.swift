internal import Glibc

/// Files that are either the old or the new one, whatever happens in between.
enum DurableFile {
    /// Replaces `path` by `bytes`: temporary, fsync, rename, fsync of the folder. Mode 0600.
    static func replace(
        _ path: String, with bytes: [UInt8], through temporary: String? = nil
    ) throws(FileFault) {
        let temporary = temporary ?? "\(path).\(getpid()).tmp"
        do throws(FileFault) {
            let file = try FileDescriptor(opening: temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW)
            try file.write(bytes)
            try file.synchronize()
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, path) == 0 else {
            let fault = FileFault("rename")
            unlink(temporary)
            throw fault
        }
        try synchronizeFolder(of: path)
    }

    /// Makes the names in the folder that holds `path` durable.
    static func synchronizeFolder(of path: String) throws(FileFault) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        try synchronizeFolder(folder)
    }

    /// Makes the names in `folder` durable.
    static func synchronizeFolder(_ folder: String) throws(FileFault) {
        let descriptor = try FileDescriptor(opening: folder, O_RDONLY | O_DIRECTORY)
        try descriptor.synchronize()
    }
}
