import Domain
import Forms
import Notices
import Trust
import Workflows

extension MessageRouting {
    /// A command word. People the desk does not know all get the same answer, whatever they ask.
    func decideCommand(_ command: CommandWord, _ sender: NamedAddress) throws -> Verdict {
        let locale = desk.locale(of: sender.address)
        let isVerifier =
            desk.verifiers[sender.address] != nil || sender.address == desk.settings.registrationAuthority
        let own = try ownRequests(sender)
        let cases = try caseStatus(nil, sender)
        guard try isVerifier || !own.isEmpty || !cases.isEmpty || isHolder(sender.address) else {
            return try answerStranger(sender)
        }
        try require(.command, as: try standing(of: sender.address))
        switch command {
        case .form(let mechanism):
            guard let mechanism else {
                return try answer(.senderMechanismUnclear, to: sender, [:], "a form without a mechanism")
            }
            let form = FormWriter(locale: locale).blank(desk.forms.form(for: mechanism))
            return try answer(
                .senderForm, to: sender,
                [
                    "mechanism": .text(desk.words.mechanism(mechanism, locale)),
                    "form": .preformatted(form),
                ], "a blank form was asked for")
        case .status(let number):
            let asked = own.filter { number == nil || $0.number == number }
            let rows = try status(asked, locale) + (number == nil ? cases : [])
            return try answer(.senderStatus, to: sender, ["requests": .rows(rows)], "status asked")
        case .resend(let number):
            guard let record = request(number, in: own) else { return try answerUnclear(sender) }
            return try resend(record, sender)
        case .cancel(let number):
            guard let record = request(number, in: own) else { return try answerUnclear(sender) }
            return try cancel(record, sender)
        case .withdrawConsent(let number):
            return try withdrawConsent(number, sender, own.filter { $0.applicant == sender.address })
        case .correctAddress(let number):
            guard let record = request(number, in: own) else { return try answerUnclear(sender) }
            return try correctAddress(record, sender)
        case .personalData: return try reportPersonalData(sender)
        case .help, .complaint, .suggestion, .aspiration, .information, .correction, .erasure:
            return try answer(.senderHelp, to: sender, ["words": helpRows(locale)], "help asked")
        }
    }

    /// The uniform answer: nobody learns from the desk whether a number or an address exists.
    private func answerStranger(_ sender: NamedAddress) throws -> Verdict {
        try require(.command, as: .stranger)
        let counts = try transaction.outboundCounts(
            address: sender.address, request: nil, since: now + -OutboundGate.window)
        guard counts.address == 0 else { return .ignored("a command of somebody unknown, answered today") }
        return try answer(.senderUnknown, to: sender, [:], "a command of somebody unknown")
    }

    func answerUnclear(_ sender: NamedAddress) throws -> Verdict {
        let words = helpRows(desk.locale(of: sender.address))
        return try answer(.senderNotUnderstood, to: sender, ["words": words], "which request is not clear")
    }

    /// The requests the sender takes part in, newest first.
    private func ownRequests(_ sender: NamedAddress) throws -> [RequestRecord] {
        var asVerifier = RequestFilter()
        asVerifier.verifier = sender.address
        asVerifier.limit = 50
        var asApplicant = RequestFilter()
        asApplicant.applicant = sender.address
        asApplicant.limit = 50
        var own = try transaction.requests(asVerifier) + transaction.requests(asApplicant)
        if sender.address == desk.settings.registrationAuthority {
            var waiting = RequestFilter()
            waiting.states = ["awaitingAuthority"]
            waiting.limit = 50
            own += try transaction.requests(waiting)
        }
        return own
    }

    /// The request meant: the one named, else the only one open.
    private func request(_ number: RequestNumber?, in own: [RequestRecord]) -> RequestRecord? {
        if let number { return own.first { $0.number == number } }
        let open = own.filter { !$0.state.hasPrefix("closed.") }
        return open.count == 1 ? open.first : nil
    }

