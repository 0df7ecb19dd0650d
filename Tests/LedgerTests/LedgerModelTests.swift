import Domain
import TestSupport
import Testing

@testable import Ledger

/// A thousand random operations, with rollbacks of savepoints and transactions, against a model in memory.
struct LedgerModelTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `the ledger answers like its model`(seed: UInt64) throws {
        let fixture = try LedgerFixture()
        var random = SeededRandom(seed)
        var model = LedgerModel()
        var performed = 0
        while performed < 1000 {
            let count = Int.random(in: 1...40, using: &random)
            let isUndone = Int.random(in: 0..<8, using: &random) == 0
            let before = model
            do {
                try fixture.ledger.write { transaction in
                    for _ in 0..<count {
                        try step(transaction, &model, &random)
                        performed += 1
                    }
                    if isUndone { throw Undo() }
                }
            } catch is Undo {
                model = before
            }
            try fixture.ledger.read { try compare($0, model) }
        }
        try fixture.ledger.checkIntegrity()
    }

    private struct Undo: Error {}

    private func step(
        _ transaction: any LedgerTransaction, _ model: inout LedgerModel, _ random: inout SeededRandom
    )
        throws
    {
        if Int.random(in: 0..<10, using: &random) == 0 {
            let before = model
            do {
                try transaction.savepoint {
                    for _ in 0..<3 { try operate(transaction, &model, &random) }
                    if Bool.random(using: &random) { throw Undo() }
                }
            } catch is Undo {
                model = before
            }
        } else {
            try operate(transaction, &model, &random)
        }
    }

    private func operate(
        _ transaction: any LedgerTransaction, _ model: inout LedgerModel, _ random: inout SeededRandom
    ) throws {
        model.now = model.now + Int64.random(in: 0...3, using: &random)
        let pick = Int.random(in: 1...12, using: &random)
        switch Int.random(in: 0..<12, using: &random) {
        case 0:
            let entries = (0..<3).map { _ in
                entry(
                    UInt32.random(in: 1...40, using: &random), Int.random(in: 1...30, using: &random),
                    at: model.now)
            }
            #expect(try transaction.journal(entries) == model.journal(entries))
        case 1:
            guard let index = model.messages.indices.randomElement(using: &random) else { return }
            let outcome = MessageOutcome.allCases[pick % 5]
            try transaction.conclude(
                Int64(index + 1), outcome, reason: "r\(pick)", request: nil, verdict: nil)
            model.messages[index].outcome = outcome
        case 2:
            let record = try request(
                pick, state: "s\(pick % 3)", openedAt: model.now, dueAt: pick % 2 == 0 ? model.now : nil)
            if model.requests[pick] == nil {
                try transaction.insert(record)
            } else {
                try transaction.update(record)
            }
            model.requests[pick] = record
        case 3, 4:
            let record = try event("e\(pick)", pick, payload: "{\(model.events.count)}")
            try transaction.append(record)
            model.events.append(record)
        case 5:
            let record = try token(
                model.tokens.count, request: pick, step: "s\(pick % 2)", issuedAt: model.now)
            try transaction.insert([record])
            model.tokens.append(record)
        case 6:
            guard let index = model.tokens.indices.randomElement(using: &random) else { return }
            let isOpen = model.tokens[index].spentAt == nil && model.tokens[index].closedAt == nil
            #expect(try transaction.spend(model.tokens[index].digest, at: model.now) == isOpen)
            if isOpen { model.tokens[index].spentAt = model.now }
        case 7:
            let step = Bool.random(using: &random) ? "s1" : nil
            try transaction.closeTokens(of: try number(pick), step: step, at: model.now)
            model.closeTokens(of: try number(pick), step: step)
        case 8, 9:
            let status: OutboxStatus = pick % 4 == 0 ? .held : .queued
            let record = try mail(
                model.outbox.count, request: pick, to: "p\(pick % 3)@x.id", at: model.now, status: status,
                size: pick * 10, isUrgent: pick % 5 == 0)
            #expect(try transaction.enqueue(record) == Int64(model.outbox.count + 1))
            model.outbox.append(LedgerModel.Mail(record: record, status: status, next: model.now))
        case 10:
            try deliver(transaction, &model, &random)
        default:
            #expect(try transaction.requeueInterrupted() == model.requeueInterrupted())
            try transaction.setFact("k\(pick)", "\(model.now)")
            model.facts["k\(pick)"] = "\(model.now)"
        }
    }

    private func deliver(
        _ transaction: any LedgerTransaction, _ model: inout LedgerModel, _ random: inout SeededRandom
    ) throws {
        guard let index = model.outbox.indices.randomElement(using: &random) else { return }
        let id = Int64(index + 1)
        switch model.outbox[index].status {
        case .queued:
            try transaction.markSending([id])
            model.outbox[index].status = .sending
            model.outbox[index].attempts += 1
        case .sending:
            let status = [OutboxStatus.sent, .failed, .queued][Int.random(in: 0..<3, using: &random)]
            let next = model.now + 60
            try transaction.settle([OutboxSettlement(id: id, status: status, nextAttemptAt: next, reply: "x")]
            )
            model.outbox[index].status = status
            model.outbox[index].next = next
        case .held:
            try transaction.release(id)
            model.outbox[index].status = .queued
        case .sent, .failed:
            #expect(code { try transaction.markSending([id]) } == .unknownRecord)
        }
    }

    private func compare(_ view: any LedgerView, _ model: LedgerModel) throws {
        let places = try view.messages(mailbox: LedgerModel.mailbox, uidValidity: UIDValidity(7))
        let expected = model.positions.sorted { $0.key < $1.key }
        #expect(places.map(\.uid) == expected.map(\.key))
        #expect(places.map(\.message.digest) == expected.map { model.messages[$0.value].digest })
        #expect(places.map(\.message.outcome) == expected.map { model.messages[$0.value].outcome })
        let pending = try view.pendingMessages(after: 0, limit: 1000).map(\.digest)
        #expect(pending == model.messages.filter { $0.outcome == .pending }.map(\.digest))

        #expect(try view.requests(RequestFilter()) == model.listedRequests)
        var histories: [RequestNumber: [EventRecord]] = [:]
        try view.histories(closedSince: moment()) { histories[$0.number] = $1 }
        #expect(histories == model.histories)
        let report = try view.verifyChain()
        #expect(report.count == Int64(model.events.count))
        #expect(report.firstBroken == nil)
        let some = try number(5)
        #expect(try view.events(of: some).map(\.event) == model.events.filter { $0.request == some })
        for record in model.tokens { #expect(try view.token(record.digest) == record) }

        let due = try view.dueOutbox(at: model.now, after: 0, limit: 1000, octets: .max)
        let expectedDue = model.due
        #expect(due.map(\.record.messageID) == expectedDue.map(\.record.messageID))
        #expect(due.map(\.record.bytes) == expectedDue.map(\.record.bytes))
        #expect(due.map(\.attempts) == expectedDue.map(\.attempts))
        let since = model.now + -20
        let counts = try view.outboundCounts(address: try address("p1@x.id"), request: some, since: since)
        #expect(counts == model.outboundCounts(address: try address("p1@x.id"), request: some, since: since))
        for (key, value) in model.facts { #expect(try view.fact(key) == value) }

        let figures = try view.figures(at: model.now, runs: 0)
        #expect(figures.messages == Dictionary(grouping: model.messages, by: \.outcome).mapValues(\.count))
        #expect(
            figures.requests == Dictionary(grouping: model.requests.values, by: \.state).mapValues(\.count))
        #expect(figures.outbox == Dictionary(grouping: model.outbox, by: \.status).mapValues(\.count))
        let overdue = model.requests.values.filter { ($0.dueAt.map { $0 <= model.now }) ?? false }.count
        #expect(figures.overdue == overdue)
    }
}
