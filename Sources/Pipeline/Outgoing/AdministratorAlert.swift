import Domain
import Notices
import Trust

/// Mails that tell the administrator what needs a person.
struct AdministratorAlert {
    let desk: Desk
    let now: Timestamp

    /// Messages that were put aside, with the reason for each.
    func quarantined(_ messages: [(digest: Digest, from: String, reason: String)]) throws -> NoticeDraft {
        let rows: [[String: NoticeValue]] = messages.map { message in
            [
                "digest": .text(message.digest.hex), "from": .text(message.from),
                "reason": .text(message.reason),
            ]
        }
        return try draft(.administratorQuarantined, ["messages": .rows(rows)])
    }

    /// Recipients whose mail the outbound budget holds back.
    func held(_ counts: [(recipient: EmailAddress, count: Int)]) throws -> NoticeDraft {
        let limit = desk.settings.budget
        let rows: [[String: NoticeValue]] = counts.map { entry in
            [
                "recipient": .text(entry.recipient.addrSpec), "count": .text(String(entry.count)),
                "limit": .text("\(limit.address)/\(limit.request)/\(limit.domain)/\(limit.day)"),
            ]
        }
        return try draft(.administratorBudgetHeld, ["held": .rows(rows)])
    }

    /// Something only a person can mend.
    func problem(_ problem: String) throws -> NoticeDraft {
        try draft(.administratorProblem, ["problem": .multiline(problem)])
    }

    /// A request that was approved and cannot be carried out.
    func executionFailed(_ record: RequestRecord, _ problem: String) throws -> NoticeDraft {
        try draft(
            .administratorExecutionFailed,
            [
                "number": .text(record.number.description),
                "mechanism": .text(desk.words.mechanism(record.mechanism, desk.settings.locale)),
                "applicantName": .text(record.applicantName), "problem": .multiline(problem),
            ])
    }

    /// A request about personal data that nobody has answered within the time the law gives.
    func personalDataOverdue(_ record: CaseRecord) throws -> NoticeDraft {
        let locale = desk.settings.locale
        let moment: (Timestamp) -> NoticeValue = {
            .text(DateWording.moment($0, in: desk.settings.zone, locale))
        }
        return try draft(
            .administratorPersonalDataOverdue,
            [
                "number": .text(record.number.description),
                "kind": .text(desk.words.caseKind(record.kind, locale)),
                "receivedAt": moment(record.changedAt),
                "dueAt": moment(CaseTerms(desk: desk).due(record)),
            ])
    }

    /// The end of the audit log and the one that was mailed before; `broken` says what is wrong with it.
    func auditHead(
        _ head: AuditHead, previous: AuditHead?, broken: String?
    ) throws -> NoticeDraft {
        try draft(
            .administratorAuditHead,
            [
                "count": .text(String(head.count)), "head": .text(head.digest.hex),
                "hasPrevious": .flag(previous != nil),
                "previousCount": .text(previous.map { String($0.count) } ?? ""),
                "previousHead": .text(previous?.digest.hex ?? ""),
                "command": .text("sertipos audit verify --expect \(head)"),
                "isBroken": .flag(broken != nil), "broken": .text(broken ?? ""),
            ])
    }

    /// The clock moved in a way that nothing explains; deadlines rest until somebody confirms it.
    func clockJumped(from last: Timestamp, gap: String) throws -> NoticeDraft {
        let moment: (Timestamp) -> NoticeValue = { moment in
            .text(DateWording.moment(moment, in: desk.settings.zone, desk.settings.locale))
        }
        return try draft(
            .administratorClockJumped,
            ["lastRun": moment(last), "now": moment(now), "gap": .text(gap)])
    }

    /// An edit of the texts has mistakes; the version accepted at `moment` goes on serving.
    func templatesRefused(_ mistakes: [DocumentError], servingSince moment: Timestamp) throws -> NoticeDraft {
        // A missing folder is one mistake per file; the rest is a command away.
        var rows: [[String: NoticeValue]] = mistakes.prefix(20).map { mistake in
            let place = [mistake.file, mistake.line.map(String.init), mistake.column.map(String.init)]
            let words = [mistake.problem, mistake.remedy].compactMap(\.self).joined(separator: "; ")
            return [
                "place": .text(place.compactMap(\.self).joined(separator: ":")), "mistake": .text(words),
            ]
        }
        if mistakes.count > rows.count {
            rows.append(["place": .text("…"), "mistake": .text("+\(mistakes.count - rows.count)")])
        }
        let time = DateWording.moment(moment, in: desk.settings.zone, desk.settings.locale)
        return try draft(
            .administratorTemplatesRefused, ["mistakes": .rows(rows), "acceptedAt": .text(time)])
    }

    /// The provider lets forged results through, so that nobody is proven any more.
    func trustSuspended(authservID: String, spellings: [String]) throws -> NoticeDraft {
        try draft(
            .administratorTrustSuspended,
            [
                "now": .text(DateWording.moment(now, in: desk.settings.zone, desk.settings.locale)),
                "authservID": .text(authservID), "spellings": .text(spellings.joined(separator: ", ")),
            ])
    }

    private func draft(_ notice: NoticeName, _ values: [String: NoticeValue]) throws -> NoticeDraft {
        let recipient = NamedAddress(address: desk.settings.administrator)
        return NoticeDraft(
            kind: .answer, notice: notice, locale: desk.settings.locale,
            values: desk.commonValues(recipient).merging(values) { _, own in own }, recipient: recipient,
            request: nil,
            replyCode: nil, attachments: [], messageID: try desk.makeMessageID(at: now), inReplyTo: nil,
            references: [])
    }
}