    /// An open request ends at once; whatever else the desk holds is for the officer, within 72 hours.
    private func withdrawConsent(
        _ number: RequestNumber?, _ sender: NamedAddress, _ applied: [RequestRecord]
    ) throws -> Verdict {
        if let record = request(number, in: applied), !record.state.hasPrefix("closed.") {
            do { return try ending(record, .consentWithdrawn(at: now)) } catch is Rejection {
                return try openCase(.withdrawal, sender)
            }
        }
        let isUndecided = number == nil && applied.contains { !$0.state.hasPrefix("closed.") }
        let isOwn = number.map { number in applied.contains { $0.number == number } } ?? !applied.isEmpty
        guard !isUndecided, try isOwn || isHolder(sender.address) else { return try answerUnclear(sender) }
        return try openCase(.withdrawal, sender)
    }

    private func resend(_ record: RequestRecord, _ sender: NamedAddress) throws -> Verdict {
        let state = try record.readState()
        guard let step = state.steps.first(where: { addressee($0, state) == sender.address }) else {
            return try nothingPending(record, sender, "a link was asked for, but nothing is awaited")
        }
        let recent = try transaction.tokens(of: record.number).filter { token in
            token.step == step.rawValue && now - token.issuedAt < OutboundGate.window
                && (token.action == LinkIssuer.Action.answer.rawValue
                    || token.action == LinkIssuer.Action.decide.rawValue)
        }
        guard recent.count < 4 else { return .ignored("a link was asked for too often today") }
        return try renewLink(record, step, sender, reason: "a fresh link was asked for")
    }

    /// Whose mailbox the links of a step go to.
    func addressee(_ step: Step, _ state: RequestState) -> EmailAddress? {
        let submission = state.submission
        switch state.actor(of: step) {
        case .applicant:
            return EmailAddress(
                step == .newConfirmation
                    ? submission.newAddress ?? submission.applicant : submission.applicant)
        case .verifier: return EmailAddress(submission.verifier)
        case .registrationAuthority: return desk.settings.registrationAuthority
        case .officer, .administrator: return nil
        }
    }

    /// Verifier and applicant may withdraw a request; the Registration Authority rejects it with a reason.
    private func cancel(_ record: RequestRecord, _ sender: NamedAddress) throws -> Verdict {
        guard sender.address == record.verifier || sender.address == record.applicant else {
            return try nothingPending(record, sender, "only verifier and applicant may cancel")
        }
        let role: Role = record.verifier == sender.address ? .verifier : .applicant
        let locale = desk.settings.locale
        let actor = desk.words[role == .verifier ? "actor.verifier" : "actor.applicant", locale]
        let reason = desk.words["cancel.reason", locale, ["actor": actor]]
        return try end(record, .cancelled(by: role, reason: reason, at: now), sender)
    }

    func end(
        _ record: RequestRecord, _ event: RequestEvent, _ sender: NamedAddress
    ) throws -> Verdict {
        do { return try ending(record, event) } catch is Rejection {
            return try nothingPending(record, sender, "it is too late to withdraw the request")
        }
    }

    private func ending(_ record: RequestRecord, _ event: RequestEvent) throws -> Verdict {
        let drafts = try docket.apply(
            event, to: record, message: assessment.record.digest, occasion: .init(cause: assessment.message))
        return Verdict(.processed, event.name, request: record.number, drafts: drafts)
    }

    private func status(_ records: [RequestRecord], _ locale: Locale) throws -> [[String: NoticeValue]] {
        try records.prefix(20).map { record in
            let actor: Wording.Key =
                switch try record.readState().waitingFor {
                case .applicant: "actor.applicant"
                case .verifier: "actor.verifier"
                case .registrationAuthority: "actor.authority"
                case .officer, .administrator: "actor.desk"
                case nil: "actor.nobody"
                }
            return [
                "number": .text(record.number.description),
                "mechanism": .text(desk.words.mechanism(record.mechanism, locale)),
                "state": .text(desk.words.state(record.state, locale)),
                "since": .text(DateWording.moment(record.changedAt, in: desk.settings.zone, locale)),
                "waitingFor": .text(desk.words[actor, locale]),
            ]
        }
    }
}
