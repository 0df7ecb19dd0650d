import Domain
import Forms
import Notices
import Trust

extension MessageRouting {
    /// The case of the sender's that the mail continues: named in the subject, else the one whose mail is
    /// answered. A filled form and a new complaint are no continuation.
    func citizenCase(_ sender: NamedAddress) throws -> CaseRecord? {
        guard assessment.submission?.isForm != true, assessment.command != .personalData else { return nil }
        let isOwn: (CaseRecord) -> Bool = { $0.citizen == sender.address }
        if let number = caseNumberInSubject {
            return try transaction.caseRecord(number).flatMap { isOwn($0) ? $0 : nil }
        }
        guard assessment.command == nil, assessment.codes.isEmpty else { return nil }
        return try caseAnswered(by: sender.address).flatMap { isOwn($0) ? $0 : nil }
    }

    /// The citizen asks how the case stands, or adds something to it.
    func decideCitizen(_ record: CaseRecord, _ sender: NamedAddress) throws -> Verdict {
        if isCaseStatusAsked { return try answerCaseStatus(record, sender) }
        // What the officer has ended begins anew, under a number of its own.
        if record.status == .closed {
            // What was answered from the desk's own memory goes on as a question to a person.
            return try openCase(record.kind == .access ? .information : record.kind, sender)
        }
        return try continueCase(record, sender)
    }

    private func continueCase(_ record: CaseRecord, _ sender: NamedAddress) throws -> Verdict {
        try require(.complaint, as: try standing(of: sender.address))
        let today = try transaction.events(of: record.number).count { chained in
            chained.event.name == "case-continued" && now - chained.event.at < OutboundGate.window
        }
        guard today < CaseTerms.continuedPerDay else {
            return Verdict(
                .ignored, "the case was continued \(today) times today already", request: record.number)
        }
        let words = CitizenWords(self, sender.address)
        let isEmpty = assessment.reply.firstLine == nil && assessment.command == nil
        guard !isEmpty || !words.enclosures.rows.isEmpty else {
            return Verdict(.ignored, "nothing new was written about the case", request: record.number)
        }
        var changed = record
        changed.laporNumber = words.laporNumber ?? record.laporNumber
        // Somebody who writes every day must not put off the day the officer's answer is due.
        if record.status != .awaitingOfficer {
            changed.status = .awaitingOfficer
            changed.changedAt = now
        }
        try transaction.update(changed)
        try logCase("case-continued", changed, by: "citizen")
        var drafts = [try forward(words, of: changed, as: .officerCaseContinued)]
        if try isFirstReceipt(changed) {
            drafts.append(try letters.toCitizen(.citizenCaseReceived, changed, cause: assessment.message))
        }
        return Verdict(.processed, "the citizen wrote again", request: record.number, drafts: drafts)
    }

    /// The number of a case that the subject begins with or names before any other.
    var caseNumberInSubject: RequestNumber? {
        RequestNumber.first(in: assessment.message.subject).flatMap { $0.series == .complaint ? $0 : nil }
    }

    /// The case whose mail to `recipient` this one answers: nobody can guess its identifier.
    func caseAnswered(by recipient: EmailAddress) throws -> CaseRecord? {
        let message = assessment.message
        for identifier in (message.inReplyTo + message.references.reversed()).prefix(20) {
            guard let entry = try transaction.outboxEntry(identifier), entry.record.recipient == recipient,
                let number = entry.record.request
            else { continue }
            return number.series == .complaint ? try transaction.caseRecord(number) : nil
        }
        return nil
    }

    /// Whether the mail is only a question for the state of a case: `STATUS PA-…` in the subject, or as the only
    /// line.
    var isCaseStatusAsked: Bool {
        let subject = assessment.message.subject
        if case .status = CommandWord.read(subject: subject, firstLine: nil) { return true }
        guard case .status = assessment.command else { return false }
        let lines = assessment.reply.fresh.filter { line in line.text.contains { !$0.isWhitespace } }
        return lines.count == 1
    }
}
