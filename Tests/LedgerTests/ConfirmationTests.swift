import Domain
import Testing

@testable import Ledger

struct ConfirmationTests {
    private func question(_ seed: UInt8, to address: String, at seconds: Int64) throws -> ConfirmationRecord {
        ConfirmationRecord(
            digest: try #require(Digest(bytes: Array(repeating: seed, count: 32))),
            message: try #require(Digest(bytes: Array(repeating: 9, count: 32))),
            addressee: try #require(EmailAddress(address)), issuedAt: moment(seconds),
            expiresAt: moment(seconds + 100))
    }

    @Test func `a question comes back as it was asked, and is answered once`() throws {
        let fixture = try LedgerFixture()
        let question = try question(1, to: "siti@x.id", at: 5)
        try fixture.ledger.write { try $0.insert(question) }
        #expect(try fixture.ledger.read { try $0.confirmation(question.digest) } == question)
        #expect(try fixture.ledger.write { try $0.answerConfirmation(question.digest, at: moment(7)) })
        #expect(try !fixture.ledger.write { try $0.answerConfirmation(question.digest, at: moment(8)) })
        #expect(
            try fixture.ledger.read { try $0.confirmation(question.digest) }?.answeredAt == moment(7))
    }

    @Test func `questions are counted by mailbox, in any case, and time`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            try transaction.insert(try question(1, to: "Siti@x.id", at: 0))
            try transaction.insert(try question(2, to: "siti@x.id", at: 50))
            try transaction.insert(try question(3, to: "budi@x.id", at: 50))
        }
        let siti = try #require(EmailAddress("SITI@x.id"))
        #expect(try fixture.ledger.read { try $0.confirmations(to: siti, since: moment(0)) } == 2)
        #expect(try fixture.ledger.read { try $0.confirmations(to: siti, since: moment(1)) } == 1)
    }

    @Test func `wrong codes add up by subject and are forgotten after two days`() throws {
        let fixture = try LedgerFixture()
        let siti = WrongCode.from(try #require(EmailAddress("siti@x.id")))
        let request = WrongCode.about(try number(1))
        func count(_ subject: WrongCode, _ since: Int64) throws -> Int {
            try fixture.ledger.read { try $0.wrongCodes(subject, since: moment(since)) }
        }
        try fixture.ledger.write { transaction in
            try transaction.noteWrongCodes(siti, count: 3, at: moment(0))
            try transaction.noteWrongCodes(siti, count: 2, at: moment(0))
            try transaction.noteWrongCodes(siti, count: 1, at: moment(60))
            try transaction.noteWrongCodes(request, count: 4, at: moment(60))
            try transaction.noteWrongCodes(request, count: 0, at: moment(61))
        }
        #expect(try count(siti, 0) == 6)
        #expect(try count(siti, 1) == 1)
        #expect(try count(request, 0) == 4)
        try fixture.ledger.write { try $0.noteWrongCodes(request, count: 1, at: moment(3 * 86_400)) }
        #expect(try count(siti, 0) == 0)
        #expect(try count(request, 0) == 1)
    }

    @Test func `digests are compared whole`() throws {
        let one = try #require(Digest(bytes: Array(repeating: 1, count: 32)))
        for place in 0..<32 {
            var bytes = one.bytes
            bytes[place] ^= 1
            #expect(!one.isSame(as: try #require(Digest(bytes: bytes))))
        }
        #expect(one.isSame(as: one))
    }
}
