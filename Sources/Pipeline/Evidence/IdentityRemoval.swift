import Domain
import FoundationEssentials
import Workflows

/// Takes documents and identity data of ended requests and cases away, for good.
///
/// Files go first and the ledger is told afterwards: a run that dies in between finds the same work again, and
/// nothing is ever kept that the ledger calls gone. The data key goes with the ledger's row, and with it every
/// copy of the mail in an older backup whose key file is not there.
struct IdentityRemoval {
    let spool: any EvidenceSpool
    let now: Timestamp

    /// The mails that go with the request: its own, and the letter it was opened by if all other requests of
    /// that letter are purged already, or are among `others`.
    func mails(
        of number: RequestNumber, _ view: any LedgerView, besides others: Set<RequestNumber> = []
    ) throws -> [MessageRecord] {
        let own = try view.keptMessages(of: number)
        guard let opening = try view.events(of: number).first?.event.message,
            let letter = try view.message(opening), letter.request == nil, letter.outcome == .processed,
            try view.rest(of: opening) != .gone
        else { return own }
        let siblings = try Self.siblings(of: number, opening, view)
        let isLast = try siblings.allSatisfy { try others.contains($0) || view.isPurged($0) }
        return isLast ? own + [letter] : own
    }

    /// The other requests that the same letter opened: their numbers follow each other.
    private static func siblings(
        of number: RequestNumber, _ opening: Digest, _ view: any LedgerView
    ) throws -> [RequestNumber] {
        var siblings: [RequestNumber] = []
        for step in [-1, 1] {
            var sequence = number.sequence + step
            while let other = RequestNumber(year: number.year, sequence: sequence),
                try view.events(of: other).first?.event.message == opening
            {
                siblings.append(other)
                sequence += step
            }
        }
        return siblings
    }

    /// Destroys the files of these mails.
    func destroy(_ mails: [MessageRecord]) throws { try spool.purge(mails.map(\.digest)) }

    /// Blanks what is stored of an ended request and destroys its data key. `isErased` takes the applicant's name
    /// and mailbox as well. Throws `open` if it has not ended.
    func forget(
        _ record: RequestRecord, isErased: Bool, event: EventRecord, _ transaction: any LedgerTransaction
    ) throws {
        let state = try record.readState()
        guard let blank = isErased ? state.withoutPeople : state.withoutIdentity else {
            throw ErasureError(.open(record.state), record.number)
        }
        let stored = try StoredState(blank)
        var changed = record
        changed.payload = stored.payload
        changed.payloadVersion = stored.version
        try transaction.update(changed)
        if isErased { try transaction.forgetApplicant(of: record.number) }
        try transaction.setPurged(record.number, at: now)
        try transaction.destroyEvidenceKey(of: .file(record.number), at: now)
        try transaction.append(event)
    }

    /// The audit log's line; the payload begins with the state, as everywhere.
    func event(
        _ name: String, _ record: RequestRecord, actor: String, mails: Int, reason: String? = nil
    ) throws -> EventRecord {
        var payload = "{\"state\":\"\(record.state)\",\"mails\":\(mails)"
        if let reason {
            payload += ",\"reason\":" + String(decoding: try JSONEncoder().encode(reason), as: UTF8.self)
        }
        return EventRecord(at: now, request: record.number, name: name, actor: actor, payload: payload + "}")
    }
}
