internal import Domain
internal import Glibc

/// The dead-man file: a good run writes its moment. When it grows old, nobody runs the desk, or no run is good.
struct Heartbeat {
    /// The file.
    let path: String

    /// The file of a desk.
    init(_ live: LiveDesk) { path = live.folder.resolve(live.configuration.alerts.deadManFile) }

    /// Writes `now`, whole or not at all. It need not survive a power cut: after one, it is old anyway.
    func beat(at now: Timestamp) throws(HeartbeatError) {
        let temporary = path + ".new"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw HeartbeatError(path: path, code: errno) }
        let bytes = Array("\(now)\n".utf8)
        let isWritten = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) } == bytes.count
        let code = isWritten ? 0 : errno
        close(file)
        guard isWritten, rename(temporary, path) == 0 else {
            let cause = isWritten ? errno : code
            unlink(temporary)
            throw HeartbeatError(path: path, code: cause)
        }
    }

    /// Seconds since the last good run, as the file's own date says; `nil` if there is none.
    func age(at now: Timestamp) -> Int64? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return now - Timestamp(seconds: Int64(status.st_mtim.tv_sec))
    }
}

/// The dead-man file cannot be written, and its watchdog will bark.
struct HeartbeatError: ClassifiedError {
    let path: String
    let code: Int32

    /// A full or failing disk may pass.
    var failureClass: FailureClass {
        [ENOSPC, EDQUOT, EIO, ENFILE, EMFILE].contains(code) ? .transient : .permanent
    }
    var description: String {
        "the dead-man file \(path) cannot be written: \(String(cString: strerror(code))); "
            + "see alerts.dead-man-file in cron/desk.yaml"
    }
}
