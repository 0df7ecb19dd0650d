import Domain
import Forms
import Workflows

extension MessageRouting {
    /// The verifier's decision. Link and words must agree, and a refusal must bring its reason; whatever
    /// fits neither is asked back.
    func decideVerification(
        _ token: TokenRecord, _ record: RequestRecord, _ action: LinkIssuer.Action
    ) throws -> Verdict {
        let event = verificationEvent(action)
        let drafts = try docket.apply(
            event, to: record, message: assessment.record.digest,
            occasion: .init(cause: assessment.message))
        if case .decisionUnclear = event {
            return Verdict(
                .processed, "no clear decision; asked back", request: record.number, drafts: drafts)
        }
        // `apply` closed the step's links; this one is marked as the one that was used.
        _ = try transaction.spend(token.digest, at: now)
        return Verdict(.processed, event.name, request: record.number, drafts: drafts)
    }

    private func verificationEvent(_ action: LinkIssuer.Action) -> RequestEvent {
        let reading = Decision.read(from: assessment.reply)
        let line = assessment.reply.firstLine ?? ""
        switch (reading, action) {
        case (.approve, .approve), (.approve, .decide): return .verificationApproved(at: now)
        case (.return(let reason), .return), (.return(let reason), .decide):
            return isPlaceholder(reason)
                ? .decisionUnclear(line: line, at: now) : .verificationReturned(reason: reason, at: now)
        case (.reject(let reason), .reject), (.reject(let reason), .decide):
            return isPlaceholder(reason)
                ? .decisionUnclear(line: line, at: now) : .verificationRejected(reason: reason, at: now)
        case (.approve, .return), (.approve, .reject), (.approve, .answer), (.return, .approve),
            (.return, .reject), (.return, .answer), (.reject, .approve), (.reject, .return),
            (.reject, .answer), (.missingReason, _), (.unclear, _):
            return .decisionUnclear(line: line, at: now)
        }
    }

    /// The prefilled answer sent as it was is no reason.
    private func isPlaceholder(_ reason: String) -> Bool {
        let bare: (String) -> String = { text in
            String(text.lowercased().filter { $0.isLetter || $0.isNumber })
        }
        let placeholders = Locale.allCases.map { bare(desk.words["reason.placeholder", $0]) }
        return bare(reason).isEmpty || placeholders.contains(bare(reason))
    }
}
