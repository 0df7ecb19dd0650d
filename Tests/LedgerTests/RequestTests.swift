import Domain
import Testing

@testable import Ledger

struct RequestTests {
    @Test func `sequences count from one in each series and year`() throws {
        let fixture = try LedgerFixture()
        let numbers = try fixture.ledger.write { transaction in
            [
                try transaction.nextSequence(.request, year: 2026),
                try transaction.nextSequence(.request, year: 2026),
                try transaction.nextSequence(.complaint, year: 2026),
                try transaction.nextSequence(.request, year: 2027),
                try transaction.nextSequence(.request, year: 2026),
            ]
        }
        #expect(numbers == [1, 2, 1, 1, 3])
    }

    @Test func `a request comes back as it was stored and as it was changed`() throws {
        let fixture = try LedgerFixture()
        var record = try request(1, applicant: "Budi.S@Example.ID", dueAt: moment(9))
        try fixture.ledger.write { try $0.insert(record) }
        let stored = try fixture.ledger.read { try $0.request(record.number) }
        #expect(stored == record)
        #expect(stored?.applicant.addrSpec == "Budi.S@example.id")
        record.state = "closed"
        record.payloadVersion = 2
        record.payload = "[]"
        record.applicantName = "Siti"
        record.changedAt = moment(50)
        record.dueAt = nil
        try fixture.ledger.write { try $0.update(record) }
        #expect(try fixture.ledger.read { try $0.request(record.number) } == record)
        #expect(try fixture.ledger.read { try $0.request(try number(2)) } == nil)
    }

    @Test func `a number is given once, and only known ones are changed`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { try $0.insert(try request(1)) }
        #expect(code { try fixture.ledger.write { try $0.insert(try request(1)) } } == .duplicate)
        #expect(code { try fixture.ledger.write { try $0.update(try request(2)) } } == .unknownRecord)
    }

    @Test func `every filter finds what a plain search finds, in the same order`() throws {
        let fixture = try LedgerFixture()
        let states = ["awaitingIdentity", "awaitingAuthority", "closed.issued"]
        let people = ["a@x.id", "B@x.id", "c@x.id"]
        var all: [RequestRecord] = []
        for sequence in 1...60 {
            all.append(
                try request(
                    sequence, state: states[sequence % 3], mechanism: Mechanism.allCases[sequence % 4],
                    applicant: people[sequence % 2], verifier: people[sequence / 2 % 3],
                    openedAt: moment(Int64(sequence / 5)),
                    dueAt: sequence % 3 == 2 ? nil : moment(Int64(100 - sequence))))
        }
        try fixture.ledger.write { transaction in for record in all { try transaction.insert(record) } }
        for mask in 0..<64 {
            for limit in [3, 1000] {
                var filter = RequestFilter()
                if mask & 1 != 0 { filter.states = ["closed.issued", "awaitingAuthority", "closed.issued"] }
                if mask & 2 != 0 { filter.mechanism = .renewal }
                if mask & 4 != 0 { filter.verifier = try address("b@X.id") }
                if mask & 8 != 0 { filter.applicant = try address("A@x.id") }
                if mask & 16 != 0 { filter.dueBy = moment(70) }
                if mask & 32 != 0 { filter.isOpen = true }
                filter.limit = limit
                let found = try fixture.ledger.read { try $0.requests(filter) }
                #expect(found == search(all, filter), "mask \(mask), limit \(limit)")
            }
        }
        var none = RequestFilter()
        none.limit = 0
        #expect(try fixture.ledger.read { try $0.requests(none) }.isEmpty)
    }

    private func search(_ all: [RequestRecord], _ filter: RequestFilter) -> [RequestRecord] {
        let found = all.filter { record in
            (filter.states.isEmpty || filter.states.contains(record.state))
                && (filter.mechanism.map { $0 == record.mechanism } ?? true)
                && (filter.verifier.map { $0 == record.verifier } ?? true)
                && (filter.applicant.map { $0 == record.applicant } ?? true)
                && (!filter.isOpen || !record.state.hasPrefix("closed."))
                && (filter.dueBy.map { due in record.dueAt.map { $0 <= due } ?? false } ?? true)
        }
        let sorted = found.sorted { left, right in
            if filter.dueBy != nil, let a = left.dueAt, let b = right.dueAt {
                return (a, left.number.sequence) < (b, right.number.sequence)
            }
            return (left.openedAt, left.number.sequence) > (right.openedAt, right.number.sequence)
        }
        return Array(sorted.prefix(filter.limit))
    }

    @Test func `open are all states but those below closed, and closing leaves the list at once`() throws {
        let fixture = try LedgerFixture()
        let states = [
            "closed", "Closed.issued", "closedX", "closed.", "closed.rejected", "awaiting.closed.x",
        ]
        try fixture.ledger.write { transaction in
            for (index, state) in states.enumerated() {
                try transaction.insert(try request(index + 1, state: state))
            }
        }
        var open = RequestFilter()
        open.isOpen = true
        #expect(try fixture.ledger.read { try $0.requests(open) }.map(\.number.sequence) == [6, 3, 2, 1])
        try fixture.ledger.write { try $0.update(try request(3, state: "closed.cancelled")) }
        #expect(try fixture.ledger.read { try $0.requests(open) }.map(\.number.sequence) == [6, 2, 1])
        open.states = ["closed.cancelled", "closed.rejected"]
        #expect(try fixture.ledger.read { try $0.requests(open) }.isEmpty)
    }

    @Test func `a request number survives its stored form`() throws {
        for series in RequestNumber.Series.allCases {
            for (year, sequence) in [(2000, 1), (2026, 123), (9999, 999_999_999)] {
                let number = try #require(RequestNumber(series: series, year: year, sequence: sequence))
                #expect(RequestKey.decode(RequestKey.encode(number)) == number)
            }
        }
        #expect(RequestKey.encode(try number(123)) == 12_026_000_000_123)
        for key in [0, -1, 32_026_000_000_123, 12_026_000_000_000, Int64.max, Int64.min] {
            #expect(RequestKey.decode(key) == nil)
        }
    }

    @Test func `a stored value without meaning is an error, not a trap`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { try $0.insert(try request(1)) }
        try fixture.raw("UPDATE request SET mechanism = 'gift'")
        #expect(code { _ = try fixture.ledger.read { try $0.request(try number(1)) } } == .damagedRecord)
        try fixture.raw("UPDATE request SET mechanism = 'renewal', applicant = 'nobody'")
        #expect(code { _ = try fixture.ledger.read { try $0.request(try number(1)) } } == .damagedRecord)
    }
}
