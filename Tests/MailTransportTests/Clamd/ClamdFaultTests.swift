import Domain
import Foundation
import MailTransport
import Synchronization
import Testing

@Suite("clamd: faults")
struct ClamdFaultTests {
    /// Servers of the tests: one that nobody holds any more closes its door.
    private static let servers = Mutex<[ScriptedServer]>([])

    /// A server that answers PING well and everything else as `script` says.
    private func server(
        isAlive: Bool = true, _ script: @escaping @Sendable (ScriptedConnection, Int) throws -> Void
    ) throws -> (ScriptedServer, ClamdScanner) {
        let server = try ScriptedServer { connection, number in
            if String(decoding: try connection.read(6), as: UTF8.self) == "zPING\0" {
                try connection.write(isAlive ? "PONG\0" : "UNKNOWN COMMAND\0")
                return
            }
            _ = try connection.read(4)
            try script(connection, number)
        }
        Self.servers.withLock { $0.append(server) }
        let address = try #require(ClamdAddress("tcp:127.0.0.1:\(server.port)"))
        return (server, ClamdScanner(address, connect: .milliseconds(500), idle: .milliseconds(200)))
    }

    /// Everything the client sends, chunk by chunk.
    private static func chunks(_ connection: ScriptedConnection) throws -> [[UInt8]] {
        var chunks: [[UInt8]] = []
        while true {
            let length = try connection.read(4).reduce(0) { $0 << 8 | Int($1) }
            guard length > 0 else { return chunks }
            chunks.append(try connection.read(length))
        }
    }

    @Test("octets arrive in length-prefixed chunks of at most 64 KiB, closed by an empty one")
    func framing() throws {
        let octets = (0..<150_000).map { UInt8(truncatingIfNeeded: $0) }
        let (_, scanner) = try server { connection, _ in
            let chunks = try Self.chunks(connection)
            let isRight = chunks.map(\.count) == [65_536, 65_536, 18_928] && chunks.flatMap { $0 } == octets
            try connection.write(isRight ? "stream: OK\0" : "stream: Wrong.Frames FOUND\0")
        }
        #expect(try scanner.scan(octets) == .clean)
    }

    @Test(
        "a reply is read for what it is, and its text cannot harm a terminal",
        arguments: [
            ("stream: OK\0", MalwareFinding.clean),
            ("stream: Win.Test.EICAR_HDB-1 FOUND\0", .infected("Win.Test.EICAR_HDB-1")),
            ("stream: Bad\u{1B}[31m\nName FOUND\0", .infected("Bad?[31m?Name")),
            (
                "stream: \(String(repeating: "x", count: 300)) FOUND\0",
                .infected(String(repeating: "x", count: 100))
            ),
        ])
    func replies(reply: String, finding: MalwareFinding) throws {
        let (_, scanner) = try server { connection, _ in
            _ = try Self.chunks(connection)
            try connection.write(reply)
        }
        #expect(try scanner.scan([1, 2, 3]) == finding)
    }

    @Test("a size limit is told apart, even if it comes in the middle of the stream")
    func sizeLimit() throws {
        let (_, scanner) = try server { connection, _ in
            _ = try connection.read(70_000)
            try connection.write("INSTREAM size limit exceeded. ERROR\0")
            try connection.waitForEnd()
        }
        guard case .unscannable(let reason) = try scanner.scan([UInt8](repeating: 7, count: 30 << 20)) else {
            Issue.record("taken for scanned")
            return
        }
        #expect(reason.contains("StreamMaxLength"))
    }

    @Test(
        "a daemon that fails and is not alive is a passing fault",
        arguments: [
            "", "stream: O", "hello, this is a web server\0", "\0", "stream: FOUND\0", "stream:  FOUND",
        ])
    func broken(reply: String) throws {
        let (_, scanner) = try server(isAlive: false) { connection, _ in
            _ = try Self.chunks(connection)
            try connection.write(reply)
        }
        let error = #expect(throws: TransportError.self) { try scanner.scan([1, 2, 3]) }
        #expect(error?.failureClass == .transient)
    }

    @Test("a daemon that hangs is left after its time, an endless reply is cut")
    func bounded() throws {
        let (_, hanging) = try server(isAlive: false) { connection, _ in try connection.waitForEnd() }
        #expect(throws: TransportError.self) { try hanging.scan([UInt8](repeating: 7, count: 1 << 20)) }
        let (_, endless) = try server(isAlive: false) { connection, _ in
            while true { try connection.write(String(repeating: "x", count: 1000)) }
        }
        #expect(throws: TransportError.self) { try endless.scan([1]) }
        // Octets before a pause, so that it is silence that counts and not the whole time.
        let (_, deaf) = try server(isAlive: false) { connection, _ in
            _ = try connection.read(8)
            try connection.waitForEnd()
        }
        #expect(throws: TransportError.self) { try deaf.scan([UInt8](repeating: 7, count: 64 << 20)) }
    }

    @Test("octets on which a living daemon gives up twice are unscannable; once is forgiven")
    func poison() throws {
        let (server, scanner) = try server { _, _ in }
        guard case .unscannable(let reason) = try scanner.scan([1, 2, 3]) else {
            Issue.record("taken for scanned")
            return
        }
        #expect(reason.contains("twice"))
        #expect(server.connections == 4)
        let (_, forgiving) = try self.server { connection, number in
            if number == 0 { return }
            _ = try Self.chunks(connection)
            try connection.write("stream: OK\0")
        }
        #expect(try forgiving.scan([1, 2, 3]) == .clean)
    }

    @Test("an error of the daemon's own is never taken for clean")
    func trouble() throws {
        let (_, scanner) = try server(isAlive: false) { connection, _ in
            _ = try Self.chunks(connection)
            try connection.write("stream: Can't allocate memory ERROR\0")
        }
        let error = #expect(throws: TransportError.self) { try scanner.scan([1]) }
        #expect(error?.code == .serverUnavailable && error?.detail.contains("allocate") == true)
    }

    @Test("nobody there is a passing fault")
    func absent() throws {
        let path = NSTemporaryDirectory() + "nobody-\(UUID().uuidString.prefix(8)).ctl"
        let address = try #require(ClamdAddress("unix:\(path)"))
        let error = #expect(throws: TransportError.self) { try ClamdScanner(address).scan([1]) }
        #expect(error?.code == .unreachable && error?.failureClass == .transient)
    }

    @Test("addresses are of this machine only")
    func addresses() {
        for text in [
            "unix:", "unix:clamd.ctl", "unix:/", "tcp:10.0.0.1:3310", "tcp:clamav.example:3310",
            "tcp:127.0.0.1:0",
            "tcp:127.0.0.1:", "127.0.0.1:3310", "/run/clamav/clamd.ctl",
            "unix:/\(String(repeating: "x", count: 107))",
            "tcp:127.0.0.1:66000", "",
        ] { #expect(ClamdAddress(text) == nil, "\(text)") }
        for text in ["unix:/run/clamav/clamd.ctl", "tcp:127.0.0.1:3310"] {
            #expect(ClamdAddress(text)?.description == text)
        }
        #expect(ClamdAddress("tcp:localhost:3310") == .loopback(port: 3310))
    }
}
