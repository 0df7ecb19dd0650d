import Domain

extension IdentityRemoval {
    /// Blanks what is stored of a case, destroys its data key, and writes down that its mails are gone.
    func forget(
        _ record: CaseRecord, actor: String, event: String, _ mails: [MessageRecord],
        _ transaction: any LedgerTransaction
    ) throws {
        try transaction.forgetCitizen(of: record.number)
        try transaction.destroyEvidenceKey(of: .file(record.number), at: now)
        try transaction.setRest(mails.map(\.id), .gone)
        try transaction.append(
            EventRecord(
                at: now, request: record.number, name: event, actor: actor,
                payload: "{\"status\":\"\(record.status.rawValue)\",\"mails\":\(mails.count)}"))
    }
}
