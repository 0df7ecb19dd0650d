import Domain
import Glibc
import Testing

@testable import Spool

/// A spool in a folder that lives as long as the test.
final class SpoolFixture {
    let base: String
    let path: String

    init() {
        // In memory where possible: other programs' disk traffic would make every flush wait.
        let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
        var template = Array("\(parent)/spool-test-XXXXXX".utf8CString)
        base = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap(mkdtemp).map { String(cString: $0) } ?? ""
        }
        precondition(!base.isEmpty, "no scratch folder")
        path = base + "/spool"
    }

    deinit { Self.remove(base) }

    func open(digesting: (any Digesting)? = nil) throws -> SpoolDirectory {
        try SpoolDirectory(path: path, digesting: digesting, creating: true)
    }

    /// Path of a sealed message.
    func sealed(_ digest: Digest) -> String { "\(path)/incoming/\(digest.hex.prefix(2))/\(digest.hex).eml" }

    /// Path of what is left of a redacted message.
    func redacted(_ digest: Digest) -> String { "\(path)/redacted/\(digest.hex).eml" }

    /// All plain files below the spool, as paths relative to it, sorted.
    func files() -> [String] { Self.list(path).map { String($0.dropFirst(path.count + 1)) }.sorted() }

    static func list(_ path: String) -> [String] {
        entries(path).flatMap { name, isFolder in
            isFolder ? list("\(path)/\(name)") : ["\(path)/\(name)"]
        }
    }

    private static func remove(_ path: String) {
        for (name, isFolder) in entries(path) {
            if isFolder { remove("\(path)/\(name)") } else { unlink("\(path)/\(name)") }
        }
        rmdir(path)
    }

    private static func entries(_ path: String) -> [(name: String, isFolder: Bool)] {
        guard let stream = opendir(path) else { return [] }
        defer { closedir(stream) }
        var found: [(name: String, isFolder: Bool)] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { found.append((name, entry.pointee.d_type == UInt8(DT_DIR))) }
        }
        return found
    }
}

/// A digest in name only: the spool believes its caller.
func digest(_ index: Int) -> Digest { Mixing().digest(Array("name \(index)".utf8)) }

/// Octets that `index` names.
func octets(_ index: Int, count: Int) -> [UInt8] {
    (0..<count).map { (place: Int) -> UInt8 in
        let mixed: Int = (place &* 31) ^ (place >> 8)
        return UInt8(truncatingIfNeeded: mixed &+ index)
    }
}

extension SpoolDirectory {
    /// Writes one message in pieces and returns its writer.
    func write(_ bytes: [UInt8], piece: Int = 1000) throws -> any SpoolWriter {
        let writer = try makeWriter()
        var start = 0
        while start < bytes.count {
            let end = min(start + piece, bytes.count)
            try bytes[start..<end].withUnsafeBytes { try writer.append($0) }
            start = end
        }
        return writer
    }
}

/// Runs `body` and returns the code of the `SpoolError` it throws.
func code(of body: () throws -> Void) -> SpoolError.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? SpoolError)?.code
    }
}

func mode(_ path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
}

func store(_ text: String, at path: String) {
    guard let file = fopen(path, "w") else { return }
    fputs(text, file)
    fclose(file)
}

/// Stands in for SHA-256 where only the comparison matters (FNV-1a, spread over 32 octets).
struct Mixing: Digesting {
    func digest(_ bytes: UnsafeRawBufferPointer) -> Digest {
        var hasher = Hasher()
        hasher.update(bytes)
        return hasher.finalize()
    }

    func makeHasher() -> any IncrementalDigest { Hasher() }

    struct Hasher: IncrementalDigest {
        private var state: UInt64 = 0xcbf2_9ce4_8422_2325

        mutating func update(_ bytes: UnsafeRawBufferPointer) {
            for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }

        mutating func finalize() -> Digest {
            var bytes: [UInt8] = []
            for turn: UInt64 in 1...4 {
                let word: UInt64 = (state &* (turn * 2 + 1)) ^ (state >> (turn * 7))
                withUnsafeBytes(of: word.bigEndian) { bytes += $0 }
            }
            guard let digest = Digest(bytes: bytes) else { preconditionFailure("32 octets are a digest") }
            return digest
        }
    }
}
