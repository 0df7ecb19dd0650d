public import Domain
import Glibc

/// A file in an archive, as the manifest names it.
public struct ArchivedFile: Sendable, Hashable, Codable {
    /// Its name below the desk's folder.
    public let name: String
    /// Octets.
    public let size: Int64
    /// SHA-256, hexadecimal.
    public let sha256: String

    /// A file.
    public init(name: String, size: Int64, sha256: String) {
        self.name = name
        self.size = size
        self.sha256 = sha256
    }
}

/// Writes plain files one after the other into a new `tar` file (mode 0600) that nobody sees under its name
/// before it is whole and durable. The last file, ``digestName``, holds the digest of all octets before it.
public final class ArchiveWriter {
    /// The name of the file that ends every archive: SHA-256 of what stands before its header, hexadecimal.
    public static let digestName = "archive.sha256"

    private let path: String
    private let temporary: String
    private let file: OpenFile
    private let digesting: any Digesting
    private let moment: Timestamp
    /// What the digest at the end is made of; `nil` once it is made.
    private var whole: (any IncrementalDigest)?
    private static let chunk = 64 * 1024

    /// Begins an archive that will be `path`. What a killed attempt left beside it is replaced.
    public init(path: String, digesting: any Digesting, at moment: Timestamp) throws(SpoolError) {
        self.path = path
        self.digesting = digesting
        self.moment = moment
        whole = digesting.makeHasher()
        temporary = path + ".making"
        guard unlink(temporary) == 0 || errno == ENOENT else { throw .system("remove", temporary) }
        file = try OpenFile(temporary, flags: O_WRONLY | O_CREAT | O_EXCL, name: temporary)
        try file.setMode(0o600)
    }

    /// Adds octets.
    public func add(_ octets: [UInt8], as name: String) throws(SpoolError) -> ArchivedFile {
        try writeHeader(name, Int64(octets.count))
        try write(octets)
        try pad(Int64(octets.count))
        return ArchivedFile(
            name: name, size: Int64(octets.count), sha256: digesting.digest(octets).hex)
    }

    /// Adds the plain file at `source`. A file that changes its size meanwhile is an error.
    public func add(file source: String, as name: String) throws(SpoolError) -> ArchivedFile {
        let input = try OpenFile(source, flags: O_RDONLY | O_NONBLOCK)
        let status = try input.status()
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SpoolError(.unsafePermissions, "\(source) is not a plain file", remedy: "look at it")
        }
        let size = Int64(status.st_size)
        try writeHeader(name, size)
        var hasher = digesting.makeHasher()
        var rest = size
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 16)
        defer { buffer.deallocate() }
        while rest > 0 {
            let want = UnsafeMutableRawBufferPointer(
                rebasing: buffer.prefix(Int(min(rest, Int64(Self.chunk)))))
            let count = try input.read(into: want)
            guard count > 0 else {
                throw SpoolError(.inputOutput, "\(source) became shorter", remedy: "try again")
            }
            let part = UnsafeRawBufferPointer(rebasing: want.prefix(count))
            hasher.update(part)
            whole?.update(part)
            try file.write(part)
            rest -= Int64(count)
        }
        try pad(size)
        return ArchivedFile(name: name, size: size, sha256: hasher.finalize().hex)
    }

    /// Ends the archive: durable, then under its name, then the name durable.
    public func finish() throws(SpoolError) {
        if var digest = whole {
            whole = nil
            _ = try add(Array(digest.finalize().hex.utf8), as: Self.digestName)
        }
        try file.write([UInt8](repeating: 0, count: 2 * TapeHeader.blockSize))
        try file.synchronize()
        guard rename(temporary, path) == 0 else { throw .system("rename", path) }
        try OpenFile(Self.folder(of: path), flags: O_RDONLY | O_DIRECTORY).synchronize()
    }

    /// Gives up; nothing is left.
    public func discard() { unlink(temporary) }

    private static func folder(of path: String) -> String {
        guard let cut = path.lastIndex(of: "/") else { return "." }
        return cut == path.startIndex ? "/" : String(path[..<cut])
    }

    private func writeHeader(_ name: String, _ size: Int64) throws(SpoolError) {
        guard let header = TapeHeader(name: name, size: size, modifiedAt: moment.seconds).octets else {
            throw SpoolError(
                .misuse, "\(name) does not fit into an archive",
                remedy: "its name has over 255 octets or it has over 8 GiB")
        }
        try write(header)
    }

    private func write(_ octets: [UInt8]) throws(SpoolError) {
        octets.withUnsafeBytes { whole?.update($0) }
        try file.write(octets)
    }

    private func pad(_ size: Int64) throws(SpoolError) {
        let rest = Int(size % Int64(TapeHeader.blockSize))
        if rest > 0 { try write([UInt8](repeating: 0, count: TapeHeader.blockSize - rest)) }
    }
}
