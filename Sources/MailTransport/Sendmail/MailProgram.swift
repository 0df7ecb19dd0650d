internal import Glibc

/// A running mail program with one end of a socket as its standard input.
final class MailProgram {
    private let child: pid_t
    private let input: Int32
    private var isInputOpen = true

    /// Starts `program`; its output goes nowhere, so that no content can land in a log.
    init(_ program: String, _ arguments: [String]) throws(FileFault) {
        var pair: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &pair) == 0 else { throw FileFault("socketpair") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pair[1], 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The desk ignores SIGPIPE; its children must not inherit that.
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var argv = arguments.map { strdup($0) }
        defer { argv.forEach { free($0) } }
        argv.append(nil)
        var pid: pid_t = 0
        let code = posix_spawn(&pid, program, &actions, &attributes, argv, environ)
        close(pair[1])
        guard code == 0 else {
            close(pair[0])
            errno = code
            throw FileFault("posix_spawn")
        }
        child = pid
        input = pair[0]
    }

    deinit { closeInput() }

    /// Writes `octets` and closes the program's input. Whether it took all of them.
    func feed(_ octets: [UInt8], until end: Int) -> Bool {
        defer { closeInput() }
        var start = 0
        while start < octets.count {
            let count = octets.withUnsafeBytes { bytes in
                send(
                    input, bytes.baseAddress.map { $0 + start }, bytes.count - start,
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            if count > 0 {
                start += count
            } else if errno == EAGAIN || errno == EINTR {
                var descriptor = pollfd(fd: input, events: Int16(POLLOUT), revents: 0)
                let remaining = end - MonotonicClock.now()
                guard remaining > 0 else { return false }
                poll(&descriptor, 1, Int32(clamping: remaining))
            } else {
                return false
            }
        }
        return true
    }

    /// Waits for the program's end; returns its exit code, or `nil` if it had to be killed or died of a
    /// signal.
    func wait(until end: Int) -> Int32? {
        var status: Int32 = 0
        while true {
            let result = waitpid(child, &status, WNOHANG)
            if result == child { break }
            if result < 0, errno != EINTR { return nil }
            if MonotonicClock.now() >= end {
                kill(child, SIGKILL)
                while waitpid(child, &status, 0) < 0, errno == EINTR {}
                return nil
            }
            poll(nil, 0, 5)
        }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
    }

    private func closeInput() {
        if isInputOpen { close(input) }
        isInputOpen = false
    }
}
