import Domain
import Testing

@testable import Ledger

struct RunTests {
    @Test func `runs are written down, and one that never ended is interrupted by the next`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            #expect(try transaction.beginRun("run", at: moment(0)) == 1)
            try transaction.endRun(1, at: moment(2), result: "ok", summary: #"{"fetched":3}"#)
            _ = try transaction.beginRun("run", at: moment(60))
            _ = try transaction.beginRun("send", at: moment(120))
        }
        let runs = try fixture.ledger.read { try $0.figures(at: moment(), runs: 2).runs }
        #expect(
            runs == [
                RunRecord(
                    id: 3, stage: "send", startedAt: moment(120), endedAt: nil, result: "", summary: ""),
                RunRecord(
                    id: 2, stage: "run", startedAt: moment(60), endedAt: nil, result: "interrupted",
                    summary: ""),
            ])
        let all = try fixture.ledger.read { try $0.figures(at: moment(), runs: 100).runs }
        #expect(all.map(\.id) == [3, 2, 1])
        #expect(all.last?.endedAt == moment(2))
        #expect(all.last?.result == "ok")
    }

    @Test func `an unknown run cannot end, and no run ends without a result`() throws {
        let fixture = try LedgerFixture()
        let unknown = code {
            try fixture.ledger.write { try $0.endRun(5, at: moment(), result: "ok", summary: "") }
        }
        #expect(unknown == .unknownRecord)
        let empty = code {
            try fixture.ledger.write { transaction in
                let id = try transaction.beginRun("run", at: moment())
                try transaction.endRun(id, at: moment(), result: "", summary: "")
            }
        }
        #expect(empty == .misuse)
    }

    @Test func `facts are replaced`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            try transaction.setFact("clock", "1")
            try transaction.setFact("clock", "2")
        }
        #expect(try fixture.ledger.read { try $0.fact("clock") } == "2")
        #expect(try fixture.ledger.read { try $0.fact("other") } == nil)
    }

    @Test func `figures count everything once`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            _ = try transaction.journal((1...5).map { entry(UInt32($0), $0, at: moment(Int64($0))) })
            try transaction.conclude(1, .processed, reason: "", request: nil, verdict: nil)
            try transaction.conclude(2, .quarantined, reason: "", request: nil, verdict: nil)
            try transaction.insert(try request(1, dueAt: moment(10)))
            try transaction.insert(try request(2, dueAt: moment(30)))
            try transaction.insert(try request(3, state: "closed"))
            var moved = try request(2, state: "awaitingAuthority", dueAt: moment(15))
            moved.changedAt = moment(4)
            try transaction.update(moved)
            _ = try transaction.enqueue(try mail(1, at: moment(3)))
            _ = try transaction.enqueue(try mail(2, at: moment(4), status: .held))
            _ = try transaction.enqueue(try mail(3, at: moment(5)))
            try transaction.markSending([1])
            try transaction.settle([
                OutboxSettlement(id: 1, status: .sent, nextAttemptAt: moment(), reply: "")
            ])
        }
        let figures = try fixture.ledger.read { try $0.figures(at: moment(15), runs: 1) }
        #expect(figures.messages == [.pending: 3, .processed: 1, .quarantined: 1])
        #expect(figures.oldestPending == moment(3))
        #expect(figures.requests == ["awaitingIdentity": 1, "awaitingAuthority": 1, "closed": 1])
        #expect(figures.overdue == 2)
        #expect(figures.outbox == [.sent: 1, .held: 1, .queued: 1])
        #expect(figures.oldestUnsent == moment(4))
        #expect(figures.runs.isEmpty)
    }
}
