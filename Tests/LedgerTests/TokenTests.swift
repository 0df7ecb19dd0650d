import Domain
import GRDB
import Testing

@testable import Ledger

struct TokenTests {
    @Test func `a token is found by digest and comes back as it was`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { try $0.insert([try token(1), try token(2)]) }
        #expect(try fixture.ledger.read { try $0.token(digest(2)) } == (try token(2)))
        #expect(try fixture.ledger.read { try $0.token(digest(3)) } == nil)
        #expect(code { try fixture.ledger.write { try $0.insert([try token(2)]) } } == .duplicate)
    }

    @Test func `tokens of a request come newest first`() throws {
        let fixture = try LedgerFixture()
        let tokens = [
            try token(1, issuedAt: moment(5)), try token(2, issuedAt: moment(9)),
            try token(3, issuedAt: moment(5)), try token(4, request: 2),
        ]
        try fixture.ledger.write { try $0.insert(tokens) }
        let found = try fixture.ledger.read { try $0.tokens(of: try number(1)).map(\.digest) }
        #expect(found == [digest(2), digest(3), digest(1)])
    }

    @Test func `a token is spent once`() throws {
        let fixture = try LedgerFixture()
        let results = try fixture.ledger.write { transaction in
            try transaction.insert([try token(1)])
            return [
                try transaction.spend(digest(1), at: moment(5)),
                try transaction.spend(digest(1), at: moment(6)),
                try transaction.spend(digest(99), at: moment(6)),
            ]
        }
        #expect(results == [true, false, false])
        #expect(try fixture.ledger.read { try $0.token(digest(1))?.spentAt } == moment(5))
    }

    @Test func `closing takes the open tokens of one step, or all, and a closed one cannot be spent`() throws
    {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            try transaction.insert([
                try token(1, step: "identity"), try token(2, step: "verification", action: "approve"),
                try token(3, step: "verification", action: "reject"), try token(4, request: 2),
                try token(5, step: "passphrase"),
            ])
            #expect(try transaction.spend(digest(2), at: moment(1)))
            try transaction.closeTokens(of: try number(1), step: "verification", at: moment(2))
            #expect(try transaction.spend(digest(3), at: moment(3)) == false)
            #expect(try transaction.token(digest(1))?.closedAt == nil)
            try transaction.closeTokens(of: try number(1), step: nil, at: moment(4))
        }
        let ends = try fixture.ledger.read { view in
            try (1...5).map { try view.token(digest($0))?.closedAt }
        }
        #expect(ends == [moment(4), nil, moment(2), nil, moment(4)])
    }

    @Test func `a token of any era is found and spent`() throws {
        let fixture = try LedgerFixture()
        // Rows that stand for four eras of other tokens.
        try fixture.ledger.write { transaction in
            for (index, id) in [8190, 8191, 8192, 20_000, 32_767, 32_768].enumerated() {
                try transaction.insert([try token(index)])
                try fixture.ledger.moveNewestToken(to: Int64(id), in: transaction)
            }
        }
        for index in 0..<6 {
            #expect(try fixture.ledger.read { try $0.token(digest(index)) } == (try token(index)))
            #expect(try fixture.ledger.write { try $0.spend(digest(index), at: moment(1)) })
            #expect(try fixture.ledger.write { try $0.spend(digest(index), at: moment(2)) } == false)
        }
        #expect(try fixture.ledger.read { try $0.token(digest(6)) } == nil)
    }
}

extension SQLiteLedger {
    /// Gives the token inserted last another row number.
    fileprivate func moveNewestToken(to id: Int64, in transaction: any LedgerTransaction) throws {
        try (transaction as? LedgerSession)?.change(
            "UPDATE token SET id = ? WHERE id = (SELECT max(id) FROM token)", [id])
    }
}
