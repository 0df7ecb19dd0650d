import Domain
import Trust
import Workflows

/// The sender has shown too little for what the mail wants. Thrown before anything is changed.
struct ProofShortage: Error {
    /// Whether a confirmation from the mailbox would do; else only a signature does.
    let isConfirmable: Bool
}

extension MessageRouting {
    /// Requires that the sender has shown enough to do `action` as `role`. Throws ``ProofShortage``.
    func require(_ action: ActionClass, as role: SenderRole, token: TokenEvidence = .none) throws {
        switch ProofPolicy.decide(
            role: role, action: action, verdict: assessment.verdict, token: token,
            ladder: desk.settings.ladder)
        {
        case .act: return
        case .confirmFirst: throw ProofShortage(isConfirmable: true)
        case .signFirst: throw ProofShortage(isConfirmable: false)
        // Who may do what was asked before: this is about proof alone.
        case .ignore: throw ProofShortage(isConfirmable: false)
        }
    }

    /// In which role an answer to `step` is given, and what it does.
    func part(in step: Step, _ state: RequestState) -> (role: SenderRole, action: ActionClass) {
        switch step {
        case .identity, .passphrase, .confirmation, .newConfirmation: (.applicant, .answerWithToken)
        case .verification: (.verifier, .decideWithToken)
        case .authority: (.registrationAuthority, .decideWithToken)
        case .amendment:
            (state.submission.openedBy == .applicant ? .applicant : .verifier, .answerWithToken)
        }
    }

    /// The role in which somebody writes who answers no link.
    func standing(of address: EmailAddress) throws -> SenderRole {
        if desk.verifiers[address] != nil { return .verifier }
        if address == desk.settings.registrationAuthority { return .registrationAuthority }
        if address == desk.settings.officer { return .officer }
        var own = RequestFilter()
        own.applicant = address
        own.limit = 1
        if try !transaction.requests(own).isEmpty { return .applicant }
        return try isHolder(address) ? .applicant : .stranger
    }
}
