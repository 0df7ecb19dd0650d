import Domain
import Testing

@testable import Ledger

struct CaseTests {
    @Test func `a case comes back as it was stored and as it was changed`() throws {
        let fixture = try LedgerFixture()
        var record = try caseRecord(1, citizen: "Warga.Baik@Example.ID")
        try fixture.ledger.write { try $0.insert(record) }
        let stored = try fixture.ledger.read { try $0.caseRecord(record.number) }
        #expect(stored == record)
        #expect(stored?.citizen.addrSpec == "Warga.Baik@example.id")
        record.status = .answered
        record.laporNumber = "LAPOR-1234567"
        record.changedAt = moment(50)
        record.answeredAt = moment(50)
        try fixture.ledger.write { try $0.update(record) }
        #expect(try fixture.ledger.read { try $0.caseRecord(record.number) } == record)
        #expect(try fixture.ledger.read { try $0.caseRecord(try number(2, .complaint)) } == nil)
        try fixture.ledger.checkIntegrity()
    }

    @Test func `a number is given once, only known ones are changed, and requests have others`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            try transaction.insert(try caseRecord(1))
            try transaction.insert(try request(1))
        }
        #expect(code { try fixture.ledger.write { try $0.insert(try caseRecord(1)) } } == .duplicate)
        #expect(code { try fixture.ledger.write { try $0.update(try caseRecord(2)) } } == .unknownRecord)
        #expect(try fixture.ledger.read { try $0.caseRecord(try number(1)) } == nil)
        let foreign = CaseRecord(
            number: try number(9), kind: .complaint, status: .closed, citizen: try address("a@x.id"),
            citizenName: "", subject: "", message: digest(1), openedAt: moment(), changedAt: moment())
        #expect(code { try fixture.ledger.write { try $0.insert(foreign) } } == .misuse)
    }

    @Test func `every filter finds what a plain search finds, newest first`() throws {
        let fixture = try LedgerFixture()
        let all = try (1...48).map { index in
            try caseRecord(
                index, kind: CaseKind.allCases[index % 4], status: CaseStatus.allCases[index / 4 % 3],
                citizen: ["a@x.id", "B@x.id"][index % 2], openedAt: moment(Int64(index / 5)))
        }
        try fixture.ledger.write { transaction in for record in all { try transaction.insert(record) } }
        for mask in 0..<8 {
            for limit in [0, 3, 1000] {
                var filter = CaseFilter()
                if mask & 1 != 0 { filter.status = .answered }
                if mask & 2 != 0 { filter.kind = .aspiration }
                if mask & 4 != 0 { filter.citizen = try address("b@X.id") }
                filter.limit = limit
                let found = try fixture.ledger.read { try $0.cases(filter) }
                let expected = all.filter { record in
                    (filter.status.map { $0 == record.status } ?? true)
                        && (filter.kind.map { $0 == record.kind } ?? true)
                        && (filter.citizen.map { $0 == record.citizen } ?? true)
                }.sorted { ($0.openedAt, $0.number.sequence) > ($1.openedAt, $1.number.sequence) }
                #expect(found == Array(expected.prefix(limit)), "mask \(mask), limit \(limit)")
            }
        }
    }

    @Test func `a stored value without meaning is an error, not a trap`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { try $0.insert(try caseRecord(1)) }
        try fixture.raw("UPDATE casefile SET kind = 'gift'")
        let one = try number(1, .complaint)
        #expect(code { _ = try fixture.ledger.read { try $0.caseRecord(one) } } == .damagedRecord)
    }
}
