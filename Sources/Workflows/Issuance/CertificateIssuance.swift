import Domain

/// Penerbitan: from the verifier's recommendation to the certificate.
///
/// ```
///            submitted              identityReceived               approved
/// verifier ───────────► awaitingIdentity ─────► awaitingVerification ─────► awaitingPassphrase
///                          ▲  faulty │                │ returned
///                          └─────────┘                ▼
///                                             awaitingCorrection ── identityReceived ──► awaitingVerification
/// ```
/// From every open state: rejected (verification only), cancelled, expired.
public enum CertificateIssuance {
    /// A request begins with a complete submission.
    public static func open(_ submission: Submission) -> Transition {
        Transition(
            to: .awaitingIdentity(submission, draft: nil), restartsClock: true,
            [.tell(.applicant, .identityAsked), .tell(.verifier, .requestOpened)])
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
        case .awaitingPassphrase(let submission, _, _):
            try duringPassphrase(state, submission, event)
        case .closed(_, let outcome):
            try afterwards(outcome, event)
        }
    }
}
