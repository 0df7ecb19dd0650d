public import Domain
import Notices
import Workflows

/// What a restored ledger needs before the desk may work with it, and what people need afterwards.
///
/// Between the backup and the restore the desk went on: links were used, mails were sent. So every link of the
/// backup is dead, mail that waited is given up (its links are dead, too), the mailbox is read from the start, and
/// whoever has to move is sent a fresh link by the next run, once that has read what it missed.
public struct DeskRestoration {
    /// What was done to the ledger.
    public struct Report: Sendable, Hashable, Codable {
        /// Open links closed.
        public let links: Int
        /// Waiting mails given up.
        public let mails: Int
        /// Open requests; those that still wait after the next run has read the mailbox get fresh links.
        public let openRequests: Int
    }

    private static let restoredKey = "restored-at"

    /// Makes the ledger of a backup of `backupAt` fit for use at `now`: one transaction, all of it or nothing.
    public static func settle(
        _ transaction: any LedgerTransaction, backupAt: Timestamp, now: Timestamp
    ) throws -> Report {
        let links = try transaction.closeAllTokens(at: now)
        let mails = try transaction.abandonOutbox(reply: "given up: the desk was restored from a backup")
        try transaction.forgetCursors()
        try RevocationListing.skipNumbers(transaction, since: backupAt, at: now)
        try transaction.setFact(restoredKey, String(now.seconds))
        try ClockGuard.confirm(transaction, now: now)
        try transaction.append(
            EventRecord(
                at: now, request: nil, name: "restored", actor: "administrator",
                payload: "{\"backup\":\"\(backupAt)\",\"links\":\(links),\"mails\":\(mails)}"))
        var filter = RequestFilter()
        filter.isOpen = true
        filter.limit = .max
        return Report(links: links, mails: mails, openRequests: try transaction.requests(filter).count)
    }

    /// Whether people still have to be sent fresh links after a restore.
    public static func isUnfinished(_ ledger: any RequestLedger) throws -> Bool {
        try ledger.read { try moment($0) != nil }
    }

    /// Sends fresh links to everybody whom a request waits for and who holds no living one, each once. To be called
    /// when the mailbox has been read again: what moved a request meanwhile has brought its own links. Returns how
    /// many requests.
    public static func renewLinks(
        desk: Desk, ledger: any RequestLedger, spool: any MessageSpool
    ) throws -> Int {
        guard let restored = try ledger.read({ try moment($0) }) else { return 0 }
        var filter = RequestFilter()
        filter.isOpen = true
        filter.limit = .max
        let open = try ledger.read { try $0.requests(filter) }
        let intervention = DeskIntervention(desk: desk, ledger: ledger, spool: spool)
        var renewed = 0
        for record in open {
            if try intervention.replaceDeadLinks(record.number, onceFor: "restore-\(restored.seconds)") {
                renewed += 1
            }
        }
        try ledger.write { try $0.setFact(restoredKey, "") }
        return renewed
    }

    private static func moment(_ view: any LedgerView) throws -> Timestamp? {
        try view.fact(restoredKey).flatMap { Int64($0) }.map { Timestamp(seconds: $0) }
    }
}
