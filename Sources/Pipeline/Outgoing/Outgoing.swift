import Domain
import Notices

/// Writes drafts and queues them within the budget, for stages that have no batch of mails of their own.
struct Outgoing {
    let desk: Desk
    let now: Timestamp

    /// Queues the mails in the transaction that decided on them.
    func queue(_ drafts: [NoticeDraft], _ transaction: any LedgerTransaction) throws {
        guard !drafts.isEmpty else { return }
        let mails = try MailAssembly(desk: desk, now: now).mails(of: drafts)
        var gate = OutboundGate(transaction: transaction, settings: desk.settings, now: now)
        for (draft, mail) in zip(drafts, mails) { try gate.enqueue(draft, mail) }
        try gate.reportWithheld(desk)
    }

    /// Queues an alarm that must not wait for the budget. Whoever calls sees to it that it is rare.
    func queueAboveBudget(_ draft: NoticeDraft, _ transaction: any LedgerTransaction) throws {
        for mail in try MailAssembly(desk: desk, now: now).mails(of: [draft]) {
            _ = try transaction.enqueue(
                OutboxRecord(
                    request: draft.request, notice: draft.notice.rawValue, recipient: draft.recipient.address,
                    messageID: draft.messageID, queuedAt: now, bytes: mail.octets))
        }
    }
}

extension OutboundGate {
    /// Tells the administrator, once a day, which mails would have shown somebody else's code.
    func reportWithheld(_ desk: Desk) throws {
        guard let first = withheld.first else { return }
        let day = LocalTime(now, in: desk.settings.zone).date
        guard try transaction.reach("code-withheld", of: "\(day)", at: now) else { return }
        let problem = desk.words[
            "problem.withheld", desk.settings.locale,
            [
                "count": String(withheld.count), "notice": first.notice.rawValue,
                "number": first.request?.description ?? "–",
            ]]
        try Outgoing(desk: desk, now: now).queueAboveBudget(
            try AdministratorAlert(desk: desk, now: now).problem(problem), transaction)
    }
}
