import Domain
import Testing

@testable import Ledger

struct MilestoneTests {
    @Test func `what must be done once is done once, for each kind and subject`() throws {
        let fixture = try LedgerFixture()
        func reach(_ kind: String, _ subject: String) throws -> Bool {
            try fixture.ledger.write { try $0.reach(kind, of: subject, at: moment()) }
        }
        #expect(try reach("expiry-30", "0A"))
        #expect(try reach("expiry-30", "0A") == false)
        #expect(try reach("expiry-7", "0A"))
        #expect(try reach("expiry-30", "0a"))
        #expect(try reach("expiry-30", "0A ") && reach("expiry-300", "A"))
        #expect(try reach("expiry-30", "0A") == false)
        #expect(try fixture.rawNumber("SELECT count(*) FROM milestone") == 5)
    }

    @Test func `a milestone of a transaction that is undone is still ahead`() throws {
        struct Undo: Error {}
        let fixture = try LedgerFixture()
        #expect(throws: Undo.self) {
            try fixture.ledger.write { transaction in
                #expect(try transaction.reach("expiry-30", of: "0A", at: moment(1)))
                #expect(try transaction.reach("expiry-30", of: "0A", at: moment(2)) == false)
                throw Undo()
            }
        }
        #expect(try fixture.ledger.write { try $0.reach("expiry-30", of: "0A", at: moment(3)) })
        #expect(try fixture.rawNumber("SELECT at FROM milestone") == moment(3).seconds)
    }
}
