import Domain
import GRDB
import Synchronization
import Testing

@testable import Ledger

/// The rate with a million requests must be that with a thousand: no statement of the port may walk a table.
struct QueryPlanTests {
    /// Walks that are meant: the tally has a dozen rows, the chain is walked on purpose, a list without any
    /// filter walks its index only as far as its limit, and an era of tokens is one step of a look-up.
    private static let permitted = [
        "SCAN tally", "SCAN event", "SCAN request USING INDEX request_opened", "SCAN CONSTANT ROW",
        "SCAN era",
    ]

    @Test func `no operation of the port scans a table or sorts a large answer`() throws {
        let fixture = try LedgerFixture()
        let seen = Mutex<Set<String>>([])
        fixture.ledger.queue.writeWithoutTransaction { database in
            database.trace(options: .statement) { event in
                guard case .statement(let statement) = event else { return }
                seen.withLock { _ = $0.insert(statement.sql) }
            }
        }
        try fixture.ledger.write { try useEverything($0) }
        fixture.ledger.queue.writeWithoutTransaction { $0.trace(nil) }

        let statements = seen.withLock { $0 }.filter { sql in
            ["SELECT", "INSERT", "UPDATE", "DELETE"].contains { sql.hasPrefix($0) }
        }
        #expect(statements.count > 45)
        try fixture.ledger.queue.writeWithoutTransaction { database in
            for sql in statements {
                let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
                let count = sql.utf8.count { $0 == UInt8(ascii: "?") }
                statement.setUncheckedArguments(StatementArguments([Int](repeating: 1, count: count)))
                for row in try Row.fetchAll(statement) {
                    let detail: String = row["detail"]
                    let isScan = detail.hasPrefix("SCAN") && !Self.permitted.contains { detail.hasPrefix($0) }
                    #expect(!isScan, "\(detail): \(sql)")
                    let isSort = detail.contains("TEMP B-TREE") && !sql.contains("FROM token WHERE request")
                    #expect(!isSort, "\(detail): \(sql)")
                }
            }
        }
    }

    private func useEverything(_ transaction: any LedgerTransaction) throws {
        let one = try number(1)
        let mailbox = "imaps://imap.example/INBOX"
        _ = try transaction.journal([entry(1, 1), entry(2, 2)])
        try transaction.setCursor(MailboxCursor(uidValidity: UIDValidity(7), next: UID(3)), of: mailbox)
        try transaction.countAttempt([1])
        try transaction.releaseAttempt([1])
        try transaction.conclude(1, .processed, reason: "", request: one)
        _ = try transaction.nextSequence(.request, year: 2026)
        try transaction.insert(try request(1))
        try transaction.update(try request(1, state: "closed"))
        try transaction.append(try event())
        try transaction.insert([try token(1), try token(2)])
        _ = try transaction.spend(digest(1), at: moment())
        try transaction.closeTokens(of: one, step: "identity", at: moment())
        try transaction.closeTokens(of: one, step: nil, at: moment())
        _ = try transaction.enqueue(try mail(1))
        _ = try transaction.enqueue(try mail(2, status: .held))
        try transaction.release(2)
        try transaction.markSending([1])
        _ = try transaction.requeueInterrupted()
        try transaction.settle([OutboxSettlement(id: 1, status: .sent, nextAttemptAt: moment(), reply: "")])
        let run = try transaction.beginRun("run", at: moment())
        try transaction.endRun(run, at: moment(), result: "ok", summary: "{}")
        try transaction.setFact("key", "value")

        _ = try transaction.cursor(of: mailbox)
        _ = try transaction.knownUIDs(mailbox: mailbox, uidValidity: UIDValidity(7), from: UID(1))
        _ = try transaction.pendingMessages(after: 0, limit: 10)
        _ = try transaction.message(digest(1))
        _ = try transaction.messages(mailbox: mailbox, uidValidity: UIDValidity(7))
        _ = try transaction.request(one)
        for mask in 0..<32 {
            var filter = RequestFilter()
            if mask & 1 != 0 { filter.states = ["closed"] }
            if mask & 2 != 0 { filter.mechanism = .renewal }
            if mask & 4 != 0 { filter.verifier = try address("b@x.id") }
            if mask & 8 != 0 { filter.applicant = try address("a@x.id") }
            if mask & 16 != 0 { filter.dueBy = moment() }
            _ = try transaction.requests(filter)
        }
        _ = try transaction.events(of: one)
        _ = try transaction.verifyChain()
        _ = try transaction.token(digest(1))
        _ = try transaction.tokens(of: one)
        _ = try transaction.outboxEntry(try mail(1).messageID)
        _ = try transaction.outbox(of: one)
        _ = try transaction.dueOutbox(at: moment(), after: 0, limit: 10, octets: 1 << 20)
        _ = try transaction.heldOutbox(limit: 10)
        _ = try transaction.outboundCounts(address: try address("a@x.id"), request: one, since: moment())
        _ = try transaction.figures(at: moment(), runs: 5)
        _ = try transaction.fact("key")
    }
}
