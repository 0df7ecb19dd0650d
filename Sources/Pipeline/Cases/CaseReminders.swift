import Domain
import Notices

/// Reminds the officer of cases that have waited for longer than one working day, once each time the citizen
/// wrote.
struct CaseReminders {
    let desk: Desk
    let ledger: any RequestLedger
    let now: Timestamp

    /// Writes whatever is due. Returns how many reminders.
    func run() throws -> Int {
        var waiting = CaseFilter()
        waiting.status = .awaitingOfficer
        waiting.limit = 100_000
        let terms = CaseTerms(desk: desk)
        let late = try ledger.read { try $0.cases(waiting) }.filter { record in
            !record.kind.isPersonalData && terms.due(record) <= now
        }
        guard !late.isEmpty else { return 0 }
        return try ledger.write { transaction in
            let drafts = try late.reversed().compactMap { try remind(of: $0, transaction) }
            try Outgoing(desk: desk, now: now).queue(drafts, transaction)
            return drafts.count
        }
    }

    /// `nil` if the officer was reminded before, or answered just now.
    private func remind(of seen: CaseRecord, _ transaction: any LedgerTransaction) throws -> NoticeDraft? {
        guard let record = try transaction.caseRecord(seen.number), record.status == .awaitingOfficer,
            record.changedAt == seen.changedAt,
            try transaction.reach(
                "case-reminder", of: "\(record.number) \(record.changedAt.seconds)", at: now)
        else { return nil }
        try transaction.append(
            EventRecord(at: now, request: record.number, name: "case-reminded", actor: "desk"))
        let letter = try CaseLetters(desk: desk, now: now).toOfficer(.officerCaseReminder, record)
        try transaction.insert([letter.token])
        return letter.draft
    }
}
