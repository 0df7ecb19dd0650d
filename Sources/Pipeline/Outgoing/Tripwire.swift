import Domain

/// The last look at a finished mail: no living one-time code leaves in a mail to somebody else, however it got there.
struct Tripwire {
    let transaction: any LedgerTransaction
    let now: Timestamp

    /// Whether one of the codes would give `recipient` what belongs to another mailbox.
    func isTouched(by codes: [Digest], to recipient: EmailAddress) throws -> Bool {
        for digest in codes {
            if let token = try transaction.token(digest) {
                let isLive = token.spentAt == nil && token.closedAt == nil && token.expiresAt > now
                if isLive, token.addressee != recipient { return true }
            } else if let question = try transaction.confirmation(digest) {
                let isLive = question.answeredAt == nil && question.expiresAt > now
                if isLive, question.addressee != recipient { return true }
            }
        }
        return false
    }
}
