import Domain
import Foundation
import Testing
import Trust

@testable import Pipeline

@Suite("The canary")
struct CanaryTests {
    private static let authservID = "mx.desk.example"

    /// What a server does to a mail on its way into the mailbox.
    private typealias Server = (String) -> String

    /// Lets a canary fly through a server that treats mail like this, with `delay` looks before it arrives.
    private func fly(
        _ desk: TestDesk, delay: Int = 0, server: @escaping Server
    ) throws -> (finding: CanaryFinding, pauses: Int) {
        var pauses = 0
        let before = desk.submission.accepted.count
        let deliver = {
            guard desk.submission.accepted.count > before, let mail = desk.submission.accepted.last else {
                return
            }
            desk.mailbox.add(Array(server(String(decoding: mail.bytes, as: UTF8.self)).utf8))
        }
        let finding = try CanaryFlight(desk: desk.desk, authservID: Self.authservID).fly(
            desk.submission,
            {
                if pauses == delay, desk.submission.accepted.count > before, desk.mailbox.messages.isEmpty {
                    deliver()
                }
                return desk.mailbox
            }, pause: { pauses += 1 })
        return (finding, pauses)
    }

    /// The server's own Received field over what the client sent.
    private static func receive(_ mail: String, from client: String = "[127.0.0.1]") -> String {
        "Received: from desk (localhost \(client)) by mx.desk.example with ESMTPS; Mon, 23 Nov 2026 09:00:00 +0700\r\n"
            + mail
    }

    /// The mail without Authentication-Results fields that a pattern finds.
    private static func remove(_ pattern: String, from mail: String) throws -> String {
        let field = "(?mi)^Authentication-Results:\(pattern)[^\r]*\r\n(?:[ \t][^\r]*\r\n)*"
        let expression = try NSRegularExpression(pattern: field)
        return expression.stringByReplacingMatches(
            in: mail, range: NSRange(mail.startIndex..., in: mail), withTemplate: "")
    }

