import Domain
import Foundation
import MailTransport
import TestSupport
import Testing

@Suite("A real clamd", .enabled(if: ClamdDaemon.isInstalled))
struct ClamdDaemonTests {
    private static func scanner(_ daemon: ClamdDaemon) throws -> ClamdScanner {
        ClamdScanner(try #require(ClamdAddress("unix:\(daemon.socket)")))
    }

    @Test("tells the harmful from the harmless, also inside a mail, and 8 scans at once")
    func findings() throws {
        let daemon = try ClamdDaemon()
        let scanner = try Self.scanner(daemon)
        #expect(scanner.isAlive())
        #expect(try scanner.scan(Array("a letter".utf8)) == .clean)
        #expect(try scanner.scan([]) == .clean)
        #expect(try scanner.scan(ClamdDaemon.harmful) == .infected(ClamdDaemon.name))
        let base64 = Data(ClamdDaemon.harmful).base64EncodedString(options: .lineLength64Characters)
        let mail = """
            From: a@b.example\r
            Subject: x\r
            MIME-Version: 1.0\r
            Content-Type: multipart/mixed; boundary=b\r
            \r
            --b\r
            Content-Type: application/octet-stream; name=a.bin\r
            Content-Transfer-Encoding: base64\r
            \r
            \(base64)\r
            --b--\r

            """
        #expect(try scanner.scan(Array(mail.utf8)) == .infected(ClamdDaemon.name))
        // Longer than one chunk, with the harm across the border of two.
        let long = [UInt8](repeating: 0x41, count: 65_536 - 20) + ClamdDaemon.harmful
        #expect(try scanner.scan(long) == .infected(ClamdDaemon.name))
        let clean = [UInt8](repeating: 0x42, count: 20 << 20)
        #expect(try scanner.scan(clean) == .clean)
        DispatchQueue.concurrentPerform(iterations: 8) { index in
            let octets = index.isMultiple(of: 2) ? ClamdDaemon.harmful : Array("letter \(index)".utf8)
            let finding = try? scanner.scan(octets)
            #expect(finding == (index.isMultiple(of: 2) ? .infected(ClamdDaemon.name) : .clean))
        }
    }

    @Test("that takes less than a message is named with what to change, and serves the others")
    func streamLimit() throws {
        let daemon = try ClamdDaemon(streamLimit: "1M")
        let scanner = try Self.scanner(daemon)
        let finding = try scanner.scan([UInt8](repeating: 0x41, count: 8 << 20))
        guard case .unscannable(let reason) = finding else {
            Issue.record("\(finding)")
            return
        }
        #expect(reason.contains("StreamMaxLength") || reason.contains("gave up"))
        #expect(try scanner.scan(Array("small".utf8)) == .clean)
    }

    @Test("that is gone is a passing fault, and serves again once it is back")
    func restart() throws {
        let daemon = try ClamdDaemon()
        let scanner = try Self.scanner(daemon)
        daemon.stop()
        let error = #expect(throws: TransportError.self) { try scanner.scan(ClamdDaemon.harmful) }
        #expect(error?.failureClass == .transient && error?.phase == .scan)
        #expect(!scanner.isAlive())
        try daemon.start()
        #expect(try scanner.scan(ClamdDaemon.harmful) == .infected(ClamdDaemon.name))
    }
}
