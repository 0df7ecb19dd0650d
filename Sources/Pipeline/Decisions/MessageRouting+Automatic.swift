import Domain
import Trust
import Workflows

extension MessageRouting {
    /// Programs never open a request, never spend a code and never get an answer. Reports of failed
    /// delivery are data for the outbox, if they are about a mail of ours.
    func decideAutomatic(_ automatic: AutomaticMail) throws -> Verdict {
        guard automatic.kind == .deliveryFailure || automatic.kind == .deliveryDelay,
            let report = DeliveryStatusNotification.read(assessment.message)
        else { return .ignored("automatic mail: \(automatic)") }
        // The identifier is ours and unguessable: whoever knows it had the mail. Anything else is forged.
        guard let original = report.originalMessageID, let entry = try transaction.outboxEntry(original)
        else {
            return .ignored("a delivery report that names no mail of ours")
        }
        if automatic.kind == .deliveryDelay { return try decideDelay(report, entry) }
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

    /// How long a step is extended when a mail about it is still on its way, in seconds.
    private static let extensionTime: Int64 = 86_400
    /// Extensions of one request at most.
    private static let mostExtensions = 5

    /// A mail that is late extends the step it asks for, once; nothing else follows from it.
    private func decideDelay(
        _ report: DeliveryStatusNotification, _ entry: OutboxEntry
    ) throws -> Verdict {
        let isLate = report.recipients.contains { recipient in
            recipient.action == .delayed
                && (recipient.address ?? recipient.originalAddress) == entry.record.recipient
        }
        guard isLate, let number = entry.record.request, var record = try transaction.request(number),
            let due = record.dueAt
        else { return .ignored("a mail of ours is late; nothing waits for it") }
        let state = try record.readState()
        let isAwaited = state.steps.contains { addressee($0, state) == entry.record.recipient }
        let extensions = try transaction.events(of: number).count { $0.event.name == "delivery-delayed" }
        guard isAwaited, extensions < Self.mostExtensions,
            try transaction.reach("delivery-delayed", of: entry.record.messageID.value, at: now)
        else { return Verdict(.ignored, "a mail of ours is late; the step is not extended", request: number) }
        record.dueAt = due + Self.extensionTime
        try transaction.update(record)
        try transaction.append(
            EventRecord(
                at: now, request: number, name: "delivery-delayed", actor: "desk",
                message: assessment.record.digest))
        return Verdict(.processed, "a mail of ours is late; the step was extended by a day", request: number)
    }
}
