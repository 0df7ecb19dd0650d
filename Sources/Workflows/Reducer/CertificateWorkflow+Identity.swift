import Domain

extension CertificateWorkflow {
    /// The applicant's step, whether for the first time or after a return.
    struct Collecting {
        let submission: Submission
        let draft: FormData?
        /// Set after a return: what was sent before, and what is wrong with it.
        let asked: (identity: Identity, correction: Correction)?

        /// Whether nobody has answered from the applicant's mailbox yet: what somebody wrote there must not be shown
        /// to another one.
        var isUnanswered: Bool { draft == nil && asked == nil }

        /// The same state with another draft.
        func state(draft: FormData?) -> RequestState {
            guard let asked else { return .awaitingIdentity(submission, draft: draft) }
            let identity = Identity(form: draft ?? asked.identity.form, receivedAt: asked.identity.receivedAt)
            return .awaitingCorrection(submission, identity, asked.correction)
        }

        /// What was answered before, with `newer` on top.
        func merged(_ newer: FormData) -> FormData { draft.map { $0.merged(with: newer) } ?? newer }
    }

    static func duringIdentity(
        _ collecting: Collecting, _ event: RequestEvent
    ) throws(Rejection) -> Transition {
        switch event {
        case .identity(.complete(let form), let at):
            let identity = Identity(form: collecting.merged(form), receivedAt: at)
            return Transition(
                to: .awaitingVerification(collecting.submission, identity), restartsClock: true,
                [
                    .closeLinks(.identity), .tell(.verifier, .verificationAsked),
                    .tell(.applicant, .identityReceived),
                ])
        case .identity(.faulty(let draft), _):
            return Transition(
                to: collecting.state(draft: collecting.merged(draft)), [.tell(.applicant, .identityFaults)])
        case .addressCorrected(let address, _) where collecting.isUnanswered:
            return Transition(
                to: .awaitingIdentity(collecting.submission.addressed(to: address), draft: nil),
                restartsClock: true,
                [
                    .closeLinks(.identity), .tell(.applicant, .identityAsked),
                    .tell(.verifier, .requestOpened),
                ])
        case .submitted, .verification, .passphrase, .confirmation, .authority, .amendment, .execution,
            .unclear, .cancelled, .consentWithdrawn, .addressCorrected, .linkRequested, .reminderDue,
            .deadlinePassed,
            .serviceTimeUsed, .undeliverable:
            return try anywhere(collecting.state(draft: collecting.draft), event)
        }
    }

    /// The verifier's step.
    static func duringVerification(
        _ submission: Submission, _ identity: Identity, _ event: RequestEvent
    ) throws(Rejection) -> Transition {
        let state = RequestState.awaitingVerification(submission, identity)
        switch event {
        case .verification(.approved, let at):
            return Transition(
                to: .awaitingPassphrase(submission, identity, Approval(by: .verifier, at: at)),
                restartsClock: true,
                [
                    .closeLinks(.verification), .tell(.verifier, .decisionRecorded(.approved)),
                    .tell(.applicant, .passphraseAsked),
                ])
        case .verification(.returned(let reason), let at):
            let correction = Correction(returnedBy: .verifier, reason: reason, at: at)
            return Transition(
                to: .awaitingCorrection(submission, identity, correction), restartsClock: true,
                [
                    .closeLinks(.verification),
                    .tell(.applicant, .identityReturned(by: .verifier, reason: reason)),
                    .tell(.verifier, .decisionRecorded(.returned(reason: reason))),
                ])
        case .verification(.rejected(let reason), let at):
            return Transition(
                to: .closed(submission, .rejected(by: .verifier, reason: reason, at: at), nil),
                [
                    .closeAllLinks, .tell(.applicant, .requestRejected(by: .verifier, reason: reason)),
                    .tell(.verifier, .decisionRecorded(.rejected(reason: reason))),
                ])
        case .submitted, .identity, .passphrase, .confirmation, .authority, .amendment, .execution,
            .unclear, .cancelled, .consentWithdrawn, .addressCorrected, .linkRequested, .reminderDue,
            .deadlinePassed,
            .serviceTimeUsed, .undeliverable:
            return try anywhere(state, event)
        }
    }
}
