internal import Domain
internal import Glibc

extension Configuration {
    /// What is wrong with the files that the configuration names, as they lie in `desk` now: missing,
    /// unreadable or empty ones, and secrets that others can read. No message holds any content.
    func problems(in desk: DeskFolder) -> [DocumentError] {
        files.compactMap { $0.problem(at: desk.resolve($0.path)) }
    }
}

extension FileReference {
    /// What is wrong with the file at `resolved`, or `nil`.
    func problem(at resolved: String) -> DocumentError? {
        let descriptor = open(resolved, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return unreadable(resolved, code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return unreadable(resolved, code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            return error("\(key): \(resolved) is not a plain file", remedy: "name a file")
        }
        if kind == .secret, status.st_mode & 0o177 != 0 {
            let mode = String(status.st_mode & 0o7777, radix: 8)
            return error(
                "\(key): \(resolved) has mode 0\(mode), so that others may use it",
                remedy: "run 'chmod 600 \(resolved)' and change the secret if others could read it")
        }
        guard Self.hasContent(descriptor) else {
            return error("\(key): \(resolved) is empty", remedy: "put the value on its first line")
        }
        return nil
    }

    private func unreadable(_ resolved: String, code: Int32) -> DocumentError {
        if code == ENOENT {
            let remedy = kind == .secret ? "create it with mode 0600" : "create it or correct the path"
            return error("\(key): \(resolved) does not exist", remedy: remedy)
        }
        return error(
            "\(key): \(resolved) cannot be read: \(String(cString: strerror(code)))",
            remedy: "give it to the user that runs the desk")
    }

    /// Whether something visible stands on the first line. What was read is overwritten at once.
    private static func hasContent(_ descriptor: Int32) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
            defer { if let start = buffer.baseAddress { explicit_bzero(start, buffer.count) } }
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            return count > 0 && buffer.prefix(count).prefix { $0 != 10 && $0 != 13 }.contains { $0 > 0x20 }
        }
    }
}
