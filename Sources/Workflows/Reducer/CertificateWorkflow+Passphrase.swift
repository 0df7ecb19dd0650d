import Domain

extension CertificateWorkflow {
    /// The applicant's second step: a passphrase that only they know.
    static func duringPassphrase(
        _ submission: Submission, _ identity: Identity, _ approval: Approval, _ event: RequestEvent
    ) throws(Rejection) -> Transition {
        let state = RequestState.awaitingPassphrase(submission, identity, approval)
        switch event {
        case .passphrase(.sealed(let sealed), _):
            return Transition(
                to: .awaitingAuthority(submission, .person(identity, approval, sealed)), restartsClock: true,
                [
                    .closeLinks(.passphrase), .tell(.registrationAuthority, .authorityAsked),
                    .tell(.applicant, .passphraseReceived),
                ])
        case .passphrase(.unreadable, _):
            return Transition(to: state, [.tell(.applicant, .passphraseUnreadable)])
        case .submitted, .identity, .verification, .confirmation, .authority, .amendment, .execution,
            .unclear, .cancelled, .consentWithdrawn, .addressCorrected, .linkRequested, .reminderDue,
            .deadlinePassed,
            .serviceTimeUsed, .undeliverable:
            return try anywhere(state, event)
        }
    }

    /// The owner's step in an update of name, NIK or mailbox.
    static func duringConfirmation(
        _ submission: Submission, _ pending: PendingConfirmation, _ event: RequestEvent
    ) throws(Rejection) -> Transition {
        let state = RequestState.awaitingConfirmation(submission, pending)
        switch event {
        case .confirmation(let mailbox, let answer, let at):
            guard pending.contains(mailbox) else { throw .stepIsOver(mailbox.step) }
            if case .denied(let reason) = answer {
                return ending(
                    state, .rejected(by: .applicant, reason: reason, at: at),
                    .requestRejected(by: .applicant, reason: reason))
            }
            if let left = pending.removing(mailbox) {
                return Transition(
                    to: .awaitingConfirmation(submission, left), [.closeLinks(mailbox.step)])
            }
            return Transition(
                to: .awaitingAuthority(submission, .change(confirmedAt: at)), restartsClock: true,
                [.closeLinks(mailbox.step), .tell(.registrationAuthority, .authorityAsked)])
        case .submitted, .identity, .verification, .passphrase, .authority, .amendment, .execution,
            .unclear, .cancelled, .consentWithdrawn, .addressCorrected, .linkRequested, .reminderDue,
            .deadlinePassed,
            .serviceTimeUsed, .undeliverable:
            return try anywhere(state, event)
        }
    }
}
