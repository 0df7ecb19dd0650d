import Domain
import Foundation
import GRDB
import Pipeline
import Testing

@Suite("The weekly head of the audit log")
struct AuditHeadTests {
    private func letters(_ desk: TestDesk) throws -> [ReceivedMessage] {
        desk.newMail(for: TestDesk.administrator).filter { $0.subject.contains("catatan audit") }
    }

    /// The head a letter names.
    private func head(in letter: ReceivedMessage) throws -> AuditHead {
        let words = letter.body.split(whereSeparator: \.isWhitespace)
        let place = try #require(words.firstIndex(of: "--expect"))
        return try #require(AuditHead(words[place + 1].filter { $0 != "`" }))
    }

    @Test("goes to the administrator once in every ISO week but the first, with the head of the week before")
    func weekly() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.pass(days: 6)
        #expect(try letters(desk).isEmpty)
        // Monday, 30 November 2026.
        try desk.pass(days: 1)
        let first = try #require(try letters(desk).first)
        let chain = try desk.ledger.read { try $0.verifyChain() }
        #expect(try head(in: first).digest.hex.count == 64)
        #expect(first.subject.contains("\(try head(in: first).count) kejadian"))
        #expect(!first.text.contains("Email sebelumnya"))
        #expect(try head(in: first).count <= chain.count)
        desk.markRead()
        try desk.pass(days: 6)
        #expect(try letters(desk).isEmpty)
        try desk.pass(days: 1)
        let second = try #require(try letters(desk).first)
        #expect(second.text.contains(try head(in: first).digest.hex))
        #expect(second.text.contains("\(try head(in: first).count) kejadian"))
        #expect(!second.text.contains("berubah atau terpotong"))
        for letter in [first, second] {
            #expect(try desk.ledger.read { try head(in: letter).stands(in: $0) })
        }
    }

    @Test("a chain that somebody computed anew no longer holds the mailed head, and the next mail says so")
    func rewritten() throws {
        let desk = try TestDesk()
        desk.submit()
        desk.submit(applicant: "ani@kominfo.example", nik: "3201015708900003")
        try desk.pass(days: 7)
        let mailed = try head(in: try #require(try letters(desk).first))
        // Everything from the last event on is cut, and the end made to fit: the chain itself stays whole.
        let database = try DatabaseQueue(path: desk.folder.appending(path: "spool/ledger.sqlite").path)
        try database.write { database in
            for trigger in ["event_noDelete", "chain_onlyForward"] {
                try database.execute(sql: "DROP TRIGGER \(trigger)")
            }
            try database.execute(sql: "DELETE FROM event WHERE sequence >= ?", arguments: [mailed.count])
            try database.execute(
                sql: """
                    UPDATE chain SET count = ?, head = (SELECT link FROM event ORDER BY sequence DESC LIMIT 1)
                    """, arguments: [mailed.count - 1])
        }
        #expect(try desk.ledger.read { try $0.verifyChain() }.firstBroken == nil)
        #expect(try !desk.ledger.read { try mailed.stands(in: $0) })
        desk.markRead()
        try desk.pass(days: 7)
        let letter = try #require(try letters(desk).first)
        #expect(letter.text.contains("berubah atau terpotong pada \(mailed.count)"))
    }

    @Test("COUNT:HEAD is read strictly")
    func grammar() throws {
        let digest = String(repeating: "ab", count: 32)
        #expect(AuditHead("12:\(digest)")?.count == 12)
        #expect(AuditHead("12:\(digest.uppercased())")?.description == "12:\(digest)")
        for text in [
            "", "12", ":\(digest)", "0:\(digest)", "-1:\(digest)", "12:\(digest)0", "12:\(digest):",
            "x:\(digest)",
        ] {
            #expect(AuditHead(text) == nil, "\(text)")
        }
    }
}
