import Domain
import Forms
import Notices
import Workflows

extension MessageRouting {
    /// A command word. People the desk does not know all get the same answer, whatever they ask.
    func decideCommand(_ command: CommandWord, _ sender: NamedAddress) throws -> Verdict {
        let locale = desk.locale(of: sender.address)
        let isVerifier = desk.verifiers[sender.address] != nil
        let own = try ownRequests(sender)
        guard isVerifier || !own.isEmpty else { return try answerStranger(sender) }
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
            return try answer(.senderStatus, to: sender, ["requests": status(asked, locale)], "status asked")
        case .resend(let number):
            guard let record = request(number, in: own) else { return try answerUnclear(sender) }
            return try resend(record, sender)
        case .cancel(let number):
            guard let record = request(number, in: own) else { return try answerUnclear(sender) }
            return try cancel(record, sender)
        case .help, .complaint, .suggestion, .aspiration, .information:
            return try answer(.senderHelp, to: sender, ["words": helpRows(locale)], "help asked")
        }
    }

    /// The uniform answer: nobody learns from the desk whether a number or an address exists.
    private func answerStranger(_ sender: NamedAddress) throws -> Verdict {
        let counts = try transaction.outboundCounts(
            address: sender.address, request: nil, since: now + -OutboundGate.window)
        guard counts.address == 0 else { return .ignored("a command of somebody unknown, answered today") }
        return try answer(.senderUnknown, to: sender, [:], "a command of somebody unknown")
    }

    private func answerUnclear(_ sender: NamedAddress) throws -> Verdict {
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
        return try transaction.requests(asVerifier) + transaction.requests(asApplicant)
    }

    /// The request meant: the one named, else the only one open.
    private func request(_ number: RequestNumber?, in own: [RequestRecord]) -> RequestRecord? {
        if let number { return own.first { $0.number == number } }
        let open = own.filter { !$0.state.hasPrefix("closed.") }
        return open.count == 1 ? open.first : nil
    }

    private func resend(_ record: RequestRecord, _ sender: NamedAddress) throws -> Verdict {
        let state = try StoredState.state(version: record.payloadVersion, payload: record.payload)
        guard let step = state.step,
            (step.actor == .verifier ? record.verifier : record.applicant) == sender.address
        else { return try nothingPending(record, sender, "a link was asked for, but nothing is awaited") }
        let recent = try transaction.tokens(of: record.number).filter { token in
            token.step == step.rawValue && now - token.issuedAt < OutboundGate.window
                && (token.action == LinkIssuer.Action.answer.rawValue
                    || token.action == LinkIssuer.Action.decide.rawValue)
        }
        guard recent.count < 4 else { return .ignored("a link was asked for too often today") }
        return try renewLink(record, step, sender, reason: "a fresh link was asked for")
    }

    private func cancel(_ record: RequestRecord, _ sender: NamedAddress) throws -> Verdict {
        let role: Role = record.verifier == sender.address ? .verifier : .applicant
        let locale = desk.settings.locale
        let actor = desk.words[role == .verifier ? "actor.verifier" : "actor.applicant", locale]
        do {
            let drafts = try docket.apply(
                .cancelled(by: role, reason: desk.words["cancel.reason", locale, ["actor": actor]], at: now),
                to: record, message: assessment.record.digest, occasion: .init(cause: assessment.message))
            return Verdict(.processed, "cancelled", request: record.number, drafts: drafts)
        } catch is Rejection {
            return try nothingPending(record, sender, "the request is over already")
        }
    }

    private func status(_ records: [RequestRecord], _ locale: Locale) -> NoticeValue {
        .rows(
            records.prefix(20).map { record in
                let actor: Wording.Key =
                    switch record.state {
                    case "awaitingIdentity", "awaitingCorrection": "actor.applicant"
                    case "awaitingVerification": "actor.verifier"
                    case "awaitingPassphrase": "actor.desk"
                    default: "actor.nobody"
                    }
                return [
                    "number": .text(record.number.description),
                    "mechanism": .text(desk.words.mechanism(record.mechanism, locale)),
                    "state": .text(desk.words.state(record.state, locale)),
                    "since": .text(DateWording.moment(record.changedAt, in: desk.settings.zone, locale)),
                    "waitingFor": .text(desk.words[actor, locale]),
                ]
            })
    }
}
