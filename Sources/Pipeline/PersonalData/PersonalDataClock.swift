import Domain
import Notices

/// Counts the 72 hours of a request about personal data: the officer is reminded at half time and warned at 60 hours,
/// the administrator hears of it when the time is over. Each once, day and night.
struct PersonalDataClock {
    /// Hours after which the officer hears of it again.
    static let reminders: [Int64] = [60, 36]

    let desk: Desk
    let ledger: any RequestLedger
    let now: Timestamp

    /// Writes whatever is due. Returns how many mails.
    func run() throws -> Int {
        var waiting = CaseFilter()
        waiting.status = .awaitingOfficer
        waiting.limit = 100_000
        let started = try ledger.read { try $0.cases(waiting) }.filter { record in
            record.kind.isPersonalData && now - record.changedAt >= 36 * 3600
        }
        guard !started.isEmpty else { return 0 }
        return try ledger.write { transaction in
            let drafts = try started.reversed().flatMap { try look(at: $0, transaction) }
            try Outgoing(desk: desk, now: now).queue(drafts, transaction)
            return drafts.count
        }
    }

    private func look(at seen: CaseRecord, _ transaction: any LedgerTransaction) throws -> [NoticeDraft] {
        guard let record = try transaction.caseRecord(seen.number), record.status == .awaitingOfficer,
            record.changedAt == seen.changedAt
        else { return [] }
        let subject = "\(record.number) \(record.changedAt.seconds)"
        let elapsed = now - record.changedAt
        var drafts: [NoticeDraft] = []
        if elapsed >= CaseRecord.personalDataTime,
            try transaction.reach("personal-data-overdue", of: subject, at: now)
        {
            try log("personal-data-overdue", record, transaction)
            drafts.append(try AdministratorAlert(desk: desk, now: now).personalDataOverdue(record))
        }
        // A desk that was off for days reminds once, not once for each mark it slept through.
        var isDue = false
        for hours in Self.reminders where elapsed >= hours * 3600 {
            if try transaction.reach("personal-data-\(hours)", of: subject, at: now) { isDue = true }
        }
        if isDue {
            try log("case-reminded", record, transaction)
            let letter = try CaseLetters(desk: desk, now: now).toOfficer(.officerCaseReminder, record)
            try transaction.insert([letter.token])
            drafts.append(letter.draft)
        }
        return drafts
    }

    private func log(_ name: String, _ record: CaseRecord, _ transaction: any LedgerTransaction) throws {
        try transaction.append(EventRecord(at: now, request: record.number, name: name, actor: "desk"))
    }
}
