import Domain
import Notices

/// Writes drafts in their final form: renders the notice and serializes the mail. Pure, so that all cores
/// can take part.
struct MailAssembly {
    /// A mail as it will leave.
    struct Mail: Sendable {
        /// Its final octets.
        let octets: [UInt8]
        /// Digests of all that may be one-time codes in it, before any transfer encoding.
        let codes: [Digest]
    }

    let desk: Desk
    let now: Timestamp

    /// The final form of each draft, in order.
    func mails(of drafts: [NoticeDraft]) throws -> [Mail] {
        try drafts.parallelMap { draft in try self.mail(of: draft) }
    }

    private func mail(of draft: NoticeDraft) throws -> Mail {
        let notice = try desk.notices.render(draft.notice, draft.locale, draft.values)
        let issuer = LinkIssuer(desk: desk, now: now)
        let mail = OutgoingMail(
            from: NamedAddress(displayName: desk.settings.name, address: desk.settings.address),
            to: draft.recipient, replyTo: draft.replyCode.map(issuer.replyAddress),
            subject: notice.subject, text: notice.text, html: notice.html,
            attachments: draft.attachments, messageID: draft.messageID, date: now,
            zone: desk.settings.zone, inReplyTo: draft.inReplyTo, references: draft.references,
            autoSubmitted: draft.inReplyTo == nil ? .generated : .replied, language: draft.locale)
        return Mail(octets: try desk.codec.write(mail), codes: codes(in: mail))
    }

    private func codes(in mail: OutgoingMail) -> [Digest] {
        var found = CodeTrace.codes(in: mail.subject.utf8)
        found.formUnion(CodeTrace.codes(in: mail.text.utf8))
        if let html = mail.html { found.formUnion(CodeTrace.codes(in: html.utf8)) }
        if let replyTo = mail.replyTo { found.formUnion(CodeTrace.codes(in: replyTo.addrSpec.utf8)) }
        for name in [mail.to.displayName, mail.from.displayName].compactMap(\.self) {
            found.formUnion(CodeTrace.codes(in: name.utf8))
        }
        for attachment in mail.attachments {
            found.formUnion(CodeTrace.codes(in: attachment.filename.utf8))
            found.formUnion(CodeTrace.codes(in: attachment.bytes))
        }
        return found.map { desk.digesting.digest(Array($0.text.utf8)) }
    }
}
