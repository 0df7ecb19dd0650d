import Domain
import TestSupport
import Testing

@testable import Ledger

/// The order in which mail leaves, page by page, as the delivery asks for it.
struct DueOutboxTests {
    private func page(
        _ fixture: LedgerFixture, after id: Int64 = 0, limit: Int = 100, octets: Int = .max,
        at now: Timestamp = moment()
    ) throws -> [Int64] {
        try fixture.ledger.read { try $0.dueOutbox(at: now, after: id, limit: limit, octets: octets) }
            .map(\.id)
    }

    /// Queues mails numbered from 1; those in `urgent` are.
    private func queue(_ fixture: LedgerFixture, _ count: Int, urgent: Set<Int>, size: Int = 100) throws {
        try fixture.ledger.write { transaction in
            for index in 1...count {
                _ = try transaction.enqueue(
                    try mail(index, size: size, isUrgent: urgent.contains(index)))
            }
        }
    }

    @Test func `urgent mail comes first, and paging passes over nothing`() throws {
        let fixture = try LedgerFixture()
        try queue(fixture, 9, urgent: [3, 7, 8])
        #expect(try page(fixture) == [3, 7, 8, 1, 2, 4, 5, 6, 9])
        let entry = try fixture.ledger.read { try $0.outboxEntry(try mail(3).messageID) }
        #expect(entry?.record == (try mail(3, isUrgent: true)))
        #expect(try pages(fixture, limit: 2) == [[3, 7], [8, 1], [2, 4], [5, 6], [9]])
    }

    /// Marks each page before it asks for the next, as the delivery does.
    private func pages(_ fixture: LedgerFixture, limit: Int, octets: Int = .max) throws -> [[Int64]] {
        var pages: [[Int64]] = []
        while true {
            let ids = try page(fixture, after: pages.last?.last ?? 0, limit: limit, octets: octets)
            if ids.isEmpty { return pages }
            try fixture.ledger.write { try $0.markSending(ids) }
            pages.append(ids)
        }
    }

