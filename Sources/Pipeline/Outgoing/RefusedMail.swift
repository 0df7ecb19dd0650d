import Domain
import Workflows

/// What follows when a mail of ours was refused for good, whether the server said so or a report came back.
///
/// The verifier helps when it was the applicant's; about anybody else the administrator hears, once a day for
/// each mailbox. A refused mail to the administrator has nobody left to tell but cron.
struct RefusedMail {
    let desk: Desk
    let transaction: any LedgerTransaction
    let now: Timestamp
    let documents: DocumentLoader

    /// The mails to write; empty if nobody has to be told.
    func drafts(_ entry: OutboxEntry, diagnostic: String, message: Digest?) throws -> [NoticeDraft] {
        let recipient = entry.record.recipient
        if let record = try entry.record.request.flatMap(transaction.request), recipient == record.applicant {
            let docket = RequestDocket(
                desk: desk, transaction: transaction, now: now, documents: documents)
            do {
                return try docket.apply(
                    .undeliverable(.applicant, diagnostic: diagnostic, at: now), to: record, message: message)
            } catch is Rejection {
                return []
            }
        }
        guard recipient != desk.settings.administrator else { return [] }
        let day = LocalTime(now, in: desk.settings.zone).date
        guard try transaction.reach("undeliverable", of: "\(recipient.canonical) \(day)", at: now) else {
            return []
        }
        let problem = desk.words[
            "problem.undeliverable", desk.settings.locale,
            [
                "address": recipient.addrSpec, "notice": entry.record.notice,
                "number": entry.record.request?.description ?? "–", "diagnostic": diagnostic,
            ]]
        return [try AdministratorAlert(desk: desk, now: now).problem(problem)]
    }
}
