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

    /// The same verdict; if the mail names a passphrase, nothing of it is kept, not even for a person to look at.
    func forgetting(_ namesPassphrase: Bool) -> Verdict {
        guard namesPassphrase else { return self }
        return Verdict(
            outcome, "\(reason); it names a passphrase, so its octets were destroyed", request: request,
            drafts: drafts, isRedacted: true)
    }

    static func ignored(_ reason: String) -> Verdict { Verdict(.ignored, reason) }
    static func quarantined(_ reason: String) -> Verdict { Verdict(.quarantined, reason) }
}
