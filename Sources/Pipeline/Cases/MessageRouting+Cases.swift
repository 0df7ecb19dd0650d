import Domain
import Forms
import Notices
import Trust

extension MessageRouting {
    /// The verdict if the mail belongs to a case (`PA-…`), an old one or a new one; `nil` if it belongs to none.
    ///
    /// Whether a number exists is shown only to the officer and to the citizen whose case it is: for everybody
    /// else the mail is like any other.
    func decideCase(_ sender: NamedAddress) throws -> Verdict? {
        if sender.address == desk.settings.officer, let found = try officerCase() {
            return try decideOfficer(found, sender)
        }
        if let record = try citizenCase(sender) { return try decideCitizen(record, sender) }
        guard let kind = assessment.command.flatMap(CaseKind.init), !isForm(kind) else { return nil }
        guard sender.address != desk.settings.officer else { return try answerHelp(sender) }
        return try openCase(kind, sender)
    }

    /// A new case with its number, for whoever the proven sender is.
    func openCase(_ kind: CaseKind, _ sender: NamedAddress) throws -> Verdict {
        try require(.complaint, as: try standing(of: sender.address))
        var recent = CaseFilter()
        recent.citizen = sender.address
        recent.limit = CaseTerms.openedPerDay
        let opened = try transaction.cases(recent).count { now - $0.openedAt < OutboundGate.window }
        guard opened < CaseTerms.openedPerDay else {
            return .ignored("the sender opened \(opened) cases today already")
        }
        let words = CitizenWords(self, sender.address)
        // A right over one's own data needs no further word.
        guard !words.isEmpty || kind.isPersonalData else { return try answerHelp(sender) }
        let number = try nextCaseNumber()
        let record = CaseRecord(
            number: number, kind: kind, status: .awaitingOfficer, citizen: sender.address,
            citizenName: sender.displayName?.trimmingSpaces ?? "", subject: words.subject,
            message: assessment.record.digest, laporNumber: words.laporNumber, openedAt: now, changedAt: now)
        try transaction.insert(record)
        try logCase("case-opened", record, by: "citizen")
        // The receipt for this day: what follows today needs no other.
        _ = try isFirstReceipt(record)
        let receipt = try letters.toCitizen(.citizenCaseReceived, record, cause: assessment.message)
        let letter =
            try kind.isPersonalData
            ? forward(words, of: record, as: .officerPersonalData, dutyValues(of: record))
            : forward(words, of: record, as: .officerCaseOpened)
        let article = "aeiou".contains(kind.rawValue.prefix(1)) ? "an" : "a"
        return Verdict(
            .processed, "\(article) \(kind.rawValue) became case \(number)", request: number,
            drafts: [receipt, letter])
    }

    /// Rows of ``NoticeName/senderStatus`` about the sender's cases: the one named, else all.
    func caseStatus(_ number: RequestNumber?, _ sender: NamedAddress) throws -> [[String: NoticeValue]] {
        var own = CaseFilter()
        own.citizen = sender.address
        own.limit = 20
        let records =
            try number.map { try [transaction.caseRecord($0)].compactMap(\.self) } ?? transaction.cases(own)
        return records.filter { $0.citizen == sender.address }
            .map { caseRow($0, desk.locale(of: sender.address)) }
    }

    /// Whether the citizen has not been sent a receipt for this case today.
    func isFirstReceipt(_ record: CaseRecord) throws -> Bool {
        let day = LocalTime(now, in: desk.settings.zone).date
        return try transaction.reach("case-receipt", of: "\(record.number) \(day)", at: now)
    }

    /// How a case stands, to whoever may know.
    func answerCaseStatus(_ record: CaseRecord, _ sender: NamedAddress) throws -> Verdict {
        let locale = desk.locale(of: sender.address)
        var values = letters.standIn(locale)
        values["requests"] = .rows([caseRow(record, locale)])
        return try answer(
            .senderStatus, to: sender, values, "status of a case asked", request: record.number)
    }

    private func caseRow(_ record: CaseRecord, _ locale: Locale) -> [String: NoticeValue] {
        let words = desk.words
        return [
            "number": .text(record.number.description),
            "mechanism": .text(words.caseKind(record.kind, locale)),
            "state": .text(words.caseStatus(record.status, locale)),
            "since": .text(letters.moment(record.changedAt, locale)),
            "waitingFor": .text(
                words[record.status == .awaitingOfficer ? "case.officer" : "actor.nobody", locale]),
        ]
    }

    /// Writes the citizen's words to the officer.
    func forward(
        _ words: CitizenWords, of record: CaseRecord, as notice: NoticeName,
        _ further: [String: NoticeValue] = [:]
    ) throws -> NoticeDraft {
        let locale = desk.locale(of: desk.settings.officer)
        let text = letters.shown(words.text, locale)
        return try officerDraft(
            notice, record,
            [
                "text": text.value, "documents": .rows(words.enclosures.rows),
                "receivedAt": .text(letters.moment(now, locale)),
            ].merging(further) { own, _ in own }, attachments: text.attachments + words.enclosures.attachments
        )
    }

    /// A mail to the officer whose code is stored.
    func officerDraft(
        _ notice: NoticeName, _ record: CaseRecord, _ values: [String: NoticeValue] = [:],
        attachments: [OutgoingMail.Attachment] = [], cause: ReceivedMessage? = nil
    ) throws -> NoticeDraft {
        let letter = try letters.toOfficer(notice, record, values, attachments: attachments, cause: cause)
        try transaction.insert([letter.token])
        return letter.draft
    }

    /// Writes an event of a case into the audit log.
    func logCase(_ name: String, _ record: CaseRecord, by actor: String) throws {
        let lapor = record.laporNumber.map { ",\"lapor\":\"\($0)\"" } ?? ""
        try transaction.append(
            EventRecord(
                at: now, request: record.number, name: name, actor: actor,
                message: assessment.record.digest,
                payload: "{\"status\":\"\(record.status.rawValue)\"\(lapor)}"))
    }

    var letters: CaseLetters { CaseLetters(desk: desk, now: now) }

    /// The list of words, since nothing was said besides one, or the officer said it; to people the desk does not
    /// know not more than once a day.
    private func answerHelp(_ sender: NamedAddress) throws -> Verdict {
        let isKnown = desk.verifiers[sender.address] != nil || sender.address == desk.settings.officer
        let counts = try transaction.outboundCounts(
            address: sender.address, request: nil, since: now + -OutboundGate.window)
        guard isKnown || counts.address == 0 else {
            return .ignored("nothing to open a case with, and the sender was written to today already")
        }
        let words = helpRows(desk.locale(of: sender.address))
        return try answer(.senderHelp, to: sender, ["words": words], "nothing to open a case with")
    }

    /// `Informasi permohonan …` or `Koreksi:` may well stand above a filled form; the other words mean what they say.
    private func isForm(_ kind: CaseKind) -> Bool {
        guard kind == .information || kind == .correction else { return false }
        if let submission = assessment.submission { return submission.isForm }
        guard !assessment.codes.isEmpty else { return false }
        var fresh = assessment.message
        fresh.body = assessment.reply.freshText
        fresh.alternativeBody = nil
        return [FormName.identity, .update, .revocation].contains { name in
            desk.reader(name).read(fresh).recognizedCount >= 2
        }
    }
}
