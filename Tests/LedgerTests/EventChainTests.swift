import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Ledger

struct EventChainTests {
    /// A ledger with `count` events whose fields vary, and the guards taken away for the forger.
    private func chained(_ count: Int) throws -> LedgerFixture {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for index in 1...count {
                try transaction.append(
                    try event(
                        "event-\(index % 5)", index % 4 == 0 ? nil : index,
                        message: index % 3 == 0 ? digest(index) : nil, payload: #"{"n":\#(index)}"#))
            }
        }
        for trigger in [
            "event_noUpdate", "event_noDelete", "event_noReplace", "chain_onlyForward", "chain_noDelete",
        ] {
            try fixture.raw("DROP TRIGGER \(trigger)")
        }
        return fixture
    }

    private func report(_ fixture: LedgerFixture) throws -> ChainReport {
        try fixture.ledger.read { try $0.verifyChain() }
    }

    @Test func `an empty log and a grown one are whole`() throws {
        let empty = try LedgerFixture()
        #expect(try report(empty) == ChainReport(count: 0, head: nil, firstBroken: nil))
        let fixture = try chained(50)
        let events = try fixture.ledger.read { try $0.events(of: try number(49)) }
        let report = try report(fixture)
        #expect(report.count == 50)
        #expect(report.firstBroken == nil)
        #expect(events.map(\.sequence) == [49])
        let last = try fixture.ledger.write { transaction in
            try transaction.append(try event("last", 49))
            return try transaction.events(of: try number(49)).last
        }
        #expect(last?.sequence == 51)
        #expect(try self.report(fixture).head == last?.link)
    }

    @Test func `the first link is what the documented formula says`() throws {
        let fixture = try LedgerFixture()
        let record = EventRecord(
            at: Timestamp(seconds: 258), request: try number(123), name: "n", actor: "ab", message: nil,
            payload: "")
        try fixture.ledger.write { try $0.append(record) }
        var octets = [UInt8](repeating: 0, count: 32)
        octets += [0, 0, 0, 0, 0, 0, 0, 1] + [0, 0, 0, 0, 0, 0, 1, 2]
        octets += [1, 0, 0, 0, 0, 0, 0, 0, 8]
        octets += withUnsafeBytes(of: Int64(12_026_000_000_123).bigEndian) { Array($0) }
        octets += [1, 0, 0, 0, 0, 0, 0, 0, 1] + Array("n".utf8)
        octets += [1, 0, 0, 0, 0, 0, 0, 0, 2] + Array("ab".utf8)
        octets += [0]
        octets += [1, 0, 0, 0, 0, 0, 0, 0, 0]
        let stored = try fixture.ledger.read { try $0.events(of: try number(123)) }
        #expect(stored == [ChainedEvent(sequence: 1, event: record, link: SHA256().digest(octets))])
    }

    @Test func `a thousand single changed bits are all found where they are`() throws {
        let fixture = try chained(40)
        var random = SeededRandom(15)
        let columns = ["at", "request", "name", "actor", "message", "payload", "link", "sequence"]
        var tried = 0
        while tried < 1000 {
            let row = Int64.random(in: 1...40, using: &random)
            let column = columns[Int.random(in: 0..<columns.count, using: &random)]
            guard let undo = try flipBit(fixture, row, column, random) else { continue }
            tried += 1
            let broken = try report(fixture).firstBroken
            #expect(broken != nil && (broken ?? 0) <= row, "\(column) of \(row)")
            if column != "sequence" { #expect(broken == row, "\(column) of \(row)") }
            try undo()
        }
        #expect(try report(fixture).firstBroken == nil)
    }

    @Test func `ten thousand changed bits and rows are all found`() throws {
        let fixture = try chained(12)
        var random = SeededRandom(27)
        let columns = ["at", "request", "name", "actor", "message", "payload", "link", "sequence"]
        var (bits, rows, missed) = (0, 0, 0)
        while bits + rows < 10_000 {
            let row = Int64.random(in: 1...12, using: &random)
            if Int.random(in: 0..<10, using: &random) == 0 {
                try fixture.raw("CREATE TEMP TABLE kept AS SELECT * FROM event WHERE sequence = \(row)")
                try fixture.raw("DELETE FROM event WHERE sequence = \(row)")
                if try report(fixture).firstBroken != row { missed += 1 }
                try fixture.raw("INSERT INTO event SELECT * FROM kept")
                try fixture.raw("DROP TABLE kept")
                rows += 1
                continue
            }
            let column = columns[Int.random(in: 0..<columns.count, using: &random)]
            guard let undo = try flipBit(fixture, row, column, random) else { continue }
            let broken = try report(fixture).firstBroken
            if broken == nil || (broken ?? 0) > row { missed += 1 }
            try undo()
            bits += 1
        }
        print("\(bits) bits, \(rows) rows, \(missed) missed")
        #expect(missed == 0)
        #expect(try report(fixture).firstBroken == nil)
    }

    @Test func `a link is told by its place`() throws {
        let fixture = try chained(5)
        let head = try report(fixture).head
        #expect(try fixture.ledger.read { try $0.eventLink(at: 5) } == head)
        #expect(try fixture.ledger.read { try $0.eventLink(at: 4) } != head)
        for place in [0, 6, -1] as [Int64] {
            #expect(try fixture.ledger.read { try $0.eventLink(at: place) } == nil)
        }
    }

    /// Changes one bit of one stored value; returns how to undo it, or `nil` where there is nothing to change.
    private func flipBit(_ fixture: LedgerFixture, _ row: Int64, _ column: String, _ random: SeededRandom)
        throws
        -> (() throws -> Void)?
    {
        let old = try fixture.ledger.queue.read { database in
            try DatabaseValue.fetchOne(
                database, sql: "SELECT \(column) FROM event WHERE sequence = ?", arguments: [row])
        }
        guard let old, !old.isNull else { return nil }
        let new: DatabaseValue
        var place = row
        if let number = Int64.fromDatabaseValue(old),
            column == "at" || column == "request" || column == "sequence"
        {
            // Of a sequence only low bits, so that the forged one may collide and must then be refused.
            let bit = column == "sequence" ? 7 + Int64(random.next() % 50) : Int64(random.next() % 63)
            new = (number ^ (1 << bit)).databaseValue
            if column == "sequence" { place = number ^ (1 << bit) }
        } else {
            var octets = try #require(Data.fromDatabaseValue(old))
            guard !octets.isEmpty else { return nil }
            octets[Int(random.next() % UInt64(octets.count))] ^= 1 << UInt8(random.next() % 8)
            new = octets.databaseValue
        }
        let cast = ["name", "actor", "payload"].contains(column) ? "CAST(? AS TEXT)" : "?"
        try fixture.raw("UPDATE event SET \(column) = \(cast) WHERE sequence = ?", [new, row])
        return { try fixture.raw("UPDATE event SET \(column) = ? WHERE sequence = ?", [old, place]) }
    }

    @Test func `any removed row is found, the last ones too`() throws {
        let fixture = try chained(40)
        for row in 1...40 {
            try fixture.raw("CREATE TEMP TABLE kept AS SELECT * FROM event WHERE sequence = \(row)")
            try fixture.raw("DELETE FROM event WHERE sequence = \(row)")
            #expect(try report(fixture).firstBroken == Int64(row))
            try fixture.raw("INSERT INTO event SELECT * FROM kept")
            try fixture.raw("DROP TABLE kept")
        }
        #expect(try report(fixture).firstBroken == nil)
        try fixture.raw("DELETE FROM event WHERE sequence > 30")
        #expect(try report(fixture).firstBroken == 31)
        try fixture.raw("DELETE FROM event")
        #expect(try report(fixture) == ChainReport(count: 0, head: nil, firstBroken: 1))
    }

    @Test func `an inserted row, swapped rows and a forged end are found`() throws {
        let added = try chained(10)
        try added.raw(
            "INSERT INTO event SELECT 11, at, request, name, actor, message, payload, link FROM event WHERE sequence = 10"
        )
        #expect(try report(added).firstBroken == 11)

        let swapped = try chained(10)
        try swapped.raw("UPDATE event SET sequence = -1 WHERE sequence = 4")
        try swapped.raw("UPDATE event SET sequence = 4 WHERE sequence = 5")
        try swapped.raw("UPDATE event SET sequence = 5 WHERE sequence = -1")
        #expect(try report(swapped).firstBroken == 4)

        let cut = try chained(10)
        try cut.raw("DELETE FROM event WHERE sequence = 10")
        try cut.raw("UPDATE chain SET count = 9")
        #expect(try report(cut).firstBroken == 9)
    }

    @Test func `a cut tail with a fitting forged end shows only against a head kept outside`() throws {
        let fixture = try chained(10)
        let anchored = try report(fixture)
        try fixture.raw("DELETE FROM event WHERE sequence = 10")
        try fixture.raw("UPDATE chain SET count = 9, head = (SELECT link FROM event WHERE sequence = 9)")
        let forged = try report(fixture)
        #expect(forged.firstBroken == nil)
        #expect(forged.head != anchored.head)
    }

    @Test func `appending after a gap does not hide it`() throws {
        let fixture = try chained(10)
        try fixture.raw("DELETE FROM event WHERE sequence = 10")
        try fixture.ledger.write { try $0.append(try event("later")) }
        #expect(try report(fixture).firstBroken == 10)
    }

    @Test func `the log refuses update, delete, replace and a rewound end`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { try $0.append(try event()) }
        let forgeries = [
            "UPDATE event SET name = 'x'", "DELETE FROM event",
            "INSERT OR REPLACE INTO event SELECT * FROM event", "UPDATE chain SET count = 0",
            "DELETE FROM chain", "UPDATE chain SET head = zeroblob(32)",
        ]
        for sql in forgeries {
            let error = #expect(throws: DatabaseError.self, "\(sql)") { try fixture.raw(sql) }
            #expect(error?.message == "the event log is append-only")
        }
        #expect(try report(fixture).firstBroken == nil)
    }

    @Test func `U+0000 in a payload does not break the chain`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { try $0.append(try event("a\0b", 1, payload: "{\0}")) }
        #expect(try report(fixture).firstBroken == nil)
        #expect(
            try fixture.ledger.read { try $0.events(of: try number(1)) }.first?.event.name == "a\u{FFFD}b")
    }
}
