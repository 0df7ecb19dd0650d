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
        "SCAN era", "SCAN request USING INDEX request_open", "SCAN casefile USING INDEX casefile_opened",
        "SCAN certificate USING INDEX certificate_expiry",
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
        #expect(statements.count > 300)
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
        try transaction.conclude(1, .processed, reason: "", request: one, verdict: nil)
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
        try transaction.insert(try certificate(try serial(1)))
        try transaction.update(try certificate(try serial(1), status: .revoked))
        try transaction.insert(try caseRecord(1))
        try transaction.update(try caseRecord(1, status: .answered))
        _ = try transaction.reach("expiry-30", of: "01", at: moment())

        _ = try transaction.cursor(of: mailbox)
        _ = try transaction.knownUIDs(mailbox: mailbox, uidValidity: UIDValidity(7), from: UID(1))
        _ = try transaction.pendingMessages(after: 0, limit: 10)
        _ = try transaction.message(digest(1))
        _ = try transaction.messages(mailbox: mailbox, uidValidity: UIDValidity(7))
        _ = try transaction.request(one)
        try askWithFilters(transaction)
        _ = try transaction.events(of: one)
        _ = try transaction.verifyChain()
        _ = try transaction.token(digest(1))
        _ = try transaction.tokens(of: one)
        _ = try transaction.outboxEntry(try mail(1).messageID)
        _ = try transaction.outbox(of: one)
        _ = try transaction.dueOutbox(at: moment(), after: 0, limit: 10, octets: 1 << 20)
        _ = try transaction.dueOutbox(at: moment(), after: 2, limit: 10, octets: 1 << 20)
        _ = try transaction.certificate(try serial(1))
        _ = try transaction.revokedCertificates(since: moment())
        _ = try transaction.caseRecord(try number(1, .complaint))
        try transaction.histories(closedSince: moment()) { _, _ in }
        _ = try transaction.refusedOutbox(from: moment(), before: moment(1), limit: 10)
        _ = try transaction.heldOutbox(limit: 10)
        _ = try transaction.outboundCounts(address: try address("a@x.id"), request: one, since: moment())
        _ = try transaction.figures(at: moment(), runs: 5)
        _ = try transaction.fact("key")
        try useEvidence(transaction, one)
    }

    /// What a restore does once walks tables, and is left out.
    private func useEvidence(_ transaction: any LedgerTransaction, _ one: RequestNumber) throws {
        try transaction.insert(EvidenceKeyRecord(owner: .desk, wrapped: [1], createdAt: moment()))
        try transaction.rewrap(.desk, [2])
        try transaction.destroyEvidenceKey(of: .desk, at: moment())
        try transaction.setRest([1], .sealed)
        try transaction.setPurged(one, at: moment())
        try transaction.forgetApplicant(of: one)
        try transaction.forgetCitizen(of: try number(1, .complaint))
        try transaction.forgetHolder(of: try serial(1))
        _ = try transaction.evidenceKey(of: .desk)
        _ = try transaction.liveEvidenceKeys(after: nil, limit: 10)
        _ = try transaction.hasEvidenceKeys()
        _ = try transaction.unsealedMessages(after: 0, limit: 10)
        _ = try transaction.keptMessages(of: one)
        _ = try transaction.strayMessages(.ignored, before: moment(), limit: 10)
        _ = try transaction.rest(of: digest(1))
        _ = try transaction.endedRequests(before: moment(), after: nil, limit: 10)
        _ = try transaction.namedRequests(before: moment(), limit: 10)
        _ = try transaction.endedCases(before: moment(), limit: 10)
        _ = try transaction.endedCertificates(before: moment(), limit: 10)
        _ = try transaction.isPurged(one)
        _ = try transaction.chainLink(at: 1)
    }

    private func askWithFilters(_ transaction: any LedgerTransaction) throws {
        for mask in 0..<256 {
            var filter = RequestFilter()
            if mask & 1 != 0 { filter.states = ["awaitingIdentity"] }
            if mask & 2 != 0 { filter.mechanism = .renewal }
            if mask & 4 != 0 { filter.verifier = try address("b@x.id") }
            if mask & 8 != 0 { filter.applicant = try address("a@x.id") }
            if mask & 16 != 0 { filter.dueBy = moment() }
            if mask & 32 != 0 { filter.isOpen = true }
            if mask & 64 != 0 { (filter.openedFrom, filter.openedBefore) = (moment(), moment(1)) }
            if mask & 128 != 0 { (filter.agency, filter.applicantName) = ("dinas", "budi") }
            _ = try transaction.requests(filter)
        }
        for mask in 0..<256 {
            var filter = CertificateFilter()
            if mask & 1 != 0 { filter.status = .valid }
            if mask & 2 != 0 { filter.address = try address("a@x.id") }
            if mask & 4 != 0 { filter.nik = "1" }
            if mask & 8 != 0 { filter.nip = "1" }
            if mask & 16 != 0 { filter.request = try number(1) }
            if mask & 32 != 0 { filter.expiringFrom = moment() }
            if mask & 64 != 0 { filter.expiringBefore = moment() }
            if mask & 128 != 0 { filter.isUnreplaced = true }
            _ = try transaction.certificates(filter)
        }
        for mask in 0..<16 {
            var filter = CaseFilter()
            if mask & 1 != 0 { filter.status = .closed }
            if mask & 2 != 0 { filter.kind = .suggestion }
            if mask & 4 != 0 { filter.citizen = try address("a@x.id") }
            if mask & 8 != 0 { (filter.openedFrom, filter.openedBefore) = (moment(), moment(1)) }
            _ = try transaction.cases(filter)
        }
    }

    @Test func `open requests are found by indices that hold no closed one`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for sequence in 1...300 {
                let state = sequence % 100 == 0 ? "awaitingAuthority" : "closed.issued"
                try transaction.insert(try request(sequence, state: state))
            }
        }
        var filter = RequestFilter()
        filter.isOpen = true
        #expect(try rows(fixture, "request_open") == 3)
        #expect(try plan(fixture, filter) == ["SCAN request USING INDEX request_open"])
        filter.mechanism = .issuance
        #expect(try plan(fixture, filter) == ["SCAN request USING INDEX request_open"])
        filter.verifier = try address("siti@dinas.example.id")
        #expect(try rows(fixture, "request_openVerifier") == 3)
        #expect(
            try plan(fixture, filter) == ["SEARCH request USING INDEX request_openVerifier (verifier=?)"])
        #expect(
            try fixture.ledger.read { try $0.requests(filter) }.map(\.number.sequence) == [300, 200, 100])
        try fixture.ledger.write { try $0.update(try request(200, state: "closed.rejected")) }
        #expect(try rows(fixture, "request_open") == 2)
        filter.dueBy = moment()
        #expect(
            try plan(fixture, filter) == ["SEARCH request USING INDEX request_due (dueAt>? AND dueAt<?)"])
    }

    /// How many entries an index of open requests has, counted in the index itself.
    private func rows(_ fixture: LedgerFixture, _ index: String) throws -> Int64? {
        try fixture.rawNumber(
            "SELECT count(*) FROM request INDEXED BY \(index) WHERE state NOT GLOB 'closed.*'")
    }

    private func plan(_ fixture: LedgerFixture, _ filter: RequestFilter) throws -> [String] {
        let query = try #require(RequestQuery.all(for: filter).first)
        return try fixture.ledger.queue.read { database in
            try Row.fetchAll(
                database, sql: "EXPLAIN QUERY PLAN " + query.sql, arguments: query.arguments
            ).map { $0["detail"] }
        }
    }
}
