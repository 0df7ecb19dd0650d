import Domain
import Foundation
import Testing

@testable import MailTransport

@Suite struct UIDMoveTests {
    /// The commands a move takes on a server with these capabilities.
    private func move(
        _ capabilities: String,
        answer: @escaping @Sendable (String, String) -> FakeIMAPServer.Answer = { _, _ in .honest }
    ) throws -> (commands: [String], remarks: [String]) {
        let server = try FakeIMAPServer(
            messages: [(3, [65]), (5, [66])], capabilities: "IMAP4rev1 \(capabilities)", answer: answer
        ).start()
        let mailbox = try FakeIMAPServer.mailbox(server)
        _ = try mailbox.open()
        defer { mailbox.close() }
        try mailbox.move([UID(5), UID(3)], to: "Arsip")
        let commands = server.transcript.dropFirst(5).map { line in
            line.split(separator: " ").dropFirst().joined(separator: " ")
        }
        return (commands, mailbox.remarks)
    }

    @Test func `MOVE is used where it is offered`() throws {
        let (commands, remarks) = try move("MOVE UIDPLUS")
        #expect(commands == ["UID MOVE 3,5 \"Arsip\""])
        #expect(remarks.isEmpty)
    }

    @Test func `with UIDPLUS only, exactly these messages are expunged`() throws {
        let (commands, remarks) = try move("UIDPLUS")
        #expect(
            commands == [
                "UID FETCH 3,5 (UID FLAGS)", "UID COPY 3,5 \"Arsip\"",
                "UID STORE 3,5 +FLAGS.SILENT (\\Deleted)",
                "UID EXPUNGE 3,5",
            ])
        #expect(remarks.isEmpty)
    }

    @Test func `with neither, the originals stay marked and somebody is told`() throws {
        let (commands, remarks) = try move("")
        #expect(commands.last == "UID STORE 3,5 +FLAGS.SILENT (\\Deleted)")
        #expect(!commands.contains { $0.contains("EXPUNGE") })
        #expect(remarks.count == 1)
    }

    @Test func `repeating copies nothing twice`() throws {
        let (commands, _) = try move("UIDPLUS") { tag, command in
            command.hasPrefix("UID FETCH")
                ? .text("* 1 FETCH (UID 3 FLAGS (\\Deleted))\r\n\(tag) OK done\r\n") : .honest
        }
        #expect(commands == ["UID FETCH 3,5 (UID FLAGS)", "UID EXPUNGE 3"])
    }

    @Test func `a missing target is created`() throws {
        let hasTarget = NSLock()
        nonisolated(unsafe) var isThere = false
        let (commands, _) = try move("MOVE") { tag, command in
            hasTarget.withLock {
                if command.hasPrefix("CREATE") { isThere = true }
                return command.hasPrefix("UID MOVE") && !isThere
                    ? .text("\(tag) NO [TRYCREATE] none\r\n") : .honest
            }
        }
        #expect(commands == ["UID MOVE 3,5 \"Arsip\"", "CREATE \"Arsip\"", "UID MOVE 3,5 \"Arsip\""])
    }

    @Test func `a refused copy deletes nothing`() throws {
        nonisolated(unsafe) var seen: [String] = []
        let lock = NSLock()
        let error = #expect(throws: TransportError.self) {
            try move("UIDPLUS") { tag, command in
                lock.withLock { seen.append(command) }
                return command.hasPrefix("UID COPY") ? .text("\(tag) NO [OVERQUOTA] full\r\n") : .honest
            }
        }
        #expect(error?.code == .serverUnavailable)
        #expect(lock.withLock { seen.filter { $0.contains("STORE") || $0.contains("EXPUNGE") } } == [])
    }
}
