import Domain
import Forms
import Notices
import Trust
import Workflows

/// Decides what one assessed mail means, in this order: is it harmless, may it be read, is it a program's, is its sender
/// proven, does it belong to a case, does it answer a link, is it a command, is it a submission. Every path ends
/// in a ``Verdict``.
struct MessageRouting {
    let desk: Desk
    let transaction: any LedgerTransaction
    let now: Timestamp
    let assessment: Assessment
    let documents: DocumentLoader

    var docket: RequestDocket {
        RequestDocket(desk: desk, transaction: transaction, now: now, documents: documents)
    }

    /// The verdict on the mail.
    func decide() throws -> Verdict {
        let message = assessment.message
        if let finding = assessment.malware { return try decideMalware(finding) }
        if let defect = message.disqualifyingDefect {
            return .quarantined("two readers could understand this mail differently: \(defect)")
                .forgetting(assessment.namesPassphrase)
        }
        if let automatic = assessment.automatic { return try decideAutomatic(automatic) }
        if let verdict = try decideConfirmation() { return verdict }
        guard let sender = assessment.sender else { return try decideUnproven() }
        if let repeated = try refuseRepeatedSignature() { return repeated }
        do { return try decideProven(sender) } catch let shortage as ProofShortage {
            return try ask(sender, for: shortage)
        }
    }

    /// The verdict on a mail whose sender is proven. Throws ``ProofShortage`` if that is not enough for what the mail
    /// wants; nothing has changed then.
    func decideProven(_ sender: NamedAddress) throws -> Verdict {
        if assessment.record.isHeaderOnly {
            let limit = DataSize.text(desk.settings.maximumMessageSize, desk.locale(of: sender.address))
            return try answer(.senderTooLarge, to: sender, ["limit": .text(limit)], "over the size limit")
        }
        // Nobody may write a passphrase into a mail; whatever else stands there, it is not kept.
        if assessment.namesPassphrase { return try refusePlainPassphrase(sender) }
        if let verdict = try decideCase(sender) { return verdict }
        if let verdict = try decideLink(sender) { return verdict }
        if let verdict = try decideWrongCode(sender) { return verdict }
        // A verifier may well write FORMULIR PENERBITAN above a filled form.
        if let command = assessment.command, assessment.submission?.isForm != true {
            return try decideCommand(command, sender)
        }
        if let verifier = desk.verifiers[sender.address] {
            try require(.openRequest, as: .verifier)
            return try decideSubmission(.verifier(verifier), sender)
        }
        if assessment.submission?.isForm == true, try isHolder(sender.address) {
            try require(.openRequest, as: .applicant)
            return try decideSubmission(.owner(sender), sender)
        }
        return try decideStranger(sender)
    }

    /// The same signed words again, in whatever mail around them, have no second effect.
    private func refuseRepeatedSignature() throws -> Verdict? {
        guard case .proven(by: .signature) = assessment.verdict, let identity = assessment.signature.identity,
            try !transaction.reach("signed-mail", of: desk.digesting.digest(identity).hex, at: now)
        else { return nil }
        return .ignored("the same signed mail was acted on before")
    }

    /// Whether a certificate in force names this mailbox.
    func isHolder(_ address: EmailAddress) throws -> Bool {
        var filter = CertificateFilter()
        filter.address = address
        filter.status = .valid
        filter.limit = 1
        return try !transaction.certificates(filter).isEmpty
    }

    /// Answers the sender without any effect on a request.
    func answer(
        _ notice: NoticeName, to sender: NamedAddress, _ values: [String: NoticeValue], _ reason: String,
        request: RequestNumber? = nil
    ) throws -> Verdict {
        let composer = AnnouncementComposer(desk: desk, now: now, documents: documents)
        let draft = NoticeDraft(
            kind: .answer, notice: notice, locale: desk.locale(of: sender.address),
            values: composer.common(sender).merging(values) { _, own in own }, recipient: sender,
            request: request, replyCode: nil, attachments: [], messageID: try desk.makeMessageID(at: now),
            inReplyTo: assessment.message.messageID,
            references: [assessment.message.messageID].compactMap(\.self))
        return Verdict(
            .answered, "\(reason); answered with \(notice.rawValue)", request: request, drafts: [draft])
    }

    /// A proven stranger learns where to turn, once a day, and nothing about any request.
    func decideStranger(_ sender: NamedAddress) throws -> Verdict {
        try require(.command, as: .stranger)
        let counts = try transaction.outboundCounts(
            address: sender.address, request: nil, since: now + -OutboundGate.window)
        guard counts.address == 0 else {
            return .ignored("the sender is not registered and was written to today already")
        }
        return try answer(.senderUnknown, to: sender, [:], "the sender is not registered")
    }

    /// The list of command words, for people who need it.
    func helpRows(_ locale: Locale) -> NoticeValue {
        let keys: [Wording.Key] = [
            "help.form", "help.status", "help.resend", "help.cancel", "help.consent", "help.data",
            "help.correction", "help.erasure", "help.complaint", "help.help",
        ]
        return .rows(
            keys.map { key in
                let parts = desk.words[key, locale].split(separator: " — ", maxSplits: 1)
                return [
                    "word": .text(String(parts[0])),
                    "meaning": .text(parts.count > 1 ? String(parts[1]) : ""),
                ]
            })
    }
}
