public import Domain
import Glibc

/// Reads a `tar` file of plain files. It may come from anywhere, so nothing in it is believed: names are checked,
/// links and devices refused, and no more is written than the headers announce.
public final class ArchiveReader {
    private let file: OpenFile
    private let digesting: any Digesting
    private let total: Int64
    private var place: Int64 = 0
    private var current: TapeHeader?
    private static let chunk = 64 * 1024

    /// Opens the archive at `path`.
    public init(path: String, digesting: any Digesting) throws(SpoolError) {
        file = try OpenFile(path, flags: O_RDONLY | O_NONBLOCK)
        self.digesting = digesting
        let status = try file.status()
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SpoolError(.misuse, "\(path) is not a plain file", remedy: "name a backup")
        }
        total = Int64(status.st_size)
    }

    /// How much of the archive was read, from 0 to 1,000.
    public var progress: Int { total > 0 ? Int(place * 1_000 / total) : 1_000 }

    /// Name and size of the next file, or `nil` at the end. What was not read of the one before is passed over.
    public func next() throws(SpoolError) -> (name: String, size: Int64)? {
        if let current { try skip(current.size) }
        current = nil
        let block = try read(TapeHeader.blockSize)
        if block.allSatisfy({ $0 == 0 }) { return nil }
        let header = try TapeHeader(block)
        guard header.size <= total - place else { throw Self.damaged("is cut short") }
        guard Self.isPlain(header.name) else {
            throw SpoolError(
                .damaged, "the archive holds a name that leads elsewhere",
                remedy: "use a backup that this program made")
        }
        current = header
        return (header.name, header.size)
    }

    /// The octets of the present file, at most `limit`.
    public func content(limit: Int) throws(SpoolError) -> [UInt8] {
        guard let header = current, header.size <= Int64(limit) else {
            throw Self.damaged("holds a file of unlikely size")
        }
        let octets = try read(Int(header.size))
        try finish(header)
        return octets
    }

    /// Writes the present file to `path` (mode 0600), which must be new.
    public func extract(to path: String) throws(SpoolError) -> ArchivedFile {
        guard let header = current else { throw SpoolError(.misuse, "no file is being read") }
        let output = try OpenFile(path, flags: O_WRONLY | O_CREAT | O_EXCL)
        try output.setMode(0o600)
        var hasher = digesting.makeHasher()
        var rest = header.size
        while rest > 0 {
            let octets = try read(Int(min(rest, Int64(Self.chunk))))
            octets.withUnsafeBytes { hasher.update($0) }
            try output.write(octets)
            rest -= Int64(octets.count)
        }
        try finish(header)
        return ArchivedFile(name: header.name, size: header.size, sha256: hasher.finalize().hex)
    }

    /// Whether `name` stays below the folder it is put into, and is one that people can read.
    static func isPlain(_ name: String) -> Bool {
        guard (1...255).contains(name.utf8.count), !name.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
        else { return false }
        return name.split(separator: "/", omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }

    private func finish(_ header: TapeHeader) throws(SpoolError) {
        try skip(0, behind: header.size)
        current = nil
    }

    /// Passes over `count` octets and what fills the block behind them.
    private func skip(_ count: Int64, behind read: Int64 = 0) throws(SpoolError) {
        let block = Int64(TapeHeader.blockSize)
        place += count + (block - (count + read) % block) % block
        guard place <= total, lseek(file.descriptor, Int(place), SEEK_SET) >= 0 else {
            throw Self.damaged("is cut short")
        }
    }

    private func read(_ count: Int) throws(SpoolError) -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            var fault: SpoolError?
            let got = octets.withUnsafeMutableBytes { buffer -> Int in
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
                do throws(SpoolError) { return try file.read(into: rest) } catch {
                    fault = error
                    return 0
                }
            }
            if let fault { throw fault }
            guard got > 0 else { throw Self.damaged("is cut short") }
            done += got
        }
        place += Int64(count)
        return octets
    }

    private static func damaged(_ what: String) -> SpoolError {
        SpoolError(.damaged, "the archive \(what)", remedy: "use another backup")
    }
}
