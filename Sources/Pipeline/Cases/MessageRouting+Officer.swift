import Domain
import Forms
import Notices
import Trust

extension MessageRouting {
    /// A case that an officer's mail is about.
    struct FoundCase {
        let record: CaseRecord
        /// Why the mail cannot be taken as an answer to it, as a word of ``Wording``.
        var doubt: Wording.Key?
    }

    /// The case the officer answers: the one whose code the mail carries, the one its subject names, or the one
    /// whose mail it answers.
    func officerCase() throws -> FoundCase? {
        let officer = desk.settings.officer
        let tokens = try assessment.codes.compactMap { code in
            try transaction.token(desk.digesting.digest(Array(code.code.text.utf8)))
        }.filter { $0.request.series == .complaint && $0.addressee == officer }
        let live = tokens.first { $0.closedAt == nil && $0.expiresAt > now }
        if let number = caseNumberInSubject, let named = try transaction.caseRecord(number) {
            let isDoubtful = live.map { $0.request != number } ?? false
            return FoundCase(record: named, doubt: isDoubtful ? "case.doubt.number" : nil)
        }
        if let live, let record = try transaction.caseRecord(live.request) {
            return FoundCase(record: record)
        }
        if let record = try caseAnswered(by: officer) { return FoundCase(record: record) }
        // A code too old to be believed still tells what to ask about.
        return try tokens.first.flatMap { try transaction.caseRecord($0.request) }
            .map { FoundCase(record: $0, doubt: "case.doubt.code") }
    }

    /// The officer's words go to the citizen; those for the desk alone stay here.
    func decideOfficer(_ found: FoundCase, _ sender: NamedAddress) throws -> Verdict {
        let record = found.record
        if case .status = CommandWord.read(subject: assessment.message.subject, firstLine: nil) {
            return try answerCaseStatus(record, sender)
        }
        let locale = desk.locale(of: sender.address)
        if let doubt = found.doubt { return try askOfficer(record, desk.words[doubt, locale]) }
        try require(.answerWithToken, as: .officer, token: .live)
        let answer = OfficerAnswer(assessment.reply)
        let discretion = letters.officialDiscretion
        let enclosures = CaseEnclosures(
            assessment.message, discretion: discretion, isOfficial: true, words: desk.words, locale: locale)
        guard enclosures.kept.isEmpty else {
            return try askOfficer(record, enclosures.kept.joined(separator: "\n"))
        }
        var changed = record
        changed.laporNumber = answer.laporNumber ?? record.laporNumber
        let text = discretion.masked(answer.text)
        guard !text.isEmpty || answer.isClosing else { return try noteLapor(answer, changed, locale) }
        if answer.isClosing {
            changed.status = .closed
        } else if record.status == .awaitingOfficer {
            changed.status = .answered
        }
        changed.changedAt = now
        changed.answeredAt = record.answeredAt ?? now
        try transaction.update(changed)
        try logCase(answer.isClosing ? "case-closed" : "case-answered", changed, by: "officer")
        let drafts = [
            try passOn(text, answer, enclosures, changed, sender),
            try officerDraft(.officerCaseRecorded, changed, cause: assessment.message),
        ]
        return Verdict(
            .processed, answer.isClosing ? "the officer closed the case" : "the officer answered",
            request: record.number, drafts: drafts)
    }

    private func passOn(
        _ text: String, _ answer: OfficerAnswer, _ enclosures: CaseEnclosures, _ record: CaseRecord,
        _ officer: NamedAddress
    ) throws -> NoticeDraft {
        let locale = desk.locale(of: record.citizen)
        let shown = letters.shown(text, locale)
        var value = shown.value
        if answer.isClosing, case .multiline(let lines) = value {
            let closing = desk.words["case.closing", locale]
            value = .multiline(lines.isEmpty ? closing : "\(lines)\n\n\(closing)")
        }
        let name = letters.officialDiscretion.masked(officer.displayName ?? "", limit: 80)
        return try letters.toCitizen(
            .citizenCaseAnswered, record,
            [
                "answer": value,
                "officerName": .text(
                    name.isEmpty || name.contains("@") ? desk.words["case.officer", locale] : name),
            ], attachments: shown.attachments + enclosures.attachments)
    }

    /// A reply without a word for the citizen; a number of LAPOR! in it is kept.
    private func noteLapor(
        _ answer: OfficerAnswer, _ record: CaseRecord, _ locale: Locale
    ) throws -> Verdict {
        guard let number = answer.laporNumber else {
            return try askOfficer(record, assessment.reply.firstLine ?? "")
        }
        try transaction.update(record)
        try logCase("case-lapor-recorded", record, by: "officer")
        let line = desk.words["case.lapor", locale, ["number": number]]
        let draft = try officerDraft(
            .officerCaseUnclear, record, ["line": .multiline(line)], cause: assessment.message)
        return Verdict(
            .processed, "the LAPOR! number of the case was recorded; nothing was passed on",
            request: record.number, drafts: [draft])
    }

    /// Tells the officer why nothing was passed on.
    private func askOfficer(_ record: CaseRecord, _ line: String) throws -> Verdict {
        let draft = try officerDraft(
            .officerCaseUnclear, record, ["line": .multiline(line)], cause: assessment.message)
        return Verdict(
            .answered, "the officer's reply holds no answer that can be passed on; asked back",
            request: record.number, drafts: [draft])
    }
}
