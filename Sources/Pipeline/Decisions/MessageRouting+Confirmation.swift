import Domain
import Forms
import Notices
import Trust
import Workflows

extension MessageRouting {
    /// Characters of a mail in question that are shown to the mailbox it claims to come from.
    private static let quoted = 400

    /// Asks the mailbox on file whether the mail is theirs. Whoever confirms shows two things that a forger lacks:
    /// the mailbox, and a code that nobody else has seen.
    func askMailbox(_ claimed: NamedAddress, _ reason: String) throws -> Verdict {
        let asked = try transaction.confirmations(to: claimed.address, since: now + -OutboundGate.window)
        guard asked < Self.questionsPerDay else {
            return .ignored("\(reason); the mailbox was asked \(asked) times today already")
        }
        guard let code = OneTimeCode(bytes: try desk.random.randomBytes(OneTimeCode.octets)) else {
            throw UnmadeCode()
        }
        let locale = desk.locale(of: claimed.address)
        let issuer = LinkIssuer(desk: desk, now: now)
        let expiresAt = issuer.expiry(of: .verification)
        try transaction.insert(
            ConfirmationRecord(
                digest: desk.digesting.digest(Array(code.text.utf8)), message: assessment.record.digest,
                addressee: claimed.address, issuedAt: now, expiresAt: expiresAt))
        let link: (Wording.Key, Wording.Key) -> NoticeValue = { subject, body in
            .link(
                MailtoLink(
                    recipient: issuer.replyAddress(code), subject: desk.words[subject, locale],
                    body: "\(desk.words[body, locale])\n\n\(desk.words["link.code", locale]): \(code.text)\n")
            )
        }
        let moment: (Timestamp) -> NoticeValue = {
            .text(DateWording.moment($0, in: desk.settings.zone, locale))
        }
        // Only its address: the name in From is the forger's to choose.
        let recipient = NamedAddress(address: claimed.address)
        let composer = AnnouncementComposer(desk: desk, now: now, documents: documents)
        let draft = NoticeDraft(
            kind: .answer, notice: .senderConfirmationAsked, locale: locale,
            values: composer.common(recipient).merging([
                "receivedAt": moment(assessment.record.receivedAt), "deadline": moment(expiresAt),
                "quote": .multiline(quotation(locale)),
                "link.approve": link("link.confirm.subject", "link.confirm.body"),
                "link.reject": link("link.deny.subject", "link.deny.body"),
            ]) { _, own in own },
            recipient: recipient, request: nil, replyCode: code, attachments: [],
            messageID: try desk.makeMessageID(at: now), inReplyTo: nil, references: [])
        return Verdict(.answered, "\(reason); the mailbox on file was asked", drafts: [draft])
    }

    /// The verdict if the mail answers such a question, proven or not; `nil` if it answers none.
    func decideConfirmation() throws -> Verdict? {
        guard let sender = assessment.message.originator else { return nil }
        for code in assessment.codes {
            let digest = desk.digesting.digest(Array(code.code.text.utf8))
            guard let question = try transaction.confirmation(digest), question.digest.isSame(as: digest)
            else {
                continue
            }
            guard question.addressee == sender.address else {
                return assessment.sender == nil
                    ? .ignored("a confirmation code of another mailbox")
                    : try refuseWrongCode(
                        sender, .senderLinkForeign, "a confirmation code of another mailbox")
            }
            guard question.answeredAt == nil else { return .ignored("the question was answered before") }
            guard question.expiresAt > now else {
                return .ignored("the answer to the question came too late")
            }
            return try decide(question, sender)
        }
        return nil
    }

    /// Only a plain yes confirms: an absence notice that quotes the question does not.
    private func decide(_ question: ConfirmationRecord, _ sender: NamedAddress) throws -> Verdict {
        switch Decision.read(from: assessment.reply) {
        case .approve:
            _ = try transaction.answerConfirmation(question.digest, at: now)
            return try carryOut(question, sender)
        case .reject, .missingReason(.reject):
            _ = try transaction.answerConfirmation(question.digest, at: now)
            return try deny(question, sender)
        case .return, .missingReason(.return), .unclear:
            return .ignored("neither yes nor no to the question whether a mail is theirs")
        }
    }

    /// The mail in question counts from now on as proven.
    private func carryOut(_ question: ConfirmationRecord, _ sender: NamedAddress) throws -> Verdict {
        guard let record = try transaction.message(question.message) else {
            return .ignored("the confirmed mail is not there any more")
        }
        try log("mail-confirmed", question)
        try transaction.setVerdict(record.id, SenderVerdict.proven(by: .confirmation).description)
        let octets = try documents.spool.read(question.message)
        let confirmed = try Assessment(
            record, octets: octets, desk: desk, assumed: .proven(by: .confirmation))
        let routing = MessageRouting(
            desk: desk, transaction: transaction, now: now, assessment: confirmed,
            documents: DocumentLoader(
                spool: documents.spool, desk: desk, current: (record.digest, confirmed.message)))
        // The scanner may have learnt something since: whoever waits for an effect is told why there is none.
        if let finding = confirmed.malware {
            let refused = try routing.decideMalware(finding)
            return Verdict(
                .answered, "confirmed a mail on which nothing is done: \(refused.reason)",
                drafts: refused.drafts)
        }
        let inner: Verdict
        do { inner = try routing.decideProven(sender) } catch let shortage as ProofShortage {
            inner = try routing.ask(sender, for: shortage)
        }
        return Verdict(
            .processed, "confirmed the mail \(question.message.hex.prefix(12)): \(inner.reason)",
            request: inner.request, drafts: inner.drafts)
    }

    /// Somebody wrote in another's name: nothing happens, and the administrator hears of it.
    private func deny(_ question: ConfirmationRecord, _ sender: NamedAddress) throws -> Verdict {
        try log("mail-denied", question)
        let problem = desk.words[
            "problem.forged", desk.settings.locale,
            ["address": sender.address.addrSpec, "digest": question.message.hex]]
        return Verdict(
            .processed, "denied the mail \(question.message.hex.prefix(12)); nothing was changed",
            drafts: [try AdministratorAlert(desk: desk, now: now).problem(problem)])
    }

    private func log(_ name: String, _ question: ConfirmationRecord) throws {
        try transaction.append(
            EventRecord(
                at: now, request: nil, name: name, actor: "desk", message: assessment.record.digest,
                payload: "{\"confirmed\":\"\(question.message.hex)\"}"))
    }

    /// The first words of the mail, fit to be shown to whoever owns the mailbox: a forger may have written them, so
    /// they carry neither codes nor numbers of people nor anything that opens by a click.
    private func quotation(_ locale: Locale) -> String {
        let message = assessment.message
        let hidden = DiscreetText(hidden: desk.settings.officer, substitute: desk.words["actor.desk", locale])
        let text = [message.subject, assessment.reply.freshText].filter { !$0.isEmpty }.joined(
            separator: "\n")
        let masked = hidden.masked(text, limit: Self.quoted)
        let harmless = masked.split(separator: "://", omittingEmptySubsequences: false).joined(
            separator: " : // "
        )
        .split(separator: "www.", omittingEmptySubsequences: false).joined(separator: "www .")
        return harmless.isEmpty ? "–" : harmless
    }
}
