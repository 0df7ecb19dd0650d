import Glibc

extension DurableFile {
    /// Makes everything durable that was written to the file system that `folder` lies on.
    public static func flushFileSystem(of folder: String) throws(SpoolError) {
        let file = try OpenFile(folder, flags: O_RDONLY | O_DIRECTORY)
        guard FileSystemFlush.isReliable else {
            sync()
            return try file.synchronize()
        }
        try file.synchronizeFileSystem()
    }
}
