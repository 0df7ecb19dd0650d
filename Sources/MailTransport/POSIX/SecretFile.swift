internal import Glibc

/// A small file with a secret, which others must not be able to read nor the group to change.
struct SecretFile {
    /// Where it lies.
    let path: String

    /// The file's octets; throws `secretUnreadable`, never naming the content.
    func contents() throws(TransportError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw unreadable("not a plain file")
        }
        guard status.st_mode & 0o027 == 0 else { throw unreadable("others may read or change it") }
        guard status.st_size <= 65_536 else { throw unreadable("larger than 64 KiB") }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                read(descriptor, $0.baseAddress.map { $0 + filled }, $0.count - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(String(cString: strerror(errno))) }
            if count == 0 { break }
            filled += count
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    /// The text up to the first line end.
    func firstLine() throws(TransportError) -> SecretText {
        var octets = try contents()
        defer { octets.wipe() }
        let length = octets.firstIndex { $0 == 10 || $0 == 13 } ?? octets.count
        // No slice outlives its line: wiping would then wipe a copy.
        let secret = SecretText(octets.prefix(length))
        guard secret.count > 0, secret.isText else {
            throw unreadable("its first line is empty or not UTF-8")
        }
        return secret
    }

    private func unreadable(_ problem: String) -> TransportError {
        TransportError(.secretUnreadable, .configuration, host: path, detail: problem)
    }
}
