internal import Glibc

/// An open file that closes itself. Every call is retried when a signal interrupts it.
struct FileDescriptor: ~Copyable {
    /// The number the kernel gave.
    let number: Int32

    /// Opens `path`; always close-on-exec.
    init(opening path: String, _ flags: Int32, mode: mode_t = 0o600) throws(FileFault) {
        number = open(path, flags | O_CLOEXEC, mode)
        guard number >= 0 else { throw FileFault("open") }
    }

    deinit { close(number) }

    /// Writes all of `bytes`.
    func write(_ bytes: UnsafeRawBufferPointer) throws(FileFault) {
        var rest = bytes
        while let base = rest.baseAddress, !rest.isEmpty {
            let count = Glibc.write(number, base, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw FileFault("write")
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Writes all of `bytes`.
    func write(_ bytes: [UInt8]) throws(FileFault) {
        try bytes.withUnsafeBufferPointer { buffer throws(FileFault) in
            try write(UnsafeRawBufferPointer(buffer))
        }
    }

    /// Reads into `buffer`; returns how many octets came, 0 at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFault) -> Int {
        while true {
            let count = Glibc.read(number, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            if errno != EINTR { throw FileFault("read") }
        }
    }

    /// Everything from the present place to the end.
    func readToEnd() throws(FileFault) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = try chunk.withUnsafeMutableBufferPointer { buffer throws(FileFault) in
                try read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    /// Makes the content durable. A failure is final: the kernel may have dropped the pages.
    func synchronize() throws(FileFault) {
        guard fsync(number) == 0 else { throw FileFault("fsync") }
    }

    /// Gives the lock back.
    func unlock() { flock(number, LOCK_UN) }

    /// Waits until no other process holds the lock of this file.
    func lock() throws(FileFault) {
        while flock(number, LOCK_EX) != 0 {
            if errno != EINTR { throw FileFault("flock") }
        }
    }
}

/// A system call that failed.
struct FileFault: Error {
    /// The call.
    let call: String
    /// Its errno.
    let number: Int32

    /// The call that just failed.
    init(_ call: String) {
        self.call = call
        number = errno
    }

    /// The fault as others see it.
    func error(_ phase: TransportError.Phase, at path: String) -> TransportError {
        TransportError(
            .fileSystem, phase, host: path, detail: "\(call): \(String(cString: strerror(number)))")
    }
}
