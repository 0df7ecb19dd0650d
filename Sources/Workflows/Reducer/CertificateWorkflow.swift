// SUMMARY  Requests as values: states, events, and the pure functions between them.
// TRUST    Believes that whoever calls has proven who speaks; decides only what that person may do now.

import Domain

/// The four mechanisms: one set of states, entered where the mechanism begins.
///
/// Issuance and renewal go through identity, verification, passphrase and the Registration Authority; an update
/// and a revocation go to the Registration Authority at once, an update of name, NIK or mailbox only after its
/// owner confirmed it. The documentation holds a diagram of each, drawn from this code.
public enum CertificateWorkflow {
    /// A request begins with a complete submission.
    public static func open(_ submission: Submission) -> Transition {
        switch submission.mechanism {
        case .issuance, .renewal:
            Transition(
                to: .awaitingIdentity(submission, draft: nil), restartsClock: true,
                [.tell(.applicant, .identityAsked), .tell(.verifier, .requestOpened)])
        case .update, .revocation: forward(submission, opening: true)
        }
    }

    /// The next state and its effects, or why the event changes nothing.
    ///
    /// Pure and total: every state meets every event.
    public static func reduce(_ state: RequestState, _ event: RequestEvent) throws(Rejection) -> Transition {
        switch state {
        case .awaitingIdentity(let submission, let draft):
            try duringIdentity(Collecting(submission: submission, draft: draft, asked: nil), event)
        case .awaitingCorrection(let submission, let identity, let correction):
            try duringIdentity(
                Collecting(submission: submission, draft: identity.form, asked: (identity, correction)), event
            )
        case .awaitingVerification(let submission, let identity):
            try duringVerification(submission, identity, event)
        case .awaitingPassphrase(let submission, let identity, let approval):
            try duringPassphrase(submission, identity, approval, event)
        case .awaitingConfirmation(let submission, let pending):
            try duringConfirmation(submission, pending, event)
        case .awaitingAuthority(let submission, let dossier):
            try duringAuthority(submission, dossier, event)
        case .awaitingAmendment(let submission, _):
            try duringAmendment(state, submission, event)
        case .awaitingExecution(let submission, let dossier, let ruling):
            try duringExecution(submission, dossier, ruling, event)
        case .closed(_, let outcome, _):
            try afterwards(outcome, event)
        }
    }

    /// Where an update or a revocation goes once its form is complete: to the owner, or to the Registration
    /// Authority.
    static func forward(_ submission: Submission, opening: Bool) -> Transition {
        var effects: [Effect] = []
        if let pending = submission.confirmation, submission.mechanism == .update {
            let asked = OwnerMailbox.allCases.filter(pending.contains)
            effects = asked.map { .tell(.applicant, .confirmationAsked($0)) }
            if opening { effects.append(.tell(.verifier, .requestOpened)) }
            return Transition(to: .awaitingConfirmation(submission, pending), restartsClock: true, effects)
        }
        let dossier: Dossier =
            submission.mechanism == .revocation ? .revocation : .change(confirmedAt: nil)
        effects = [.tell(.registrationAuthority, .authorityAsked)]
        if opening {
            effects.append(.tell(.verifier, .requestOpened))
            if submission.mechanism == .revocation { effects.append(.tell(.applicant, .revocationReceived)) }
        }
        return Transition(to: .awaitingAuthority(submission, dossier), restartsClock: true, effects)
    }
}
