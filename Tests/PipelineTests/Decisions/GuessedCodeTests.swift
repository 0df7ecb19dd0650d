import Domain
import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// Somebody with a proven address of their own tries codes.
@Suite("Guessed codes")
struct GuessedCodeTests {
    private func code(_ random: SeededRandom) throws -> OneTimeCode {
        try #require(OneTimeCode(bytes: random.randomBytes(OneTimeCode.octets)))
    }

    @Test("ten thousand by mail open nothing, get at most five answers and one alarm for each subject")
    func byMail() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let record = try desk.request()
        desk.markRead()
        let random = SeededRandom(5)
        let guesser = "tebak@lain.example"
        for mail in 0..<320 {
            let lines = try (0..<32).map { _ in "Kode: \(try code(random).text)" }.joined(separator: "\n")
            let number = mail % 2 == 0 ? "[\(record.number)] " : ""
            desk.receive(from: guesser, subject: "\(number)Setuju", body: "Setuju\n\(lines)")
        }
        try desk.run()
        #expect(try desk.request() == record)
        #expect(desk.newMail(for: guesser).count <= 5)
        #expect(desk.newMail(for: guesser).count >= 1)
        let alarms = try desk.notices(for: TestDesk.administrator)
        #expect(alarms == ["administrator.problem", "administrator.problem"])
    }

    @Test("under a hundred names, and one name in many spellings, bring at most five alarms")
    func manyNames() throws {
        let desk = try TestDesk()
        let random = SeededRandom(8)
        let lines = try (0..<GuessLimit.sender).map { _ in "Kode: \(try code(random).text)" }
        for guesser in ["TEBAK", "Tebak", "tebak"] + (0..<100).map({ "tebak\($0)" }) {
            desk.receive(
                from: "\(guesser)@lain.example", subject: "Setuju", body: lines.joined(separator: "\n"))
        }
        try desk.run()
        let alarms = try desk.notices(for: TestDesk.administrator)
        #expect(alarms == Array(repeating: "administrator.problem", count: GuessLimit.alarms))
    }

    /// A hundred thousand, or ten times as many in the full sweep.
    private static let guesses =
        ProcessInfo.processInfo.environment["SERTIPOS_FULL_SWEEP"] == "1" ? 1_000_000 : 100_000

    @Test("a hundred thousand find none of a hundred living ones")
    func inTheLedger() throws {
        let desk = try TestDesk()
        let random = SeededRandom(6)
        let number = try #require(RequestNumber(year: 2026, sequence: 1))
        let budi = try #require(EmailAddress(TestDesk.budi))
        let now = desk.clock.now()
        try desk.ledger.write { transaction in
            try transaction.insert(
                try (0..<100).map { _ in
                    TokenRecord(
                        digest: desk.desk.digesting.digest(Array(try code(random).text.utf8)),
                        request: number,
                        step: "identity", action: "answer", addressee: budi, issuedAt: now,
                        expiresAt: now + 86_400)
                })
        }
        let hits = try desk.ledger.read { view in
            try (0..<Self.guesses).count { _ in
                try view.token(desk.desk.digesting.digest(Array(try code(random).text.utf8))) != nil
            }
        }
        #expect(hits == 0)
    }

    @Test("a right code still opens its link after many wrong ones")
    func rightOne() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let invitation = try desk.mail("applicant.identity-link", for: TestDesk.budi)
        let random = SeededRandom(7)
        for _ in 0..<30 {
            desk.receive(from: TestDesk.budi, subject: "Data", body: "Kode: \(try code(random).text)")
        }
        try desk.run()
        try desk.answerIdentity(invitation)
        try desk.run()
        #expect(try desk.request().state == "awaitingVerification")
    }

    @Test("codes sent to somebody else count as wrong ones, and the answers to them end")
    func foreign() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let invitation = try desk.mail("applicant.identity-link", for: TestDesk.budi)
        let link = try #require(TestDesk.links(in: invitation).first)
        desk.markRead()
        for copy in 0..<12 {
            desk.receive(from: "teman@lain.example", subject: "Data \(copy)", body: link.body)
        }
        try desk.run()
        #expect(desk.newMail(for: "teman@lain.example").count == 5)
        #expect(try desk.request().state == "awaitingIdentity")
    }
}
