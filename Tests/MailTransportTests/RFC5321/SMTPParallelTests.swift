import Domain
import Foundation
import Synchronization
import Testing

@testable import MailTransport

@Suite struct SMTPParallelTests {
    @Test(arguments: [4, 40]) func `no connection waits for another one's reply to the dot`(count: Int) throws
    {
        // Each connection gets its first reply after the dot only when all four have come that far.
        let gate = Gate(expecting: 4)
        let server = try FakeSMTPServer(answer: { place, number in
            place != "DOT" || gate.pass(number) ? .honest : .close
        }).start()
        let (outcomes, _) = try SMTPSubmissionTests.deliver(
            SMTPSubmissionTests.items(count), FakeSMTPServer.submission(server, connections: 4))
        #expect(outcomes.map(\.id) == (0..<count).map(Int64.init))
        #expect(outcomes.allSatisfy { $0.result == .accepted })
        #expect(server.connections == 4)
    }

    @Test func `the caller is asked and told on its own thread only, and little is taken in advance`() throws
    {
        let server = try FakeSMTPServer().start()
        let submission = try FakeSMTPServer.submission(server, connections: 4)
        var rest = try SMTPSubmissionTests.items(60)[...]
        let caller = pthread_self()
        var underway: Set<Int64> = []
        var most = 0
        try submission.deliver(
            next: {
                #expect(pthread_equal(pthread_self(), caller) != 0)
                guard let item = rest.popFirst() else { return nil }
                underway.insert(item.id)
                most = max(most, underway.count)
                return item
            },
            report: { outcome in
                #expect(pthread_equal(pthread_self(), caller) != 0)
                #expect(underway.remove(outcome.id) != nil)
            })
        #expect(underway.isEmpty)
        #expect((4...8).contains(most))
    }

    @Test func `large mails are not taken in advance`() throws {
        let server = try FakeSMTPServer().start()
        let submission = try FakeSMTPServer.submission(server, connections: 2)
        let line = String(repeating: "a", count: 70) + "\n"
        let large = wire("Subject: x\n\n" + String(repeating: line, count: 10_000))
        var rest = try SMTPSubmissionTests.items(6, bytes: large)[...]
        var underway = 0
        var most = 0
        try submission.deliver(
            next: {
                guard let item = rest.popFirst() else { return nil }
                underway += 1
                most = max(most, underway)
                return item
            }, report: { _ in underway -= 1 })
        #expect(most == 2)
    }

    @Test func `one mail needs one connection, and none needs none`() throws {
        let server = try FakeSMTPServer().start()
        let submission = try FakeSMTPServer.submission(server, connections: 8)
        #expect(try SMTPSubmissionTests.deliver([], submission).outcomes.isEmpty)
        #expect(server.connections == 0)
        _ = try SMTPSubmissionTests.deliver(SMTPSubmissionTests.items(1), submission)
        #expect(server.connections == 1)
    }

    @Test func `every connection says QUIT before the delivery returns`() throws {
        let server = try FakeSMTPServer().start()
        _ = try SMTPSubmissionTests.deliver(
            SMTPSubmissionTests.items(40), FakeSMTPServer.submission(server, connections: 4))
        #expect(server.transcript.filter { $0 == "QUIT" }.count == 4)
    }

    @Test func `when report throws, every mail taken is still finished and reported once`() throws {
        struct Full: Error {}
        let server = try FakeSMTPServer().start()
        let submission = try FakeSMTPServer.submission(server, connections: 4)
        var rest = try SMTPSubmissionTests.items(40)[...]
        var reported: [Int64] = []
        #expect(throws: Full.self) {
            try submission.deliver(next: { rest.popFirst() }) { outcome in
                reported.append(outcome.id)
                if reported.count == 5 { throw Full() }
            }
        }
        #expect(reported.sorted() == (0..<Int64(40 - rest.count)).map { $0 })
        #expect(rest.count >= 40 - 5 - 8)
    }

    @Test func `a server that goes away in the middle is left alone after a few tries`() throws {
        // Ten mails are taken; then all connections close and new ones are turned away.
        let taken = Atomic(0)
        let server = try FakeSMTPServer(answer: { place, _ in
            switch place {
            case "GREETING" where taken.load(ordering: .relaxed) >= 10: .replyAndClose("421 4.3.2 busy")
            case _ where place.hasPrefix("MAIL"):
                taken.add(1, ordering: .relaxed).newValue > 10 ? .close : .honest
            default: .honest
            }
        }).start()
        let (outcomes, asked) = try SMTPSubmissionTests.deliver(
            SMTPSubmissionTests.items(100), FakeSMTPServer.submission(server, connections: 4))
        #expect(outcomes.map(\.id) == (0..<Int64(asked)).map { $0 })
        #expect(outcomes.filter { $0.result == .accepted }.count == 10)
        #expect(outcomes.filter { $0.result == .deferred }.count == asked - 10)
        // Each of the last four mails taken may end late and start another round of at most eight.
        #expect(asked <= 10 + 4 * 8)
    }

    @Test func `what one thread puts another one takes in order, until the queue is closed`() throws {
        let queue = BlockingQueue<Int>()
        let back = BlockingQueue<Int>()
        let threads = (0..<3).compactMap { _ in
            POSIXThread { while let number = queue.take() { back.put(number) } }
        }
        try #require(threads.count == 3)
        for number in 0..<1000 { queue.put(number) }
        var seen: [Int] = []
        while seen.count < 1000 { seen += back.takeAll() }
        #expect(seen.sorted() == Array(0..<1000))
        queue.close()
        for thread in threads { thread.join() }
        back.close()
        #expect(back.takeAll().isEmpty)
        for number in 0..<3 { queue.put(number) }
        #expect((0..<4).map { _ in queue.take() } == [0, 1, 2, nil])
    }
}
