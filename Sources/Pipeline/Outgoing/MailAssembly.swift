import Domain
import Notices

/// Writes drafts in their final form: renders the notice and serializes the mail. Pure, so that all cores
/// can take part.
struct MailAssembly {
    let desk: Desk
    let now: Timestamp

    /// Final octets of each draft, in order.
    func octets(of drafts: [NoticeDraft]) throws -> [[UInt8]] {
        try drafts.parallelMap { draft in try self.octets(of: draft) }
    }

    private func octets(of draft: NoticeDraft) throws -> [UInt8] {
        let notice = try desk.notices.render(draft.notice, draft.locale, draft.values)
        let issuer = LinkIssuer(desk: desk, now: now)
        return try desk.codec.write(
            OutgoingMail(
                from: NamedAddress(displayName: desk.settings.name, address: desk.settings.address),
                to: draft.recipient, replyTo: draft.replyCode.map(issuer.replyAddress),
                subject: notice.subject, text: notice.text, html: notice.html,
                attachments: draft.attachments, messageID: draft.messageID, date: now,
                zone: desk.settings.zone, inReplyTo: draft.inReplyTo, references: draft.references,
                autoSubmitted: draft.inReplyTo == nil ? .generated : .replied, language: draft.locale))
    }
}
