import Foundation

/// Messages that end with NUL, over one socket that the browser knows as descriptors 3 and 4.
final class ChromiumPipe {
    private var descriptor: Int32
    private var received = Data()

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close() }

    /// Our end, and theirs, which is above 4 so that it can be put in both places.
    static func pair() throws -> (ours: ChromiumPipe, theirs: Int32) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw ChromiumFailure("no socket")
        }
        let theirs = fcntl(ends[1], F_DUPFD_CLOEXEC, 10)
        Glibc.close(ends[1])
        guard theirs >= 0 else {
            Glibc.close(ends[0])
            throw ChromiumFailure("no descriptor")
        }
        return (ChromiumPipe(ends[0]), theirs)
    }

    func close() {
        if descriptor >= 0 { Glibc.close(descriptor) }
        descriptor = -1
    }

    func send(_ message: Data) throws {
        var rest = Array(message) + [0]
        while !rest.isEmpty {
            let count = Glibc.send(descriptor, rest, rest.count, Int32(MSG_NOSIGNAL))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw ChromiumFailure("the browser is gone") }
            rest.removeFirst(count)
        }
    }

    /// The next message.
    func receive(until deadline: Date) throws -> Data {
        var searched = 0
        while true {
            if let end = received[(received.startIndex + searched)...].firstIndex(of: 0) {
                let message = Data(received[..<end])
                received = Data(received[(end + 1)...])
                return message
            }
            searched = received.count
            try fill(until: deadline)
        }
    }

    private func fill(until deadline: Date) throws {
        let remaining = deadline.timeIntervalSinceNow
        guard remaining > 0 else { throw ChromiumFailure("no answer in time") }
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, Int32(remaining * 1000) + 1) > 0 else { return }
        var chunk = [UInt8](repeating: 0, count: 262_144)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        if count < 0, errno == EINTR { return }
        guard count > 0 else { throw ChromiumFailure("the browser ended") }
        received += chunk[..<count]
    }
}
