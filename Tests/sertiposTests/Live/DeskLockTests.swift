import Domain
import Testing

@testable import sertipos

@Suite("One at a time")
struct DeskLockTests {
    @Test("who changes the desk keeps others away; who only looks does not")
    func exclusive() throws {
        let desk = try LiveDeskSample()
        let order = try desk.live.exclusively {
            let busy = #expect(throws: DeskBusy.self) { try desk.live.exclusively { 1 } }
            #expect(busy?.failureClass == .transient)
            #expect(busy?.description.contains("try again") == true)
            return try desk.live.exclusively(unless: true) { 2 }
        }
        #expect(order == 2)
        #expect(try desk.live.exclusively(unless: false) { 3 } == 3)
    }

    @Test("the lock is given back after a failure")
    func failure() throws {
        struct Failure: Error {}
        let desk = try LiveDeskSample()
        #expect(throws: Failure.self) { try desk.live.exclusively { throw Failure() } }
        #expect(try desk.live.exclusively { true })
    }

    @Test("a reason is one line of words")
    func reason() throws {
        #expect(try RequestCancel.sentence("  dua\n kali ") == "dua kali")
        for text in ["", " \n", "a\u{1B}b", String(repeating: "a", count: 501)] {
            #expect(throws: (any Error).self) { try RequestCancel.sentence(text) }
        }
    }
}
