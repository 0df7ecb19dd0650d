import Domain
import Testing

@testable import Ledger

struct HistoryTests {
    @Test func `histories are those of open requests and of what ended since, each with its events in order`()
        throws
    {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for sequence in 1...6 {
                let isClosed = sequence % 2 == 0
                var record = try request(
                    sequence, state: isClosed ? "closed.issued" : "awaitingIdentity", openedAt: moment(1))
                record.changedAt = moment(Int64(sequence) * 100)
                try transaction.insert(record)
                // Events of several requests lie between each other.
            }
            for name in ["submitted", "identity-received", "closed"] {
                for sequence in [3, 6, 1, 4] { try transaction.append(try event(name, sequence)) }
            }
        }
        var visited: [Int] = []
        try fixture.ledger.read { view in
            try view.histories(closedSince: moment(400)) { record, events in
                visited.append(record.number.sequence)
                let names = ["submitted", "identity-received", "closed"]
                #expect(events.map(\.name) == (record.number.sequence == 5 ? [] : names))
                #expect(events.allSatisfy { $0.request == record.number })
                let stored = try view.request(record.number)
                #expect(stored == record)
            }
        }
        // What ended, by the moment it ended; then what is open, by the moment it was opened.
        #expect(visited == [4, 6, 1, 3, 5])
    }

    @Test func `a visitor that fails ends the walk with its own error`() throws {
        struct Enough: Error {}
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for sequence in 1...3 { try transaction.insert(try request(sequence)) }
        }
        var visits = 0
        #expect(throws: Enough.self) {
            try fixture.ledger.read { view in
                try view.histories(closedSince: moment()) { _, _ in
                    visits += 1
                    throw Enough()
                }
            }
        }
        #expect(visits == 1)
    }

    @Test func `refused mail is found by the time it was queued`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for index in 0..<4 {
                let id = try transaction.enqueue(try mail(index, at: moment(Int64(index) * 10)))
                try transaction.markSending([id])
                let status: OutboxStatus = index == 1 ? .sent : .failed
                try transaction.settle([
                    OutboxSettlement(id: id, status: status, nextAttemptAt: moment(), reply: "550 no")
                ])
            }
        }
        try fixture.ledger.read { view in
            let found = try view.refusedOutbox(from: moment(0), before: moment(30), limit: 10)
            #expect(found.map(\.record.queuedAt) == [moment(0), moment(20)])
            #expect(found.map(\.lastReply) == ["550 no", "550 no"])
            #expect(try view.refusedOutbox(from: moment(0), before: moment(99), limit: 1).count == 1)
        }
    }

    @Test func `requests are filtered by the days they were opened on and by words`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for sequence in 1...5 { try transaction.insert(try request(sequence)) }
        }
        func found(_ change: (inout RequestFilter) -> Void) throws -> [Int] {
            var filter = RequestFilter()
            change(&filter)
            return try fixture.ledger.read { try $0.requests(filter) }.map(\.number.sequence)
        }
        #expect(try found { $0.openedFrom = moment(3) } == [5, 4, 3])
        #expect(try found { $0.openedBefore = moment(3) } == [2, 1])
        #expect(try found { ($0.openedFrom, $0.openedBefore) = (moment(2), moment(4)) } == [3, 2])
        #expect(try found { $0.agency = "KOMINFO" } == [5, 4, 3, 2, 1])
        #expect(try found { $0.agency = "kominfo\"; --" } == [5, 4, 3, 2, 1])
        #expect(try found { $0.agency = "%" }.isEmpty)
        #expect(try found { $0.applicantName = "'drop'" }.count == 5)
        #expect(try found { $0.applicantName = "Siti" }.isEmpty)
    }
}
