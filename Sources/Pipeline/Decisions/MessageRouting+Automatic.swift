import Domain
import Trust

extension MessageRouting {
    /// Programs never open a request, never spend a code and never get an answer. Reports of failed
    /// delivery are data for the outbox, if they are about a mail of ours.
    func decideAutomatic(_ automatic: AutomaticMail) throws -> Verdict {
        guard automatic.kind == .deliveryFailure,
            let report = DeliveryStatusNotification.read(assessment.message)
        else { return .ignored("automatic mail: \(automatic)") }
        // The identifier is ours and unguessable: whoever knows it had the mail. Anything else is forged.
        guard let original = report.originalMessageID, let entry = try transaction.outboxEntry(original)
        else {
            return .ignored("a delivery report that names no mail of ours")
        }
        let refused = report.recipients.first { recipient in
            recipient.isPermanent
                && (recipient.address ?? recipient.originalAddress) == entry.record.recipient
        }
        guard let refused else { return .ignored("a delivery report without a permanent failure") }
        let number = entry.record.request
        let drafts = try RefusedMail(
            desk: desk, transaction: transaction, now: now, documents: documents
        ).drafts(
            entry, diagnostic: refused.diagnostic ?? refused.status?.description ?? "refused",
            message: assessment.record.digest)
        return drafts.isEmpty
            ? Verdict(.ignored, "our mail was refused; nobody has to be told", request: number)
            : Verdict(.processed, "our mail was refused for good", request: number, drafts: drafts)
    }
}
