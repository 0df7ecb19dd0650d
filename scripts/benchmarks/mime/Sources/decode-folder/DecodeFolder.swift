import Glibc
import MIME

/// Reads every file of a folder with `MIME` and decodes every part; prints "FILES LEAVES OCTETS".
///
/// `decode-folder FOLDER TIMES`
@main
struct DecodeFolder {
    private var files = 0
    private var leaves = 0
    private var octets = 0

    static func main() {
        let words = CommandLine.arguments
        guard words.count == 3, let times = Int(words[2]), let folder = opendir(words[1]) else { exit(66) }
        defer { closedir(folder) }
        var last = DecodeFolder()
        for _ in 0..<times {
            last = DecodeFolder()
            last.read(folder)
        }
        print(last.files, last.leaves, last.octets)
    }

    private mutating func read(_ folder: OpaquePointer) {
        let reader = MessageReader()
        rewinddir(folder)
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            guard let message = Self.contents(of: name, in: dirfd(folder)) else { exit(66) }
            files += 1
            // GMime understands addresses, date and identifiers while it parses: the same is asked of ours.
            _ = reader.headerSection(message)
            for part in reader.entity(message).flattened where part.isLeaf {
                leaves += 1
                octets += part.decodedBody().count
                if part.contentType.mediaType.hasPrefix("text/") { _ = part.text() }
            }
        }
    }

    private static func contents(of name: String, in folder: CInt) -> [UInt8]? {
        let file = openat(folder, name, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { return nil }
        let size = Int(status.st_size)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            while filled < size {
                let count = Glibc.read(file, buffer.baseAddress.map { $0 + filled }, size - filled)
                guard count > 0 else { return }
                filled += count
            }
        }
    }
}
