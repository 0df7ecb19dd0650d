import Foundation

/// A server on a loopback port that does what a test says, one thread per connection.
final class ScriptedServer: @unchecked Sendable {
    /// The port it listens on.
    let port: UInt16
    private let listener: Int32
    private let lock = NSLock()
    private var lines: [String] = []
    private var accepted = 0
    private var isListening = true

    /// Starts; `script` runs for every connection, which ends with it. It gets the connection's number from 0.
    init(_ script: @escaping @Sendable (ScriptedConnection, Int) throws -> Void) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [weak self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0, let self else {
                    close(listener)
                    return
                }
                let number = self.lock.withLock {
                    self.accepted += 1
                    return self.accepted - 1
                }
                let record: @Sendable (String) -> Void = { [weak self] line in self?.note(line) }
                Thread.detachNewThread {
                    let connection = ScriptedConnection(client, record: record)
                    // The client going away in the middle is what many tests are about.
                    try? script(connection, number)
                    connection.close()
                }
            }
        }
    }

    deinit { stop() }

    /// Accepts nobody any more.
    func stop() {
        lock.withLock {
            if isListening { shutdown(listener, Int32(SHUT_RDWR)) }
            isListening = false
        }
    }

    /// All lines all clients sent.
    var transcript: [String] { lock.withLock { lines } }

    /// How many clients came.
    var connections: Int { lock.withLock { accepted } }

    private func note(_ line: String) { lock.withLock { lines.append(line) } }
}

/// One client of a ``ScriptedServer``.
final class ScriptedConnection {
    struct Gone: Error {}

    private let socket: Int32
    private let record: (String) -> Void
    private var buffer: [UInt8] = []
    private var isOpen = true

    init(_ socket: Int32, record: @escaping (String) -> Void) {
        self.socket = socket
        // Without this every second small reply waits 40 ms for an acknowledgement.
        var on: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        self.record = record
    }

    /// The next line without its end.
    func readLine() throws -> String {
        while true {
            if let end = buffer.firstIndex(of: 10) {
                let line = String(decoding: buffer[..<end].filter { $0 != 13 }, as: UTF8.self)
                buffer.removeSubrange(...end)
                record(line)
                return line
            }
            try fill()
        }
    }

    /// Exactly `count` octets.
    func read(_ count: Int) throws -> [UInt8] {
        while buffer.count < count { try fill() }
        defer { buffer.removeFirst(count) }
        return Array(buffer[..<count])
    }

    /// Sends text.
    func write(_ text: String) throws { try write(Array(text.utf8)) }

    /// Sends octets.
    func write(_ octets: [UInt8]) throws {
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Gone() }
            rest = rest.dropFirst(count)
        }
    }

    /// Waits until the client has gone.
    func waitForEnd() throws { while true { try fill() } }

    func close() {
        guard isOpen else { return }
        isOpen = false
        shutdown(socket, Int32(SHUT_RDWR))
        Foundation.close(socket)
    }

    private func fill() throws {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &chunk, chunk.count, 0)
        guard count > 0 else { throw Gone() }
        buffer += chunk[..<count]
    }
}
