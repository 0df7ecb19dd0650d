public import Domain

/// Tells people, in the same run, that somebody's mailbox refuses our mail for good.
public struct RefusalNotices {
    private let makeDesk: () throws -> Desk
    private let spool: any MessageSpool

    /// Notices written by the desk that `makeDesk` reads only when it is needed.
    public init(desk makeDesk: @escaping () throws -> Desk, spool: any MessageSpool) {
        self.makeDesk = makeDesk
        self.spool = spool
    }

    /// Queues what follows from the refusal of `entry`, in the transaction that settles it.
    func record(
        _ entry: OutboxEntry, diagnostic: String, _ transaction: any LedgerTransaction, _ now: Timestamp
    ) throws {
        let desk = try makeDesk()
        let refused = RefusedMail(
            desk: desk, transaction: transaction, now: now,
            documents: DocumentLoader(spool: spool, desk: desk))
        let drafts = try refused.drafts(entry, diagnostic: diagnostic, message: nil)
        try Outgoing(desk: desk, now: now).queue(drafts, transaction)
    }
}
