import Domain
import Forms
import Notices
import Trust
import Workflows

extension MessageRouting {
    /// A link that was found in a mail, and how it was found.
    struct FoundLink {
        let token: TokenRecord
        /// Whether the code itself stood in the mail (a reply to our mail finds it too).
        let isQuotedCode: Bool
    }

    /// The verdict if the mail answers a one-time link, live or dead; `nil` if it answers none.
    func decideLink(_ sender: NamedAddress) throws -> Verdict? {
        guard let token = try findToken(sender) else { return nil }
        guard token.addressee == sender.address else {
            return try refuseWrongCode(
                sender, .senderLinkForeign, "the link was sent to somebody else; nothing was changed")
        }
        guard let record = try transaction.request(token.request), let step = Step(rawValue: token.step),
            let action = LinkIssuer.Action(rawValue: token.action)
        else { return .ignored("the link belongs to a request or step that is not there") }
        if token.spentAt != nil || token.closedAt != nil { return try decideUsed(token, record, sender) }
        if token.expiresAt <= now { return try decideExpired(token, record, step, sender) }
        do {
            return try decideLive(token, record, step, action, sender)
        } catch is Rejection {
            return try nothingPending(record, sender, "the step is over")
        }
    }

    /// The token the mail carries: one addressed to the sender before any other, live before dead.
    private func findToken(_ sender: NamedAddress) throws -> TokenRecord? {
        var found: [TokenRecord] = []
        for code in assessment.codes {
            let digest = desk.digesting.digest(Array(code.code.text.utf8))
            if let token = try transaction.token(digest) { found.append(token) }
        }
        if found.isEmpty, assessment.command == nil { found = try tokensAnswered(sender) }
        let own = found.filter { $0.addressee == sender.address }
        let isLive: (TokenRecord) -> Bool = { token in
            token.spentAt == nil && token.closedAt == nil && token.expiresAt > now
        }
        return own.first(where: isLive) ?? own.first ?? found.first
    }

    /// A plain reply without its code: the identifier of our mail, which nobody can guess, stands for it.
    private func tokensAnswered(_ sender: NamedAddress) throws -> [TokenRecord] {
        let message = assessment.message
        for identifier in message.inReplyTo + message.references.reversed() {
            guard let entry = try transaction.outboxEntry(identifier),
                entry.record.recipient == sender.address, let number = entry.record.request
            else { continue }
            return try transaction.tokens(of: number).filter { token in
                token.addressee == sender.address
                    && (token.action == LinkIssuer.Action.answer.rawValue
                        || token.action == LinkIssuer.Action.decide.rawValue)
            }
        }
        return []
    }

    private func decideLive(
        _ token: TokenRecord, _ record: RequestRecord, _ step: Step, _ action: LinkIssuer.Action,
        _ sender: NamedAddress
    ) throws -> Verdict {
        let part = part(in: step, try record.readState())
        try require(part.action, as: part.role, token: .live)
        switch step {
        case .identity: return try decideIdentity(token, record, sender)
        case .verification: return try decideVerification(token, record, action)
        case .passphrase: return try decidePassphrase(token, record, sender)
        case .confirmation: return try decideConfirmation(.current, token, record, action)
        case .newConfirmation: return try decideConfirmation(.new, token, record, action)
        case .authority: return try decideAuthority(token, record, action, sender)
        case .amendment: return try decideAmendment(token, record, sender)
        }
    }

    /// Ends that are no answer to any link.
    private static let unanswered: Set<String> = ["closed.expired", "closed.cancelled", "closed.withdrawn"]

    private func decideUsed(
        _ token: TokenRecord, _ record: RequestRecord, _ sender: NamedAddress
    ) throws -> Verdict {
        // Nobody used it: the request ended without an answer.
        if token.spentAt == nil, Self.unanswered.contains(record.state) {
            return try nothingPending(record, sender, "the request has ended")
        }
        let locale = desk.locale(of: sender.address)
        let moment = token.spentAt ?? token.closedAt ?? now
        return try answer(
            .senderLinkUsed, to: sender,
            [
                "number": .text(record.number.description),
                "mechanism": .text(desk.words.mechanism(record.mechanism, locale)),
                "usedAt": .text(DateWording.moment(moment, in: desk.settings.zone, locale)),
                "happened": .multiline(
                    desk.words[token.spentAt == nil ? "happened.closed" : "happened.spent", locale]),
            ], "the link was used before", request: record.number)
    }

    /// The right person with a dead link gets a fresh one at once, at most three a day.
    func decideExpired(
        _ token: TokenRecord, _ record: RequestRecord, _ step: Step, _ sender: NamedAddress
    ) throws -> Verdict {
        let recent = try transaction.tokens(of: record.number).filter { other in
            other.step == step.rawValue && other.addressee == sender.address
                && now - other.issuedAt < OutboundGate.window && other.action == token.action
        }
        guard recent.count < 3 else {
            return .ignored("the link has expired and three fresh ones were sent today")
        }
        return try renewLink(record, step, sender, reason: "the link has expired; a fresh one was sent")
    }

    /// Sends a fresh link for the step, or says that nothing is awaited.
    func renewLink(
        _ record: RequestRecord, _ step: Step, _ sender: NamedAddress, reason: String
    ) throws -> Verdict {
        do {
            let drafts = try docket.apply(
                .linkRequested(step, at: now), to: record, message: assessment.record.digest,
                occasion: .init(cause: assessment.message))
            return Verdict(.answered, reason, request: record.number, drafts: drafts)
        } catch is Rejection {
            return try nothingPending(record, sender, "the step is over")
        }
    }

    /// Tells somebody who takes part in a request where it stands.
    func nothingPending(
        _ record: RequestRecord, _ sender: NamedAddress, _ reason: String
    ) throws -> Verdict {
        let locale = desk.locale(of: sender.address)
        return try answer(
            .senderNothingPending, to: sender,
            [
                "number": .text(record.number.description),
                "mechanism": .text(desk.words.mechanism(record.mechanism, locale)),
                "state": .text(desk.words.state(record.state, locale)),
            ], reason, request: record.number)
    }
}
