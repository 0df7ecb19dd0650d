import Domain

extension CertificateIssuance {
    /// The verifier's step.
    static func duringVerification(
        _ submission: Submission, _ identity: Identity, _ event: RequestEvent
    ) throws(Rejection) -> Transition {
        let unchanged = RequestState.awaitingVerification(submission, identity)
        switch event {
        case .verificationApproved(let at):
            return Transition(
                to: .awaitingPassphrase(submission, identity, Approval(by: .verifier, at: at)),
                restartsClock: true,
                [
                    .closeLinks(.verification), .tell(.verifier, .decisionRecorded(.approved)),
                    .tell(.applicant, .verificationApproved),
                ])
        case .verificationReturned(let reason, let at):
            let correction = Correction(returnedBy: .verifier, reason: reason, at: at)
            return Transition(
                to: .awaitingCorrection(submission, identity, correction), restartsClock: true,
                [
                    .closeLinks(.verification), .tell(.applicant, .identityReturned(reason: reason)),
                    .tell(.verifier, .decisionRecorded(.returned(reason: reason))),
                ])
        case .verificationRejected(let reason, let at):
            return Transition(
                to: .closed(submission, .rejected(by: .verifier, reason: reason, at: at)),
                [
                    .closeAllLinks, .tell(.applicant, .requestRejected(reason: reason)),
                    .tell(.verifier, .decisionRecorded(.rejected(reason: reason))),
                ])
        case .decisionUnclear(let line, _):
            return Transition(to: unchanged, [.tell(.verifier, .decisionAskedAgain(line: line))])
        case .linkRequested(.verification, _):
            return Transition(to: unchanged, [.tell(.verifier, .linkRenewed(.verification))])
        case .reminderDue(.verification, _):
            return Transition(to: unchanged, [.tell(.verifier, .reminder(.verification))])
        case .deadlinePassed(.verification, let at):
            return expiry(submission, .verification, at)
        case .cancelled(let by, let reason, let at):
            return cancellation(submission, by, reason, at)
        case .undeliverable(let role, let diagnostic, _):
            return try unreachable(unchanged, role, diagnostic)
        case .identityReceived, .identityFaulty, .linkRequested(.identity, _): throw .stepIsOver(.identity)
        case .linkRequested(.passphrase, _), .reminderDue, .deadlinePassed: throw .nothingToDo
        case .submitted: throw .alreadyOpen
        }
    }

    /// The applicant's second step. Its own events arrive with the sealed passphrase.
    static func duringPassphrase(
        _ state: RequestState, _ submission: Submission, _ event: RequestEvent
    ) throws(Rejection) -> Transition {
        switch event {
        case .cancelled(let by, let reason, let at): return cancellation(submission, by, reason, at)
        case .undeliverable(let role, let diagnostic, _): return try unreachable(state, role, diagnostic)
        case .identityReceived, .identityFaulty, .linkRequested(.identity, _): throw .stepIsOver(.identity)
        case .verificationApproved, .verificationReturned, .verificationRejected, .decisionUnclear,
            .linkRequested(.verification, _):
            throw .stepIsOver(.verification)
        // No passphrase link is out yet, so nothing of this step can run out on anybody.
        case .linkRequested(.passphrase, _), .reminderDue, .deadlinePassed: throw .nothingToDo
        case .submitted: throw .alreadyOpen
        }
    }

    /// A closed request answers people and ignores timers.
    static func afterwards(_ outcome: Outcome, _ event: RequestEvent) throws(Rejection) -> Transition {
        switch event {
        case .identityReceived, .identityFaulty, .verificationApproved, .verificationReturned,
            .verificationRejected, .decisionUnclear, .cancelled, .linkRequested:
            throw .closed(outcome)
        case .reminderDue, .deadlinePassed, .undeliverable: throw .nothingToDo
        case .submitted: throw .alreadyOpen
        }
    }
}
