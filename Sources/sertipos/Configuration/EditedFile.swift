internal import Domain
internal import Glibc

/// A text file that people edit: read whole, a plain file of at most 1 MiB, UTF-8 only.
struct EditedFile {
    /// The most octets such a file may have.
    static let sizeLimit = 1 << 20

    /// Where it lies; messages name it so.
    let path: String

    /// Its text without a byte order mark.
    func text() throws(DocumentError) -> String {
        var bytes = try octets()
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw DocumentError(
                file: path, line: Self.firstInvalidLine(bytes), problem: "this line is not UTF-8",
                remedy: "save the file with the encoding UTF-8")
        }
        return text
    }

    /// Its octets. Opening never blocks, whatever lies at the path.
    func octets() throws(DocumentError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw DocumentError(file: path, problem: "is not a plain file")
        }
        var bytes = [UInt8](repeating: 0, count: min(Int(status.st_size), Self.sizeLimit) + 1)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(errno) }
            if count == 0 { break }
            filled += count
        }
        guard filled <= Self.sizeLimit else {
            throw DocumentError(file: path, problem: "is larger than 1 MiB")
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    private func unreadable(_ code: Int32) -> DocumentError {
        DocumentError(file: path, problem: "cannot be read: \(String(cString: strerror(code)))")
    }

    private static func firstInvalidLine(_ bytes: [UInt8]) -> Int? {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
    }
}