    @Test func `an urgent mail that finds no room keeps the others out, and always comes alone`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            _ = try transaction.enqueue(try mail(1, size: 10))
            _ = try transaction.enqueue(try mail(2, size: 60, isUrgent: true))
            _ = try transaction.enqueue(try mail(3, size: 5000, isUrgent: true))
            _ = try transaction.enqueue(try mail(4, size: 60))
            // Tried before: only their place in the row says that they have still to come.
            try transaction.markSending([3, 4])
            _ = try transaction.requeueInterrupted()
        }
        #expect(try page(fixture, octets: 100) == [2])
        #expect(try pages(fixture, limit: 10, octets: 100) == [[2], [3], [1, 4]])
    }

    @Test func `a page may be of no size`() throws {
        let fixture = try LedgerFixture()
        try queue(fixture, 2, urgent: [2])
        #expect(try page(fixture, limit: 0).isEmpty)
        #expect(try page(fixture, limit: -3).isEmpty)
        #expect(try page(fixture, octets: -1) == [2])
        #expect(try page(fixture, after: -5) == [2, 1])
        #expect(try page(fixture, after: .min) == [2, 1])
    }

    @Test func `an urgent mail that is queued while the rest is under way comes next`() throws {
        let fixture = try LedgerFixture()
        try queue(fixture, 6, urgent: [])
        #expect(try page(fixture, limit: 2) == [1, 2])
        try fixture.ledger.write { transaction in
            try transaction.markSending([1, 2])
            _ = try transaction.enqueue(try mail(7, isUrgent: true))
            _ = try transaction.enqueue(try mail(8))
        }
        #expect(try pagesAfter(2, fixture) == [[7, 3], [4, 5], [6, 8]])
    }

    private func pagesAfter(_ id: Int64, _ fixture: LedgerFixture) throws -> [[Int64]] {
        var pages: [[Int64]] = []
        while true {
            let ids = try page(fixture, after: pages.last?.last ?? id, limit: 2)
            if ids.isEmpty { return pages }
            try fixture.ledger.write { try $0.markSending(ids) }
            pages.append(ids)
        }
    }

    @Test func `mail given back untried waits for the next run, urgent or not`() throws {
        let fixture = try LedgerFixture()
        try queue(fixture, 4, urgent: [2])
        #expect(try page(fixture) == [2, 1, 3, 4])
        try fixture.ledger.write { transaction in
            try transaction.markSending([2, 1, 3, 4])
            for id in [1, 2] as [Int64] {
                try transaction.settle([
                    OutboxSettlement(id: id, status: .queued, nextAttemptAt: moment(), reply: "not tried")
                ])
            }
        }
        #expect(try page(fixture, after: 4).isEmpty)
        #expect(try page(fixture) == [2, 1])
    }

    @Test func `an urgent mail keeps its pause after a failure, and held ones stay held`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            _ = try transaction.enqueue(try mail(1, isUrgent: true))
            _ = try transaction.enqueue(try mail(2, status: .held, isUrgent: true))
            _ = try transaction.enqueue(try mail(3))
            try transaction.markSending([1])
            try transaction.settle([
                OutboxSettlement(id: 1, status: .queued, nextAttemptAt: moment(300), reply: "451")
            ])
        }
        #expect(try page(fixture) == [3])
        #expect(try page(fixture, at: moment(300)) == [1, 3])
        try fixture.ledger.write { try $0.release(2) }
        #expect(try page(fixture, after: 3) == [2])
        #expect(
            try fixture.ledger.read { try $0.outbox(of: try number(1)) }.map(\.record.isUrgent) == [
                true, true, false,
            ])
    }

    /// Runs as the delivery makes them: pages of random size, settled late, refusals that queue more mail.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `in a run every mail that is due is handed over exactly once, urgent ones before the rest`(
        seed: UInt64
    ) throws {
        let fixture = try LedgerFixture()
        var random = SeededRandom(seed)
        var count = 0
        func enqueue(_ transaction: any LedgerTransaction, at now: Timestamp) throws {
            count += 1
            _ = try transaction.enqueue(
                try mail(count, at: now, size: 50, isUrgent: Int.random(in: 0..<3, using: &random) == 0))
        }
        for run in 0..<12 {
            let now = moment(Int64(run) * 100)
            try fixture.ledger.write { transaction in
                for _ in 0..<Int.random(in: 0...15, using: &random) { try enqueue(transaction, at: now) }
            }
            var (last, handed) = (Int64(0), [Int64]())
            var hasPassedToRest = false
            while true {
                let limit = Int.random(in: 1...6, using: &random)
                let due = try fixture.ledger.read {
                    try $0.dueOutbox(at: now, after: last, limit: limit, octets: 220)
                }
                guard let end = due.last else { break }
                let firstPlain = due.firstIndex { !$0.record.isUrgent } ?? due.count
                #expect(due[firstPlain...].allSatisfy { !$0.record.isUrgent })
                let lateOnes = due[..<firstPlain].allSatisfy { $0.attempts == 0 }
                #expect(!hasPassedToRest || lateOnes, "an urgent retry came late")
                if firstPlain < due.count { hasPassedToRest = true }
                try fixture.ledger.write { try $0.markSending(due.map(\.id)) }
                handed += due.map(\.id)
                last = end.id
                try fixture.ledger.write { transaction in
                    for entry in due {
                        let pick = Int.random(in: 0..<10, using: &random)
                        if pick < 2 { try enqueue(transaction, at: now) }
                        let status: OutboxStatus = pick < 6 ? .sent : pick < 8 ? .failed : .queued
                        try transaction.settle([
                            OutboxSettlement(
                                id: entry.id, status: status,
                                nextAttemptAt: now + Int64.random(in: 1...250, using: &random), reply: "")
                        ])
                    }
                }
            }
            #expect(Set(handed).count == handed.count, "run \(run): handed over twice")
            let forgotten = try fixture.rawNumber(
                "SELECT count(*) FROM outbox WHERE status = 'queued' AND nextAttemptAt <= \(now.seconds)")
            #expect(forgotten == 0, "run \(run): passed over")
        }
        #expect(count > 60)
        try fixture.ledger.checkIntegrity()
    }
}
