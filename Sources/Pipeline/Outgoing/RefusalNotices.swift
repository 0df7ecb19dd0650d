public import Domain
import Workflows

/// Tells the verifier, in the same run, that the applicant's mailbox refuses our mail for good.
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
        guard let number = entry.record.request, let record = try transaction.request(number),
            entry.record.recipient == record.applicant
        else { return }
        let desk = try makeDesk()
        let docket = RequestDocket(
            desk: desk, transaction: transaction, now: now,
            documents: DocumentLoader(spool: spool, codec: desk.codec))
        do {
            let drafts = try docket.apply(
                .undeliverable(.applicant, diagnostic: diagnostic, at: now), to: record, message: nil)
            let octets = try MailAssembly(desk: desk, now: now).octets(of: drafts)
            var gate = OutboundGate(transaction: transaction, settings: desk.settings, now: now)
            for (draft, octets) in zip(drafts, octets) { try gate.enqueue(draft, bytes: octets) }
        } catch is Rejection {
            // The request is over: nobody has to be told.
        }
    }
}
