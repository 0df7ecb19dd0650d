import Domain
import Testing

@testable import Ledger

struct OutboxTests {
    private func due(
        _ fixture: LedgerFixture, at now: Timestamp = moment(), after id: Int64 = 0, limit: Int = 100,
        octets: Int = .max
    )
        throws -> [OutboxEntry]
    {
        try fixture.ledger.read { try $0.dueOutbox(at: now, after: id, limit: limit, octets: octets) }
    }

    private func settle(
        _ fixture: LedgerFixture, _ id: Int64, _ status: OutboxStatus, next: Timestamp = moment()
    )
        throws
    {
        let settlement = OutboxSettlement(id: id, status: status, nextAttemptAt: next, reply: "250 2.0.0 ok")
        try fixture.ledger.write { try $0.settle([settlement]) }
    }

    @Test func `a queued mail is due with its exact octets`() throws {
        let fixture = try LedgerFixture()
        let record = try mail(1, size: 8192)
        #expect(try fixture.ledger.write { try $0.enqueue(record) } == 1)
        let entry = OutboxEntry(
            id: 1, record: record, status: .queued, attempts: 0, nextAttemptAt: moment(), lastReply: "")
        #expect(try due(fixture) == [entry])
        #expect(try fixture.ledger.read { try $0.outboxEntry(record.messageID) } == entry)
        #expect(try due(fixture, at: moment(-1)).isEmpty)
    }

