import Domain

/// What was decided about one mail, inside the transaction that remembers it.
struct Verdict {
    let outcome: MessageOutcome
    /// In words for operators; shown by `explain` and `reconcile`.
    let reason: String
    let request: RequestNumber?
    /// Mails to write, in order.
    let drafts: [NoticeDraft]
    /// Whether the mail holds a secret in plain text, and its octets must not be kept.
    let isRedacted: Bool

    init(
        _ outcome: MessageOutcome, _ reason: String, request: RequestNumber? = nil,
        drafts: [NoticeDraft] = [], isRedacted: Bool = false
    ) {
        self.outcome = outcome
        self.reason = reason
        self.request = request
        self.drafts = drafts
        self.isRedacted = isRedacted
    }

    static func ignored(_ reason: String) -> Verdict { Verdict(.ignored, reason) }
    static func quarantined(_ reason: String) -> Verdict { Verdict(.quarantined, reason) }
}
