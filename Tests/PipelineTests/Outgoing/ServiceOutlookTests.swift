import Domain
import Pipeline
import Testing

@Suite("The outlook on the promised time")
struct ServiceOutlookTests {
    @Test("counts requests that near their promise, and those that broke it")
    func counts() throws {
        let desk = try TestDesk()
        try desk.bring(to: try #require(WaitingState.all.first { $0.name == "awaitingVerification" }))
        let outlook = {
            try desk.ledger.read {
                try ServiceOutlook($0, settings: desk.desk.settings, now: desk.clock.now())
            }
        }
        let fresh = try outlook()
        #expect(fresh.atRisk == 0 && fresh.broken == 0 && fresh.nextDue != nil)
        let due = try #require(fresh.nextDue)
        desk.wait(due - desk.clock.now() - 3600)
        let late = try outlook()
        #expect(late.atRisk == 1 && late.broken == 0)
        desk.wait(7200)
        let over = try outlook()
        #expect(over.atRisk == 0 && over.broken == 1 && over.nextDue == nil)
    }
}
