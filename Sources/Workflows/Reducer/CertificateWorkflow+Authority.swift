import Domain

extension CertificateWorkflow {
    /// The Registration Authority's step.
    static func duringAuthority(
        _ submission: Submission, _ dossier: Dossier, _ event: RequestEvent
    ) throws(Rejection) -> Transition {
        let state = RequestState.awaitingAuthority(submission, dossier)
        switch event {
        case .authority(.approved(let ruling), _):
            return Transition(
                to: .awaitingExecution(submission, dossier, ruling), restartsClock: true,
                [.closeLinks(.authority), .tell(.registrationAuthority, .decisionRecorded(.approved))])
        case .authority(.returned(let reason), let at):
            return returned(
                submission, dossier, Correction(returnedBy: .registrationAuthority, reason: reason, at: at))
        case .authority(.rejected(let reason), let at):
            let end = ending(
                state, .rejected(by: .registrationAuthority, reason: reason, at: at),
                .requestRejected(by: .registrationAuthority, reason: reason))
            return Transition(
                to: end.state,
                end.effects + [.tell(.registrationAuthority, .decisionRecorded(.rejected(reason: reason)))])
        case .authority(.certificateUnfit, _):
            guard submission.mechanism != .revocation else { throw .nothingToDo }
            return Transition(to: state, [.tell(.registrationAuthority, .certificateUnfit)])
        case .submitted, .identity, .verification, .passphrase, .confirmation, .amendment, .execution,
            .unclear, .cancelled, .consentWithdrawn, .addressCorrected, .linkRequested, .reminderDue,
            .deadlinePassed,
            .serviceTimeUsed, .undeliverable:
            return try anywhere(state, event)
        }
    }

    /// A person's data go back to the person; what the verifier or subscriber wrote goes back to them. A sealed
    /// passphrase is forgotten: it is asked for again once everything else is right.
    private static func returned(
        _ submission: Submission, _ dossier: Dossier, _ correction: Correction
    ) -> Transition {
        let recorded = Effect.tell(
            .registrationAuthority, .decisionRecorded(.returned(reason: correction.reason)))
        switch dossier {
        case .person(let identity, _, _):
            return Transition(
                to: .awaitingCorrection(submission, identity, correction), restartsClock: true,
                [
                    .closeLinks(.authority),
                    .tell(
                        .applicant,
                        .identityReturned(by: .registrationAuthority, reason: correction.reason)),
                    .tell(.verifier, .authorityReturned(reason: correction.reason)), recorded,
                ])
        case .change, .revocation:
            return Transition(
                to: .awaitingAmendment(submission, correction), restartsClock: true,
                [
                    .closeLinks(.authority),
                    .tell(submission.openedBy, .amendmentAsked(reason: correction.reason)), recorded,
                ])
        }
    }

    /// The step of whoever opened an update or a revocation that was returned.
    static func duringAmendment(
        _ state: RequestState, _ submission: Submission, _ event: RequestEvent
    ) throws(Rejection) -> Transition {
        switch event {
        case .amendment(.complete(let amended), _):
            let next = forward(amended, opening: false)
            return Transition(to: next.state, restartsClock: true, [.closeLinks(.amendment)] + next.effects)
        case .amendment(.faulty, _):
            return Transition(to: state, [.tell(submission.openedBy, .amendmentFaults)])
        case .submitted, .identity, .verification, .passphrase, .confirmation, .authority, .execution,
            .unclear, .cancelled, .consentWithdrawn, .addressCorrected, .linkRequested, .reminderDue,
            .deadlinePassed,
            .serviceTimeUsed, .undeliverable:
            return try anywhere(state, event)
        }
    }

    /// The desk's own step: what was approved is carried out. It is too late to withdraw anything.
    static func duringExecution(
        _ submission: Submission, _ dossier: Dossier, _ ruling: Ruling, _ event: RequestEvent
    ) throws(Rejection) -> Transition {
        let state = RequestState.awaitingExecution(submission, dossier, ruling)
        switch event {
        case .execution(.made(let summary), _):
            return try made(state, summary, ruling)
        case .execution(.revoked(let revocation), _):
            guard submission.mechanism == .revocation, revocation.serial == submission.certificate else {
                throw .nothingToDo
            }
            return ending(state, .revoked(revocation), .certificateRevoked(revocation))
        case .execution(.passphraseLost, _):
            guard case .person(let identity, let approval, _) = dossier else { throw .nothingToDo }
            return Transition(
                to: .awaitingPassphrase(submission, identity, approval), restartsClock: true,
                [.tell(.applicant, .passphraseAskedAgain)])
        case .cancelled(by: .administrator, _, _):
            // What can never be carried out must have an end.
            return try anywhere(state, event)
        case .cancelled, .consentWithdrawn: throw .stepIsOver(.authority)
        case .submitted, .identity, .verification, .passphrase, .confirmation, .authority, .amendment,
            .unclear, .addressCorrected, .linkRequested, .reminderDue, .deadlinePassed, .serviceTimeUsed,
            .undeliverable:
            return try anywhere(state, event)
        }
    }

    private static func made(
        _ state: RequestState, _ summary: CertificateSummary, _ ruling: Ruling
    ) throws(Rejection) -> Transition {
        switch state.submission.mechanism {
        case .issuance: ending(state, .issued(summary), .certificateIssued(summary))
        case .renewal: ending(state, .renewed(summary), .certificateRenewed(summary))
        case .update: ending(state, .updated(summary), .certificateUpdated(summary))
        case .revocation: throw .nothingToDo
        }
    }
}