    @Test func `octets are limited, but one mail always comes`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for index in 1...5 { _ = try transaction.enqueue(try mail(index, size: 1000)) }
            _ = try transaction.enqueue(try mail(6, size: 0))
        }
        #expect(try due(fixture, octets: 3500).map(\.id) == [1, 2, 3])
        #expect(try due(fixture, octets: 3000).map(\.id) == [1, 2, 3])
        #expect(try due(fixture, after: 2, octets: 1).map(\.id) == [3])
        #expect(try due(fixture, octets: -5).map(\.id) == [1])
        #expect(try due(fixture, after: 3, limit: 2).map(\.id) == [4, 5])
        #expect(try due(fixture, after: 5).first?.record.bytes == [])
    }

    @Test func `a Message-ID is queued once`() throws {
        let fixture = try LedgerFixture()
        _ = try fixture.ledger.write { try $0.enqueue(try mail(1)) }
        #expect(code { try fixture.ledger.write { _ = try $0.enqueue(try mail(1)) } } == .duplicateMessageID)
        let sending = code { try fixture.ledger.write { _ = try $0.enqueue(try mail(2, status: .sending)) } }
        #expect(sending == .misuse)
    }

    @Test func `a sent or failed mail loses its octets and stays what it is`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for index in 1...3 { _ = try transaction.enqueue(try mail(index)) }
            try transaction.markSending([1, 2, 3])
        }
        try settle(fixture, 1, .sent)
        try settle(fixture, 2, .failed)
        try settle(fixture, 3, .queued, next: moment(300))
        #expect(try fixture.rawNumber("SELECT count(*) FROM outboxContent") == 1)
        let entries = try fixture.ledger.read { try $0.outbox(of: try number(1)) }
        #expect(entries.map(\.status) == [.sent, .failed, .queued])
        #expect(entries.map(\.attempts) == [1, 1, 1])
        #expect(entries.allSatisfy { $0.lastReply == "250 2.0.0 ok" && $0.record.bytes.isEmpty })
        #expect(try due(fixture, at: moment(299)).isEmpty)
        #expect(try due(fixture, at: moment(300)).map(\.id) == [3])
        #expect(code { try settle(fixture, 1, .queued) } == .unknownRecord)
        #expect(code { try settle(fixture, 3, .held) } == .misuse)
        #expect(code { try settle(fixture, 99, .sent) } == .unknownRecord)
        try fixture.ledger.checkIntegrity()
    }

    @Test func `octets of a sent mail are gone from the file, too`() throws {
        let fixture = try LedgerFixture()
        let code = Array("kode-rahasia-sekali-pakai".utf8)
        let record = OutboxRecord(
            request: nil, notice: "n", recipient: try address("a@x.id"),
            messageID: try #require(MessageID("one@x.id")), queuedAt: moment(), bytes: code)
        _ = try fixture.ledger.write { try $0.enqueue(record) }
        #expect(try contains(fixture.path, code))
        try settle(fixture, 1, .sent)
        #expect(try contains(fixture.path, code) == false)
    }

    private func contains(_ path: String, _ needle: [UInt8]) throws -> Bool {
        let bytes = try FileOctets.read(path)
        return bytes.indices.contains { bytes[$0...].starts(with: needle) }
    }

    @Test func `what a killed run was sending is queued again with the same octets`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for index in 1...3 { _ = try transaction.enqueue(try mail(index)) }
            try transaction.markSending([1, 2])
        }
        #expect(try due(fixture).map(\.id) == [3])
        #expect(try fixture.ledger.write { try $0.requeueInterrupted() } == 2)
        #expect(try fixture.ledger.write { try $0.requeueInterrupted() } == 0)
        let again = try due(fixture)
        #expect(again.map(\.attempts) == [1, 1, 0])
        #expect(again.first?.record.bytes == (try mail(1)).bytes)
    }

    @Test func `a mail that is not queued cannot be marked as sending`() throws {
        let fixture = try LedgerFixture()
        _ = try fixture.ledger.write { try $0.enqueue(try mail(1, status: .held)) }
        #expect(code { try fixture.ledger.write { try $0.markSending([1]) } } == .unknownRecord)
    }

    @Test func `held mail waits until it is released, which may be repeated`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for index in 1...3 { _ = try transaction.enqueue(try mail(index, status: .held)) }
        }
        #expect(try due(fixture).isEmpty)
        #expect(try fixture.ledger.read { try $0.heldOutbox(limit: 2) }.map(\.id) == [1, 2])
        try fixture.ledger.write { try $0.release(2) }
        try fixture.ledger.write { try $0.release(2) }
        #expect(try due(fixture).map(\.id) == [2])
        #expect(try fixture.ledger.read { try $0.heldOutbox(limit: 9) }.map(\.id) == [1, 3])
    }

    @Test func `the budget counts by address, request and time, and skips held mail`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            _ = try transaction.enqueue(try mail(1, to: "Budi@x.id", at: moment(0)))
            _ = try transaction.enqueue(try mail(2, to: "budi@x.id", at: moment(10)))
            _ = try transaction.enqueue(try mail(3, request: 2, to: "budi@x.id", at: moment(10)))
            _ = try transaction.enqueue(try mail(4, to: "siti@x.id", at: moment(20)))
            _ = try transaction.enqueue(try mail(5, to: "budi@x.id", at: moment(20), status: .held))
        }
        func counts(_ since: Int64, _ sequence: Int? = 1) throws -> OutboundCounts {
            try fixture.ledger.read {
                try $0.outboundCounts(
                    address: try address("BUDI@x.id"), request: try sequence.map { try number($0) },
                    since: moment(since))
            }
        }
        #expect(try counts(0) == OutboundCounts(address: 3, request: 3, domain: 4, total: 4))
        #expect(try counts(1) == OutboundCounts(address: 2, request: 2, domain: 3, total: 3))
        #expect(try counts(10, nil) == OutboundCounts(address: 2, request: 0, domain: 3, total: 3))
        #expect(try counts(21) == OutboundCounts(address: 0, request: 0, domain: 0, total: 0))
        try fixture.ledger.write { try $0.release(5) }
        #expect(try counts(11) == OutboundCounts(address: 1, request: 2, domain: 2, total: 2))
        try settle(fixture, 5, .sent)
        #expect(try counts(11) == OutboundCounts(address: 1, request: 2, domain: 2, total: 2))
    }
}
