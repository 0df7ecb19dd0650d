import Domain
import GRDB
import Testing

@testable import Ledger

struct TransactionTests {
    private struct Refusal: Error, Equatable {}

    @Test func `a transaction that throws leaves nothing and passes the error on`() throws {
        let fixture = try LedgerFixture()
        #expect(throws: Refusal()) {
            try fixture.ledger.write { transaction in
                try transaction.append(try event())
                _ = try transaction.enqueue(try mail(1))
                throw Refusal()
            }
        }
        #expect(try fixture.ledger.read { try $0.verifyChain() }.count == 0)
        #expect(try fixture.ledger.read { try $0.figures(at: moment(), runs: 1).outbox } == [:])
    }

    @Test func `a savepoint that throws is undone alone, chain and mailbox numbers included`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            try transaction.append(try event("first"))
            #expect(throws: Refusal()) {
                try transaction.savepoint {
                    try transaction.append(try event("undone"))
                    _ = try transaction.journal([entry(1, 1, mailbox: "imaps://new/")])
                    throw Refusal()
                }
            }
            try transaction.append(try event("second"))
            _ = try transaction.journal([entry(1, 1, mailbox: "imaps://new/")])
        }
        let names = try fixture.ledger.read { try $0.events(of: try number(1)).map(\.event.name) }
        #expect(names == ["first", "second"])
        let report = try fixture.ledger.read { try $0.verifyChain() }
        #expect(report.count == 2)
        #expect(report.firstBroken == nil)
        try fixture.ledger.checkIntegrity()
    }

    @Test func `savepoints nest and return values`() throws {
        let fixture = try LedgerFixture()
        let sum = try fixture.ledger.write { transaction in
            try transaction.savepoint {
                try transaction.setFact("outer", "kept")
                let inner = try? transaction.savepoint { () throws -> Int in
                    try transaction.setFact("inner", "undone")
                    throw Refusal()
                }
                return (inner ?? 40) + 2
            }
        }
        #expect(sum == 42)
        #expect(try fixture.ledger.read { try $0.fact("outer") } == "kept")
        #expect(try fixture.ledger.read { try $0.fact("inner") } == nil)
    }

    @Test func `a refused statement leaves the transaction usable`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            _ = try transaction.enqueue(try mail(1))
            #expect(code { _ = try transaction.enqueue(try mail(1)) } == .duplicateMessageID)
            _ = try transaction.enqueue(try mail(2))
        }
        #expect(try fixture.ledger.read { try $0.figures(at: moment(), runs: 0).outbox } == [.queued: 2])
    }

    @Test func `a full disk is transient, and nothing is half written even if the caller goes on`() throws {
        let fixture = try LedgerFixture()
        let pages = try #require(try fixture.rawNumber("PRAGMA page_count"))
        try fixture.raw("PRAGMA max_page_count = \(pages + 20)")
        let result = code {
            try fixture.ledger.write { transaction in
                for index in 1...100 {
                    // A caller that swallows the error must not get a partial commit.
                    try? transaction.savepoint { _ = try transaction.enqueue(try mail(index, size: 8192)) }
                }
                throw LedgerError(.storageFull, "as the caller saw it")
            }
        }
        #expect(result == .storageFull)
        #expect(try fixture.ledger.read { try $0.figures(at: moment(), runs: 0).outbox } == [:])
        let direct = code {
            try fixture.ledger.write { transaction in
                for index in 1...100 { _ = try transaction.enqueue(try mail(index, size: 8192)) }
            }
        }
        #expect(direct == .storageFull)
        #expect(LedgerError(.storageFull, "").failureClass == .transient)
        try fixture.raw("PRAGMA max_page_count = 1000000")
        try fixture.ledger.checkIntegrity()
        try fixture.ledger.write { _ = try $0.enqueue(try mail(1)) }
    }

    @Test func `a writer beside another one waits its turn or says busy`() throws {
        let fixture = try LedgerFixture()
        var configuration = Configuration()
        configuration.busyMode = .immediateError
        let other = try DatabaseQueue(path: fixture.path, configuration: configuration)
        try fixture.ledger.write { _ in
            let error = #expect(throws: DatabaseError.self) {
                try other.inTransaction(.immediate) { _ in .commit }
            }
            #expect(error.map { LedgerError($0).code } == .busy)
        }
        #expect(LedgerError(.busy, "").failureClass == .transient)
    }

    @Test func `SQLite's result codes are classified`() {
        let table: [(ResultCode, LedgerError.Code, FailureClass)] = [
            (.SQLITE_BUSY, .busy, .transient), (.SQLITE_BUSY_SNAPSHOT, .busy, .transient),
            (.SQLITE_LOCKED, .busy, .transient), (.SQLITE_FULL, .storageFull, .transient),
            (.SQLITE_IOERR_FSYNC, .inputOutput, .transient), (.SQLITE_NOMEM, .outOfMemory, .transient),
            (.SQLITE_IOERR_NOMEM, .outOfMemory, .transient), (.SQLITE_CORRUPT, .damaged, .permanent),
            (.SQLITE_NOTADB, .foreignFile, .permanent), (.SQLITE_READONLY, .readOnly, .permanent),
            (.SQLITE_CANTOPEN, .cannotOpen, .permanent), (.SQLITE_PERM, .readOnly, .permanent),
        ]
        for (result, code, failureClass) in table {
            let error = LedgerError(DatabaseError(resultCode: result, message: "why", sql: "SELECT 'secret'"))
            #expect(error.code == code)
            #expect(error.failureClass == failureClass)
            #expect(!error.description.contains("secret"))
        }
        for code in LedgerError.Code.allCases where LedgerError(code, "").failureClass == .permanent {
            #expect(!LedgerError(code, "").remedy.isEmpty)
        }
    }
}
