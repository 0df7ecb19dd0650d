import Testing

@testable import Trust

struct OutboundBudgetTests {
    private let budget = OutboundBudget(address: 2, request: 3, day: 5)

    @Test func `each limit holds the mail that would pass it, the narrowest first`() {
        #expect(budget.decide(.init(address: 1, request: 2, day: 4)) == .send)
        #expect(budget.decide(.init(address: 2, request: 3, day: 5)) == .hold(.address))
        #expect(budget.decide(.init(address: 1, request: 3, day: 5)) == .hold(.request))
        #expect(budget.decide(.init(address: 1, request: nil, day: 5)) == .hold(.day))
        #expect(budget.decide(.init(address: 1, request: nil, day: 4)) == .send)
        #expect(budget.decide(.init(address: .max, request: .max, day: .max)) == .hold(.address))
    }

    @Test func `mere answers count against the domain as well, work does not`() {
        let budget = OutboundBudget(address: 9, request: 9, domain: 2, day: 9)
        #expect(budget.decide(.init(address: 0, request: nil, domain: 1, day: 1)) == .send)
        #expect(budget.decide(.init(address: 0, request: nil, domain: 2, day: 2)) == .hold(.domain))
        #expect(budget.decide(.init(address: 0, request: 1, domain: nil, day: 8)) == .send)
    }

    @Test func `two desks wired to each other fall silent`() {
        var sent = 0
        for _ in 0..<1000
        where OutboundBudget.standard.decide(.init(address: sent, request: sent, day: sent)) == .send {
            sent += 1
        }
        #expect(sent == 20)
    }

    @Test(arguments: [
        ("20/day", 20), (" 30 / Day ", 30), ("5000", 5000), ("1/hari", 1), ("1000000", 1_000_000),
    ])
    func `limits are read`(text: String, number: Int) throws {
        #expect(try OutboundBudget.limit(text) == number)
    }

    @Test(
        arguments: [
            ("", BudgetError.Problem.notANumber), ("many", .notANumber), ("-1/day", .notANumber),
            ("20/day/day", .notANumber), ("20/hour", .unknownPeriod),
            ("20/", .unknownPeriod), ("0/day", .outOfRange), ("1000001", .outOfRange),
            ("99999999999999999999/day", .outOfRange), ("\u{661}/day", .notANumber),
        ])
    func `mistakes are named`(text: String, problem: BudgetError.Problem) {
        #expect(throws: BudgetError(problem: problem)) { try OutboundBudget.limit(text) }
    }
}
