import Glibc
import MIME

/// Reads every file of a folder with `MIME` and decodes every part; prints "FILES LEAVES OCTETS".
@main
struct DecodeFolder {
    static func main() {
        guard CommandLine.arguments.count == 2, let folder = opendir(CommandLine.arguments[1]) else { exit(66) }
        defer { closedir(folder) }
        let reader = MessageReader()
        var (files, leaves, octets) = (0, 0, 0)
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            guard let message = contents(of: name, in: dirfd(folder)) else { exit(66) }
            files += 1
            for part in reader.entity(message).flattened where part.isLeaf {
                leaves += 1
                octets += part.decodedBody().count
                if part.contentType.mediaType.hasPrefix("text/") { _ = part.text() }
            }
        }
        print(files, leaves, octets)
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
                let count = read(file, buffer.baseAddress.map { $0 + filled }, size - filled)
                guard count > 0 else { return }
                filled += count
            }
        }
    }
}
