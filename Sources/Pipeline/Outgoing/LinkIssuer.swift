import Domain
import Forms
import Workflows

/// Issues the one-time links of a step: fresh codes, their stored digests, and the mailto URLs.
struct LinkIssuer {
    /// What a token does when it comes back.
    enum Action: String, CaseIterable {
        /// An answered form.
        case answer
        /// The step is approved.
        case approve
        /// The step is returned with a reason.
        case `return`
        /// The request is refused with a reason.
        case reject
        /// A plain reply, whose first word decides.
        case decide
    }

    /// The links of one mail.
    struct Links {
        /// By action; a link too long for a URL is left out.
        let byAction: [Action: MailtoLink]
        /// What a plain reply carries.
        let replyCode: OneTimeCode
        /// To be stored with the mail.
        let tokens: [TokenRecord]
        /// When they die.
        let expiresAt: Timestamp
    }

    let desk: Desk
    let now: Timestamp

    /// Fresh links for `step`, usable by `addressee` only. `form` is the prefilled text of an answer.
    func issue(
        _ step: Step, for number: RequestNumber, to addressee: EmailAddress, locale: Locale, form: String
    ) throws -> Links {
        let expiresAt = expiry(of: step)
        var links: [Action: MailtoLink] = [:]
        var tokens: [TokenRecord] = []
        var replyCode: OneTimeCode?
        for action in actions(of: step) {
            guard let code = OneTimeCode(bytes: try desk.random.randomBytes(OneTimeCode.octets)) else {
                continue
            }
            tokens.append(
                TokenRecord(
                    digest: desk.digesting.digest(Array(code.text.utf8)), request: number,
                    step: step.rawValue,
                    action: action.rawValue, addressee: addressee, issuedAt: now, expiresAt: expiresAt))
            let link = link(action, code, number, locale, form: form)
            if link.isShortEnough { links[action] = link }
            if action == .answer || action == .decide { replyCode = code }
        }
        guard let replyCode else { throw UnansweredStep(step: step) }
        return Links(byAction: links, replyCode: replyCode, tokens: tokens, expiresAt: expiresAt)
    }

    /// When a link issued now dies.
    func expiry(of step: Step) -> Timestamp {
        now + (desk.settings.linkLifetimes[step.rawValue] ?? 72 * 3600)
    }

    /// Where a plain reply to a mail with this code goes; without the code if the address would be too long.
    func replyAddress(_ code: OneTimeCode) -> EmailAddress {
        desk.settings.address.withSubaddress(code.text) ?? desk.settings.address
    }

    private func actions(of step: Step) -> [Action] {
        switch step {
        case .identity, .passphrase, .amendment: [.answer]
        case .verification, .authority: [.approve, .return, .reject, .decide]
        case .confirmation, .newConfirmation: [.approve, .reject, .decide]
        }
    }

    private func link(
        _ action: Action, _ code: OneTimeCode, _ number: RequestNumber, _ locale: Locale, form: String
    ) -> MailtoLink {
        Self.link(
            action, number: "\(number)", code: code.text, to: replyAddress(code), words: desk.words, locale,
            form: form)
    }

    /// The link that opens the answer `action`.
    static func link(
        _ action: Action, number: String, code: String, to recipient: EmailAddress, words: Wording,
        _ locale: Locale, form: String
    ) -> MailtoLink {
        let (subject, body): (Wording.Key, Wording.Key) =
            switch action {
            case .answer: ("link.answer.subject", "link.answer.body")
            case .approve, .decide: ("link.approve.subject", "link.approve.body")
            case .return: ("link.return.subject", "link.return.body")
            case .reject: ("link.reject.subject", "link.reject.body")
            }
        let codeLine = "\(words["link.code", locale]): \(code)"
        let text =
            action == .answer
            ? "\(words[body, locale])\n\(codeLine)\n\n\(form)" : "\(words[body, locale])\n\n\(codeLine)\n"
        return MailtoLink(
            recipient: recipient, subject: "[\(number)] \(words[subject, locale])", body: text)
    }
}

/// A step was announced that nobody can answer: a mistake in the program, not in a mail.
struct UnansweredStep: ClassifiedError {
    let step: Step
    var failureClass: FailureClass { .permanent }
    var description: String { "no link can be made for the step \(step.rawValue)" }
}
