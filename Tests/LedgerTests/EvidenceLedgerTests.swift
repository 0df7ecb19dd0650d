import Domain
import Foundation
import Testing

@testable import Ledger

struct EvidenceLedgerTests {
    private let wrapped = (0..<68).map { UInt8(200 - $0) }

    private func key(_ owner: EvidenceOwner) -> EvidenceKeyRecord {
        EvidenceKeyRecord(owner: owner, wrapped: wrapped, createdAt: moment())
    }

    @Test func `a destroyed key leaves the file, stays destroyed, and can be destroyed before it is made`()
        throws
    {
        let fixture = try LedgerFixture()
        let (one, two) = (EvidenceOwner.file(try number(1)), EvidenceOwner.file(try number(2)))
        try fixture.ledger.write { transaction in
            #expect(try !transaction.hasEvidenceKeys())
            try transaction.insert(key(.desk))
            try transaction.insert(key(one))
            #expect(try transaction.evidenceKey(of: one)?.wrapped == wrapped)
        }
        #expect(try fileHolds(wrapped, fixture))
        try fixture.ledger.write { transaction in
            for owner in [.desk, one, two] { try transaction.destroyEvidenceKey(of: owner, at: moment(5)) }
            for owner in [.desk, one, two] { try transaction.destroyEvidenceKey(of: owner, at: moment(9)) }
        }
        #expect(try !fileHolds(wrapped, fixture))
        try fixture.ledger.read { view in
            for owner in [.desk, one, two] {
                let record = try #require(try view.evidenceKey(of: owner))
                #expect(record.wrapped == nil)
                #expect(record.destroyedAt == moment(5))
            }
            #expect(try !view.hasEvidenceKeys())
        }
        #expect(code { try fixture.ledger.write { try $0.insert(key(two)) } } == .duplicate)
        #expect(code { try fixture.ledger.write { try $0.rewrap(one, wrapped) } } == .unknownRecord)
        #expect(throws: (any Error).self) { try fixture.raw("UPDATE evidenceKey SET destroyedAt = 1") }
    }

    private func fileHolds(_ octets: [UInt8], _ fixture: LedgerFixture) throws -> Bool {
        try Data(contentsOf: URL(filePath: fixture.path)).range(of: Data(octets)) != nil
    }