    @Test("a server that removes the forged fields is trusted on, and nobody is written to")
    func removed() throws {
        let desk = try TestDesk()
        let (finding, _) = try fly(desk) { mail in
            (try? Self.receive(Self.remove("", from: mail))) ?? mail
        }
        #expect(finding == .removed)
        try CanaryLog(desk: desk.desk, ledger: desk.ledger).note(finding, authservID: Self.authservID)
        let (since, last) = try desk.ledger.read { (try TrustSuspension.since($0), try CanaryLog.last($0)) }
        #expect(since == nil && last == .init(at: desk.clock.now(), finding: "removed"))
        #expect(
            try desk.ledger.read { try $0.figures(at: desk.clock.now(), runs: 0).outbox[.queued] ?? 0 } == 0)
    }

    @Test(
        "forged fields where the desk believes them suspend the trust: once told, and lifted by a good flight"
    )
    func suspended() throws {
        let desk = try TestDesk()
        let (finding, _) = try fly(desk) { Self.receive($0) }
        guard case .trusted(let spellings) = finding else {
            Issue.record("\(finding)")
            return
        }
        #expect(spellings.contains("plain") && spellings.contains("capitals"))
        let log = CanaryLog(desk: desk.desk, ledger: desk.ledger)
        try log.note(finding, authservID: Self.authservID)
        let begin = desk.clock.now()
        desk.wait(3600)
        try log.note(finding, authservID: Self.authservID)
        #expect(try desk.ledger.read { try TrustSuspension.since($0) } == begin)
        try desk.next()
        #expect(try desk.notices(for: TestDesk.administrator) == ["administrator.trust-suspended"])
        let mail = try desk.mail("administrator.trust-suspended", for: TestDesk.administrator)
        #expect(mail.text.contains("mx.desk.example") && mail.text.contains("plain"))
        try log.note(.removed, authservID: Self.authservID)
        #expect(try desk.ledger.read { try TrustSuspension.since($0) } == nil)
        #expect(try desk.ledger.read { try $0.fact(TrustSuspension.key) } == "")
    }

    @Test("one spelling that a server overlooks is enough", arguments: CanaryMail.Spelling.allCases)
    func spelling(overlooked: CanaryMail.Spelling) throws {
        let desk = try TestDesk()
        let (finding, _) = try fly(desk) { mail in
            var lines = mail.components(separatedBy: "\r\n")
            while let start = lines.indices.first(where: { at in
                lines[at].hasPrefix("Authentication-Results:") && at + 2 < lines.count
                    && !lines[at + 2].hasSuffix("-\(overlooked.rawValue)")
            }) {
                lines.removeSubrange(start...(start + 2))
            }
            return Self.receive(lines.joined(separator: "\r\n"))
        }
        #expect(finding == .trusted([overlooked.rawValue]))
    }

    @Test("a genuine field above the forged ones does not hide them")
    func genuine() throws {
        let desk = try TestDesk()
        let (finding, _) = try fly(desk) { mail in
            "Authentication-Results: mx.desk.example; dmarc=pass header.from=desk.example\r\n"
                + Self.receive(mail)
        }
        guard case .trusted = finding else {
            Issue.record("\(finding)")
            return
        }
    }

    @Test("forged fields below the border are harmless, and said to be there")
    func below() throws {
        let desk = try TestDesk()
        let (finding, _) = try fly(desk) { Self.receive($0, from: "[198.51.100.7]") }
        #expect(finding == .untrusted(.belowOwnBorder))
        try CanaryLog(desk: desk.desk, ledger: desk.ledger).note(finding, authservID: Self.authservID)
        #expect(try desk.ledger.read { try TrustSuspension.since($0) } == nil)
    }

    @Test("it is waited for with bounded patience; a lost one changes nothing")
    func lost() throws {
        let desk = try TestDesk()
        let (late, pauses) = try fly(desk, delay: 7) { Self.receive($0) }
        #expect(pauses == 7 && late != .lost)
        let other = try TestDesk()
        let log = CanaryLog(desk: other.desk, ledger: other.ledger)
        try log.note(.trusted(["plain"]), authservID: Self.authservID)
        let (lost, all) = try fly(other, delay: .max) { $0 }
        #expect(lost == .lost && all == CanaryFlight.looks - 1)
        try log.note(lost, authservID: Self.authservID)
        #expect(try other.ledger.read { try TrustSuspension.since($0) } != nil)
        #expect(try other.ledger.read { try CanaryLog.last($0)?.finding } == "trusted")
    }

    @Test("a server that does not take it is named, transient or not")
    func refused() throws {
        let desk = try TestDesk()
        desk.submission.results = [.rejected]
        #expect { try fly(desk) { $0 } } throws: { ($0 as? CanaryNotSent)?.failureClass == .permanent }
        desk.submission.results = [.deferred]
        #expect { try fly(desk) { $0 } } throws: { ($0 as? CanaryNotSent)?.failureClass == .transient }
    }

    @Test("a run that fetches it ignores it as its own mail, known by its header alone")
    func fetched() throws {
        let desk = try TestDesk()
        _ = try fly(desk) { Self.receive($0) }
        let report = try desk.next()
        #expect(
            report.process?.ignored == 1 && report.process?.answered == 0 && report.process?.processed == 0)
        let octets = try #require(desk.mailbox.messages.first?.octets)
        let header = desk.desk.codec.readHeader(octets)
        #expect(CanaryMail.isCanary(messageID: header.messageID, subject: header.subject))
        desk.receive(from: TestDesk.siti, subject: "[sertipos-canary] x", body: "BANTUAN")
        let letter = desk.desk.codec.readHeader(try #require(desk.mailbox.messages.last?.octets))
        #expect(!CanaryMail.isCanary(messageID: letter.messageID, subject: letter.subject))
    }

    @Test("a suspension that cannot be read is one")
    func unreadable() throws {
        let desk = try TestDesk()
        try desk.ledger.write { try $0.setFact(TrustSuspension.key, "?") }
        #expect(try desk.ledger.read { try TrustSuspension.since($0) } == Timestamp(seconds: 0))
    }
}
