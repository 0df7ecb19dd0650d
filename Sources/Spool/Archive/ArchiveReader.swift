public import Domain
import Glibc

/// Reads a `tar` file of plain files. It may come from anywhere, so nothing in it is believed: names are checked,
/// links and devices refused, and no more is written than the headers announce. Only the digest at the end tells that
/// every octet is the writer's, so nothing that was read counts before ``next()`` has given `nil`.
public final class ArchiveReader {
    private let file: OpenFile
    private let digesting: any Digesting
    private let total: Int64
    private var place: Int64 = 0
    private var current: TapeHeader?
    private var moment: Int64?
    private var whole: any IncrementalDigest
    private static let chunk = 64 * 1024

    /// Opens the archive at `path`.
    public init(path: String, digesting: any Digesting) throws(SpoolError) {
        file = try OpenFile(path, flags: O_RDONLY | O_NONBLOCK)
        self.digesting = digesting
        whole = digesting.makeHasher()
        let status = try file.status()
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SpoolError(.misuse, "\(path) is not a plain file", remedy: "name a backup")
        }
        total = Int64(status.st_size)
    }

    /// How much of the archive was read, from 0 to 1,000.
    public var progress: Int { total > 0 ? Int(place * 1_000 / total) : 1_000 }

    /// Name and size of the next file, or `nil` at the end, when all octets were the writer's. What was not read of
    /// the one before is passed over.
    public func next() throws(SpoolError) -> (name: String, size: Int64)? {
        if let header = current {
            try pass(header.size)
            try finish(header)
        }
        let block = try read(TapeHeader.blockSize, isDigested: false)
        let header = try TapeHeader(block)
        guard header.octets == block else {
            throw Self.damaged("has a header that this program does not write")
        }
        guard header.size <= total - place else { throw Self.damaged("is cut short") }
        if header.name == ArchiveWriter.digestName {
            try checkEnd(header)
            return nil
        }
        block.withUnsafeBytes { whole.update($0) }
        guard Self.isPlain(header.name) else {
            throw SpoolError(
                .damaged, "the archive holds a name that leads elsewhere",
                remedy: "use a backup that this program made")
        }
        current = header
        moment = header.modifiedAt
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
        try pass(header.size) { octets throws(SpoolError) in
            octets.withUnsafeBytes { hasher.update($0) }
            try output.write(octets)
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

    /// Reads `count` octets in pieces.
    private func pass(_ count: Int64, to body: ([UInt8]) throws(SpoolError) -> Void = { _ in })
        throws(SpoolError)
    {
        var rest = count
        while rest > 0 {
            let octets = try read(Int(min(rest, Int64(Self.chunk))))
            try body(octets)
            rest -= Int64(octets.count)
        }
    }

    /// Reads what fills the block behind a file.
    private func finish(_ header: TapeHeader) throws(SpoolError) {
        let block = Int64(TapeHeader.blockSize)
        try pass((block - header.size % block) % block)
        current = nil
    }

    /// The last file is the digest of all before it, under a header of the same moment; only zeros follow.
    private func checkEnd(_ header: TapeHeader) throws(SpoolError) {
        let digest = Array(whole.finalize().hex.utf8)
        let block = TapeHeader.blockSize
        let end = digest + [UInt8](repeating: 0, count: 3 * block - digest.count)
        guard header.size == Int64(digest.count), moment.map({ $0 == header.modifiedAt }) ?? true,
            total - place == Int64(end.count), try read(end.count, isDigested: false) == end
        else { throw Self.damaged("is not as it was written") }
    }

    private func read(_ count: Int, isDigested: Bool = true) throws(SpoolError) -> [UInt8] {
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
        if isDigested { octets.withUnsafeBytes { whole.update($0) } }
        return octets
    }

    private static func damaged(_ what: String) -> SpoolError {
        SpoolError(.damaged, "the archive \(what)", remedy: "use another backup")
    }
}
