import Foundation
import Testing

/// What must hold on a desk after a run, whatever happened before it.
struct DeskOracle: Sendable {
    /// Recipient and subject of every mail that must be sent.
    let mails: Set<[String]>
    /// Outcome of every message by identifier.
    let outcomes: [UInt32: String]
    /// Applicants of the requests that must be there.
    let applicants: [String]

    /// What an undisturbed run on `desk` led to.
    init(of desk: DeskFixture) throws {
        mails = Set(try desk.sentMails().map { [$0.recipient, $0.subject] })
        outcomes = try Self.outcomes(desk)
        applicants = try desk.requests().map(\.applicant).sorted()
    }

    private static func outcomes(_ desk: DeskFixture) throws -> [UInt32: String] {
        Dictionary(uniqueKeysWithValues: try desk.reconciliation().messages.map { ($0.uid, $0.outcome) })
    }

    /// Every invariant that does not hold, in words. Empty is good.
    func breaches(on desk: DeskFixture) throws -> [String] {
        var breaches: [String] = []
        let outcomes = try Self.outcomes(desk)
        if outcomes != self.outcomes { breaches.append("outcomes \(outcomes), not \(self.outcomes)") }
        let requests = try desk.requests()
        if requests.map(\.applicant).sorted() != applicants {
            breaches.append("requests of \(requests.map(\.applicant).sorted()), not \(applicants)")
        }
        if Set(requests.map(\.number)).count != requests.count { breaches.append("a number is used twice") }
        breaches += mailBreaches(try desk.sentMails())
        let audit = try desk.run("audit", "verify")
        if audit.code != 0 { breaches.append("audit: \(audit)") }
        let integrity = try Shell.run(
            ["sqlite3", "\(desk.path)/spool/ledger.sqlite", "PRAGMA integrity_check"])
        if integrity != "ok\n" { breaches.append("database: \(integrity)") }
        // A Maildir's own tmp is swept by its readers (36 hours, says its specification), not by writers.
        let leftovers = try desk.leftovers().filter { !$0.hasPrefix("outbound/") }
        if !leftovers.isEmpty { breaches.append("left behind: \(leftovers)") }
        return breaches
    }

    private func mailBreaches(_ sent: [SentMail]) -> [String] {
        var breaches: [String] = []
        let missing = mails.subtracting(sent.map { [$0.recipient, $0.subject] })
        if !missing.isEmpty { breaches.append("never sent: \(missing)") }
        for (messageID, copies) in Dictionary(grouping: sent, by: \.messageID) where Set(copies).count > 1 {
            breaches.append("copies of \(messageID) differ")
        }
        let distinct = Set(sent.map(\.messageID)).count
        if distinct != mails.count {
            breaches.append("\(distinct) different mails were sent, not \(mails.count)")
        }
        return breaches
    }
}
