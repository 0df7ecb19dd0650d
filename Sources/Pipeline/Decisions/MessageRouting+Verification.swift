import Domain
import Forms
import Workflows

extension MessageRouting {
    /// A decision as a link and the words below it say it.
    enum ReadJudgement {
        /// Both say the same.
        case clear(Judgement)
        /// They do not, or a reason is missing; the line that was read.
        case unclear(line: String)
    }

    /// The verifier's decision. Link and words must agree, and a refusal must bring its reason; whatever
    /// fits neither is asked back.
    func decideVerification(
        _ token: TokenRecord, _ record: RequestRecord, _ action: LinkIssuer.Action
    ) throws -> Verdict {
        switch judgement(Decision.read(from: assessment.reply), action) {
        case .clear(let judgement):
            return try conclude(.verification(judgement, at: now), token, record)
        case .unclear(let line): return try askBack(.verification, line, record)
        }
    }

    /// The owner's word on new data, from one mailbox.
    func decideConfirmation(
        _ mailbox: OwnerMailbox, _ token: TokenRecord, _ record: RequestRecord, _ action: LinkIssuer.Action
    ) throws -> Verdict {
        switch judgement(Decision.read(from: assessment.reply), action) {
        case .clear(.approved):
            return try conclude(.confirmation(mailbox, .confirmed, at: now), token, record)
        case .clear(.rejected(let reason)):
            return try conclude(.confirmation(mailbox, .denied(reason: reason), at: now), token, record)
        case .clear(.returned):
            return try askBack(mailbox.step, assessment.reply.firstLine ?? "", record)
        case .unclear(let line): return try askBack(mailbox.step, line, record)
        }
    }

    /// Applies a decision and marks the link as the one that was used.
    func conclude(
        _ event: RequestEvent, _ token: TokenRecord, _ record: RequestRecord, occasion: Occasion? = nil
    ) throws -> Verdict {
        // Before the step's links are closed: a closed one cannot be spent.
        _ = try transaction.spend(token.digest, at: now)
        let drafts = try docket.apply(
            event, to: record, message: assessment.record.digest,
            occasion: occasion ?? .init(cause: assessment.message))
        return Verdict(.processed, event.name, request: record.number, drafts: drafts)
    }

    /// Asks for the decision again.
    func askBack(_ step: Step, _ line: String, _ record: RequestRecord) throws -> Verdict {
        let drafts = try docket.apply(
            .unclear(step, line: line, at: now), to: record, message: assessment.record.digest,
            occasion: .init(cause: assessment.message))
        return Verdict(.processed, "no clear decision; asked back", request: record.number, drafts: drafts)
    }

    /// What the link and the words say together.
    func judgement(_ reading: DecisionReading, _ action: LinkIssuer.Action) -> ReadJudgement {
        let line = assessment.reply.firstLine ?? ""
        switch (reading, action) {
        case (.approve, .approve), (.approve, .decide): return .clear(.approved)
        case (.return(let reason), .return), (.return(let reason), .decide):
            return isPlaceholder(reason) ? .unclear(line: line) : .clear(.returned(reason: reason))
        case (.reject(let reason), .reject), (.reject(let reason), .decide):
            return isPlaceholder(reason) ? .unclear(line: line) : .clear(.rejected(reason: reason))
        case (.approve, .return), (.approve, .reject), (.approve, .answer), (.return, .approve),
            (.return, .reject), (.return, .answer), (.reject, .approve), (.reject, .return),
            (.reject, .answer), (.missingReason, _), (.unclear, _):
            return .unclear(line: line)
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
