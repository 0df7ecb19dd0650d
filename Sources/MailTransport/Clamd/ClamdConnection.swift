internal import Glibc

/// One connection to clamd, for one command. Every wait is bounded.
final class ClamdConnection {
    /// The longest reply that is read, in octets.
    private static let longestReply = 4096

    private let socket: Int32
    private let idle: Int

    /// Connects; `idle` is the longest silence of the daemon that is borne, in milliseconds.
    init(_ address: ClamdAddress, within limit: Int, idle: Int) throws(TransportError) {
        self.idle = idle
        let family = if case .unix = address { AF_UNIX } else { AF_INET }
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        socket = Glibc.socket(family, type, 0)
        guard socket >= 0 else { throw Self.fault(.unreachable, "socket") }
        guard Self.connect(socket, address) != 0 else { return }
        // A Unix socket whose queue is full says EAGAIN, and nothing would ever wake a wait for it.
        guard errno == EINPROGRESS else { throw Self.fault(.unreachable, Self.lastError) }
        var descriptor = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
        guard poll(&descriptor, 1, Int32(clamping: limit)) == 1 else { throw Self.fault(.timeout, "connect") }
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(socket, SOL_SOCKET, SO_ERROR, &code, &length)
        guard code == 0 else { throw Self.fault(.unreachable, String(cString: strerror(code))) }
    }

    deinit { close(socket) }

    /// Sends all of `octets`. False when the daemon already answers, or has closed: then the rest is not wanted.
    func send(_ octets: ArraySlice<UInt8>) throws(TransportError) -> Bool {
        try octets.withUnsafeBufferPointer { buffer throws(TransportError) in
            try send(UnsafeRawBufferPointer(buffer))
        }
    }

    private func send(_ octets: UnsafeRawBufferPointer) throws(TransportError) -> Bool {
        var rest = octets
        while let base = rest.baseAddress, !rest.isEmpty {
            let count = Glibc.send(socket, base, rest.count, Int32(MSG_NOSIGNAL))
            if count > 0 {
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            } else if errno == EAGAIN {
                if try wait(for: POLLIN | POLLOUT) & POLLIN != 0 { return false }
            } else if errno == EPIPE || errno == ECONNRESET {
                return false
            } else if errno != EINTR {
                throw Self.fault(.connectionLost, Self.lastError)
            }
        }
        return true
    }

    /// The reply without its final NUL.
    func reply() throws(TransportError) -> [UInt8] {
        var reply: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1024)
        while true {
            _ = try wait(for: POLLIN)
            let count = recv(socket, &chunk, chunk.count, 0)
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                throw Self.fault(.connectionLost, Self.lastError)
            }
            guard count > 0 else {
                throw Self.fault(.connectionLost, reply.isEmpty ? "no reply" : "half a reply")
            }
            reply += chunk[..<count]
            if let end = reply.firstIndex(of: 0) { return Array(reply[..<end]) }
            guard reply.count <= Self.longestReply else {
                throw Self.fault(.protocolViolation, "an endless reply")
            }
        }
    }

    /// Waits until the daemon takes or gives something; tells which.
    private func wait(for events: Int32) throws(TransportError) -> Int32 {
        let end = MonotonicClock.now() + idle
        while true {
            let remaining = end - MonotonicClock.now()
            guard remaining > 0 else { throw Self.fault(.timeout, "silence") }
            var descriptor = pollfd(fd: socket, events: Int16(events), revents: 0)
            let result = poll(&descriptor, 1, Int32(clamping: remaining))
            if result > 0 { return Int32(descriptor.revents) }
            guard result == 0 || errno == EINTR else { throw Self.fault(.connectionLost, "poll") }
        }
    }

    private static func connect(_ socket: Int32, _ address: ClamdAddress) -> Int32 {
        switch address {
        case .unix(let path):
            var name = sockaddr_un()
            name.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
            return withUnsafePointer(to: &name) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
        case .loopback(let port):
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            return withUnsafePointer(to: &name) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        }
    }

    private static var lastError: String { String(cString: strerror(errno)) }

    static func fault(_ code: TransportError.Code, _ detail: String) -> TransportError {
        TransportError(code, .scan, host: "clamd", detail: detail)
    }
}