    @Test func `keys can be looked up while a transaction is under way`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            try transaction.insert(key(.desk))
            #expect(try fixture.ledger.evidenceKey(of: .desk)?.wrapped == wrapped)
            #expect(try fixture.ledger.evidenceKey(of: .file(try number(1))) == nil)
        }
    }

    @Test func `live keys are walked in pages, the desk's first`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for sequence in [3, 1, 2] { try transaction.insert(key(.file(try number(sequence)))) }
            try transaction.insert(key(.file(try number(1, .complaint))))
            try transaction.insert(key(.desk))
            try transaction.destroyEvidenceKey(of: .file(try number(2)), at: moment())
            var owners: [String] = []
            var last: EvidenceOwner?
            while let next = try transaction.liveEvidenceKeys(after: last, limit: 1).first {
                owners.append(next.owner.description)
                last = next.owner
            }
            #expect(
                owners == ["desk", "\(try number(1))", "\(try number(3))", "\(try number(1, .complaint))"])
        }
    }

    @Test func `messages wait for their seal from their conclusion on, quarantined ones never`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            _ = try transaction.journal((1...5).map { entry(UInt32($0), $0) })
            #expect(try transaction.unsealedMessages(after: 0, limit: 9).isEmpty)
            try transaction.conclude(1, .processed, reason: "", request: try number(1), verdict: nil)
            try transaction.conclude(2, .quarantined, reason: "", request: nil, verdict: nil)
            try transaction.conclude(3, .ignored, reason: "", request: nil, verdict: nil)
            #expect(try transaction.unsealedMessages(after: 0, limit: 9).map(\.id) == [1, 3])
            #expect(try transaction.unsealedMessages(after: 1, limit: 9).map(\.id) == [3])
            try transaction.setRest([1], .sealed)
            #expect(try transaction.unsealedMessages(after: 0, limit: 9).map(\.id) == [3])
            #expect(try transaction.keptMessages(of: try number(1)).map(\.id) == [1])
            try transaction.setRest([1, 3], .gone)
            #expect(try transaction.keptMessages(of: try number(1)).isEmpty)
            #expect(try transaction.rest(of: digest(1)) == .gone)
            #expect(try transaction.strayMessages(.ignored, before: moment(9), limit: 9).isEmpty)
            // Taken again, the octets lie in the spool again.
            #expect(try transaction.journal([entry(9, 1)]) == 0)
            #expect(try transaction.rest(of: digest(1)) == .plain)
            #expect(try transaction.unsealedMessages(after: 0, limit: 9).map(\.id) == [1])
        }
    }

    @Test func `stray messages are found by outcome and age`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for index in 1...4 {
                _ = try transaction.journal([entry(UInt32(index), index, at: moment(Int64(index)))])
            }
            for id in [1, 2, 3] {
                try transaction.conclude(Int64(id), .ignored, reason: "", request: nil, verdict: nil)
            }
            try transaction.conclude(4, .ignored, reason: "", request: try number(1), verdict: nil)
            #expect(try transaction.strayMessages(.ignored, before: moment(3), limit: 9).map(\.id) == [1, 2])
            #expect(try transaction.strayMessages(.ignored, before: moment(9), limit: 2).map(\.id) == [1, 2])
            #expect(try transaction.strayMessages(.answered, before: moment(9), limit: 9).isEmpty)
            #expect(try transaction.strayMessages(.pending, before: moment(9), limit: 9).isEmpty)
        }
    }

    @Test func `ended requests are walked by their end until they are purged, then until they name nobody`()
        throws
    {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for sequence in 1...3 { try transaction.insert(try request(sequence, state: "closed.issued")) }
            try transaction.insert(try request(4))
            let first = try transaction.endedRequests(before: moment(9), after: nil, limit: 2)
            #expect(first.map(\.number.sequence) == [1, 2])
            let position = EndedPosition(changedAt: moment(2), number: try number(2))
            #expect(
                try transaction.endedRequests(before: moment(9), after: position, limit: 9).map(
                    \.number.sequence) == [3])
            #expect(try transaction.endedRequests(before: moment(2), after: nil, limit: 9).count == 1)
            #expect(try transaction.namedRequests(before: moment(9), limit: 9).isEmpty)
            try transaction.setPurged(try number(1), at: moment(50))
            #expect(try transaction.isPurged(try number(1)))
            #expect(try transaction.endedRequests(before: moment(9), after: nil, limit: 9).count == 2)
            #expect(try transaction.namedRequests(before: moment(9), limit: 9).map(\.number.sequence) == [1])
            try transaction.insert([try token(1)])
            for index in 1...2 { _ = try transaction.enqueue(try mail(index)) }
            try transaction.settle([
                OutboxSettlement(id: 1, status: .sent, nextAttemptAt: moment(), reply: "budi@example.id ok")
            ])
            try transaction.forgetApplicant(of: try number(1))
            #expect(try transaction.namedRequests(before: moment(9), limit: 9).isEmpty)
            let record = try #require(try transaction.request(try number(1)))
            #expect(record.applicantName.isEmpty)
            #expect(record.applicant.addrSpec == "erased@erased.invalid")
            // A mail that still waits leaves first, then its address goes as well.
            #expect(
                try transaction.outbox(of: try number(1)).map(\.record.recipient.addrSpec) == [
                    "erased@erased.invalid", "budi@example.id",
                ])
            try transaction.settle([
                OutboxSettlement(id: 2, status: .sent, nextAttemptAt: moment(), reply: "budi@example.id ok")
            ])
            #expect(
                try transaction.outbox(of: try number(1)).allSatisfy {
                    $0.record.recipient == record.applicant && $0.lastReply.isEmpty
                })
            let counts = try transaction.outboundCounts(
                address: try address("budi@example.id"), request: nil, since: moment(-9))
            #expect(counts.address == 0)
            #expect(try transaction.tokens(of: try number(1)).first?.addressee == record.applicant)
        }
        try fixture.ledger.checkIntegrity()
    }

    @Test func `cases and certificates forget people`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for (sequence, status) in [(1, CaseStatus.closed), (2, .answered), (3, .awaitingOfficer)] {
                try transaction.insert(try caseRecord(sequence, status: status))
            }
            #expect(try transaction.endedCases(before: moment(9), limit: 9).map(\.number.sequence) == [1, 2])
            try transaction.forgetCitizen(of: try number(1, .complaint))
            #expect(try transaction.endedCases(before: moment(9), limit: 9).map(\.number.sequence) == [2])
            #expect(try transaction.caseRecord(try number(1, .complaint))?.citizenName == "")

            try transaction.insert(try certificate(try serial(1), notAfter: moment(5)))
            try transaction.insert(try certificate(try serial(2), notAfter: moment(90), status: .revoked))
            try transaction.insert(try certificate(try serial(3), notAfter: moment(90)))
            #expect(try transaction.endedCertificates(before: moment(5), limit: 9).isEmpty)
            #expect(
                Set(try transaction.endedCertificates(before: moment(10), limit: 9)) == [
                    try serial(1), try serial(2),
                ])
            try transaction.forgetHolder(of: try serial(1))
            #expect(try transaction.endedCertificates(before: moment(10), limit: 9) == [try serial(2)])
            #expect(try transaction.certificate(try serial(1))?.nik == nil)
        }
    }

    @Test func `a restored ledger has no live link, no waiting mail and no place in a mailbox`() throws {
        let fixture = try LedgerFixture()
        let mailbox = "imaps://imap.example/INBOX"
        try fixture.ledger.write { transaction in
            try transaction.insert([try token(1), try token(2)])
            _ = try transaction.spend(digest(2), at: moment())
            for index in 1...3 {
                _ = try transaction.enqueue(try mail(index, status: index == 2 ? .held : .queued))
            }
            try transaction.markSending([3])
            try transaction.setCursor(MailboxCursor(uidValidity: UIDValidity(7), next: UID(3)), of: mailbox)
            #expect(try transaction.closeAllTokens(at: moment(1)) == 1)
            #expect(try transaction.abandonOutbox(reply: "given up") == 3)
            try transaction.forgetCursors()
            #expect(try transaction.cursor(of: mailbox) == nil)
            #expect(try transaction.figures(at: moment(), runs: 0).outbox[.failed] == 3)
            #expect(try transaction.token(digest(1))?.closedAt == moment(1))
        }
        try fixture.ledger.checkIntegrity()
    }

    @Test func `a copy is the same ledger, with the same audit log`() throws {
        let fixture = try LedgerFixture()
        for index in 1...200 {
            try fixture.ledger.write { try $0.append(try event("e\(index)", index)) }
        }
        let path = fixture.folder.file("copy.sqlite")
        try fixture.ledger.copy(to: path)
        let copy = try SQLiteLedger(path: path, digesting: SHA256())
        try copy.checkIntegrity()
        #expect(try copy.read { try $0.verifyChain() } == fixture.ledger.read { try $0.verifyChain() })
        var status = stat()
        #expect(lstat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    }

    @Test func `a link can be computed outside the ledger`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for index in 1...3 { try transaction.append(try event("e\(index)", 1, message: digest(index))) }
        }
        try fixture.ledger.read { view in
            for event in try view.events(of: try number(1)) {
                let previous = try view.chainLink(at: event.sequence - 1)
                let link = EventLink(digesting: SHA256()).link(
                    of: event.event, sequence: event.sequence, after: previous)
                #expect(link == event.link)
                #expect(try view.chainLink(at: event.sequence) == link)
            }
        }
    }
}
