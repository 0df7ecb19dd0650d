import Domain
import Testing

@testable import Ledger

struct IntakeTests {
    private let mailbox = "imaps://imap.example/INBOX"
    private let validity = UIDValidity(7)

    @Test func `a journalled message is pending, with what was known of it`() throws {
        let fixture = try LedgerFixture()
        let position = MailboxPosition(mailbox: mailbox, uidValidity: validity, uid: UID(UInt32.max))
        let entry = IntakeEntry(
            position: position, digest: digest(1), size: 30_000_000, receivedAt: moment(5), isHeaderOnly: true
        )
        #expect(try fixture.ledger.write { try $0.journal([entry]) } == 1)
        let found = try fixture.ledger.read { try $0.message(digest(1)) }
        let expected = MessageRecord(
            id: 1, digest: digest(1), size: 30_000_000, receivedAt: moment(5), isHeaderOnly: true,
            attempts: 0, outcome: .pending, reason: "", request: nil)
        #expect(found == expected)
        #expect(try fixture.ledger.read { try $0.message(digest(2)) } == nil)
    }

    @Test func `a known position is left alone, even with other octets`() throws {
        let fixture = try LedgerFixture()
        #expect(try fixture.ledger.write { try $0.journal([entry(1, 1), entry(1, 1)]) } == 1)
        #expect(try fixture.ledger.write { try $0.journal([entry(1, 2)]) } == 0)
        #expect(try fixture.ledger.read { try $0.message(digest(2)) } == nil)
    }

    @Test func `known octets get a further position and keep their outcome`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            _ = try transaction.journal([entry(1, 1)])
            try transaction.conclude(1, .processed, reason: "form", request: try number(1), verdict: nil)
            #expect(try transaction.journal([entry(9, 1), entry(1, 1, validity: 8)]) == 0)
        }
        let here = try fixture.ledger.read { try $0.messages(mailbox: mailbox, uidValidity: validity) }
        #expect(here.map(\.uid) == [UID(1), UID(9)])
        #expect(here.allSatisfy { $0.message.outcome == .processed && $0.message.id == 1 })
        let next = try fixture.ledger.read { try $0.messages(mailbox: mailbox, uidValidity: UIDValidity(8)) }
        #expect(next.map(\.uid) == [UID(1)])
        #expect(try fixture.ledger.read { try $0.messages(mailbox: "other", uidValidity: validity) }.isEmpty)
    }

    @Test func `what was found out about a sender is kept, and may be added to`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            _ = try transaction.journal([entry(1, 1), entry(2, 2)])
            try transaction.conclude(1, .processed, reason: "", request: nil, verdict: "proven:dmarc")
            try transaction.conclude(2, .answered, reason: "", request: nil, verdict: "unproven:no-results")
            try transaction.setVerdict(2, "proven:confirmation")
        }
        let here = try fixture.ledger.read { try $0.messages(mailbox: mailbox, uidValidity: validity) }
        #expect(here.map(\.message.verdict) == ["proven:dmarc", "proven:confirmation"])
        #expect(throws: LedgerError.self) { try fixture.ledger.write { try $0.setVerdict(9, "x") } }
    }

    @Test func `known UIDs are those of this epoch from the given one on`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            _ = try transaction.journal([entry(3, 1), entry(5, 2), entry(8, 3), entry(6, 4, validity: 8)])
        }
        let known = try fixture.ledger.read {
            try $0.knownUIDs(mailbox: mailbox, uidValidity: validity, from: UID(5))
        }
        #expect(known == [UID(5), UID(8)])
    }

    @Test func `the cursor is kept per mailbox`() throws {
        let fixture = try LedgerFixture()
        #expect(try fixture.ledger.read { try $0.cursor(of: mailbox) } == nil)
        let first = MailboxCursor(uidValidity: validity, next: UID(100))
        let second = MailboxCursor(uidValidity: UIDValidity(UInt32.max), next: UID(UInt32.max))
        try fixture.ledger.write { transaction in
            try transaction.setCursor(first, of: mailbox)
            try transaction.setCursor(first, of: "maildir:/tmp/x")
            try transaction.setCursor(second, of: mailbox)
        }
        #expect(try fixture.ledger.read { try $0.cursor(of: mailbox) } == second)
        #expect(try fixture.ledger.read { try $0.cursor(of: "maildir:/tmp/x") } == first)
    }

    @Test func `pending messages come in order of intake, in pages`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            _ = try transaction.journal((1...10).map { entry(UInt32(20 - $0), $0) })
            try transaction.conclude(4, .ignored, reason: "automatic", request: nil, verdict: nil)
        }
        let page = try fixture.ledger.read { try $0.pendingMessages(after: 2, limit: 3) }
        #expect(page.map(\.id) == [3, 5, 6])
        #expect(try fixture.ledger.read { try $0.pendingMessages(after: 10, limit: 3) }.isEmpty)
        #expect(try fixture.ledger.read { try $0.pendingMessages(after: 0, limit: -1) }.isEmpty)
    }

    @Test func `attempts are counted and taken back, never below none`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            _ = try transaction.journal([entry(1, 1), entry(2, 2)])
            try transaction.countAttempt([1, 2])
            try transaction.countAttempt([1])
            try transaction.releaseAttempt([2])
            try transaction.releaseAttempt([2])
        }
        let attempts = try fixture.ledger.read { try $0.pendingMessages(after: 0, limit: 9).map(\.attempts) }
        #expect(attempts == [2, 0])
    }

    @Test func `a conclusion is kept with reason and request`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            _ = try transaction.journal([entry(1, 1)])
            try transaction.conclude(
                1, .answered, reason: "help", request: try number(12, .complaint), verdict: nil)
        }
        let message = try fixture.ledger.read { try $0.message(digest(1)) }
        #expect(message?.outcome == .answered)
        #expect(message?.reason == "help")
        #expect(message?.request == (try number(12, .complaint)))
    }

    @Test func `an unknown message cannot be concluded or counted`() throws {
        let fixture = try LedgerFixture()
        let concluding = code {
            try fixture.ledger.write { try $0.conclude(5, .ignored, reason: "", request: nil, verdict: nil) }
        }
        #expect(concluding == .unknownRecord)
        #expect(code { try fixture.ledger.write { try $0.countAttempt([5]) } } == .unknownRecord)
    }
}
