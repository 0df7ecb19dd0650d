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
                "limit": .text("\(limit.address)/\(limit.request)/\(limit.day)"),
            ]
        }
        return try draft(.administratorBudgetHeld, ["held": .rows(rows)])
    }

    private func draft(_ notice: NoticeName, _ values: [String: NoticeValue]) throws -> NoticeDraft {
        let recipient = NamedAddress(address: desk.settings.administrator)
        let settings = desk.settings
        let common: [String: NoticeValue] = [
            "deskName": .text(settings.name), "deskAddress": .text(settings.address.addrSpec),
            "fee": .text(settings.fee), "officer": .text(settings.officer.addrSpec),
            "recipientName": .text(settings.administrator.addrSpec),
        ]
        return NoticeDraft(
            kind: .answer, notice: notice, locale: settings.locale,
            values: common.merging(values) { _, own in own }, recipient: recipient, request: nil,
            replyCode: nil, attachments: [], messageID: try desk.makeMessageID(at: now), inReplyTo: nil,
            references: [])
    }
}
