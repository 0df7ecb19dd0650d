import Foundation
import Testing

/// Cron starts the next run whether or not the last one is over, and people send a mail more than once.
@Suite(.enabled(if: Program.isPresent))
struct OverlapTests {
    @Test
    func `of eight runs at once one works and the others leave with 0`() throws {
        let desk = try DeskFixture()
        try desk.receive((1...300).map { SampleMail.submission($0).octets })
        let runs = try (0..<8).map { _ in try Program.start(["run", "--desk", desk.path, "--json"]) }
        let ends = try ChildProcess.wait(for: runs)
        for end in ends { #expect(end.isClean, "\(end)") }
        // Who found the lock taken reports nothing. A late starter may find it free again, and no work.
        let idle = ends.filter { $0.output.isEmpty }
        let slowest = idle.map(\.duration).max() ?? .zero
        print("8 runs at once: \(idle.count) left at once, the slowest of them after \(slowest)")
        #expect(!idle.isEmpty)
        // They do not wait for the one that works, however busy the machine is.
        let longest = ends.filter { !$0.output.isEmpty }.map(\.duration).max() ?? .zero
        #expect(slowest < longest)
        #expect(try desk.requests().count == 300)
        #expect(desk.sentCount() == 600)
        #expect(Set(try desk.sentMails().map(\.messageID)).count == 600)
    }

    @Test
    func `one mail in a hundred copies, with runs all the while, opens one request`() throws {
        let desk = try DeskFixture()
        let mail = SampleMail.submission(1).octets
        var runs: [ChildProcess] = []
        for copy in 0..<100 {
            try desk.receive([mail], from: 1_000 + copy)
            if copy % 10 == 0 { runs.append(try Program.start(["run", "--desk", desk.path])) }
        }
        for end in try ChildProcess.wait(for: runs) { #expect(end.isClean, "\(end)") }
        #expect(try desk.run("run").isClean)
        #expect(try desk.requests().count == 1)
        #expect(desk.sentCount() == 2)
        let messages = try desk.reconciliation().messages
        #expect(messages.count == 100)
        #expect(messages.allSatisfy { $0.outcome == "processed" })
    }

    @Test
    func `stages in processes of their own, started together, end as one run does`() throws {
        let desk = try DeskFixture()
        try desk.receive((1...20).map { SampleMail.submission($0).octets })
        let stages = ["fetch", "process", "send", "send", "process", "fetch"]
        let started = try stages.map { try Program.start([$0, "--desk", desk.path]) }
        for end in try ChildProcess.wait(for: started) { #expect(end.isClean, "\(end)") }
        #expect(try desk.run("run").isClean)
        #expect(try desk.requests().count == 20)
        #expect(desk.sentCount() == 40)
    }
}
