import Domain

/// Writes drafts and queues them within the budget, for stages that have no batch of mails of their own.
struct Outgoing {
    let desk: Desk
    let now: Timestamp

    /// Queues the mails in the transaction that decided on them.
    func queue(_ drafts: [NoticeDraft], _ transaction: any LedgerTransaction) throws {
        guard !drafts.isEmpty else { return }
        let octets = try MailAssembly(desk: desk, now: now).octets(of: drafts)
        var gate = OutboundGate(transaction: transaction, settings: desk.settings, now: now)
        for (draft, octets) in zip(drafts, octets) { try gate.enqueue(draft, bytes: octets) }
    }
}
