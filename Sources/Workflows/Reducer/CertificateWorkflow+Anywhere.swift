import Domain

extension CertificateWorkflow {
    /// What an open request does with events that are not about its present step.
    static func anywhere(_ state: RequestState, _ event: RequestEvent) throws(Rejection) -> Transition {
        switch event {
        case .cancelled(let by, let reason, let at):
            guard mayWithdraw(by, state.submission) else { throw .notEntitled }
            return ending(
                state, .cancelled(by: by, reason: reason, at: at), .requestCancelled(reason: reason))
        case .consentWithdrawn(let at):
            guard state.submission.mechanism != .revocation else { throw .notEntitled }
            return ending(state, .withdrawn(at: at), .consentWithdrawn)
        case .undeliverable(let role, let diagnostic, _):
            // Only the verifier can help when the applicant's mailbox refuses mail; another person who cannot
            // be reached is the administrator's concern, which the outbox already raises.
            guard role == .applicant else { throw .nothingToDo }
            return Transition(to: state, [.tell(.verifier, .applicantUnreachable(diagnostic: diagnostic))])
        case .serviceTimeUsed(let percent, _): return try warning(state, percent)
        case .deadlinePassed(let step, let at):
            guard state.steps.contains(step) else { throw .nothingToDo }
            return ending(state, .expired(step, at: at), .requestExpired(step))
        case .addressCorrected:
            guard state.steps.contains(.identity) else { throw .stepIsOver(.identity) }
            throw .notEntitled
        case .linkRequested(let step, _):
            guard state.steps.contains(step) else { throw .stepIsOver(step) }
            return Transition(to: state, [.tell(state.actor(of: step), .linkRenewed(step))])
        case .reminderDue(let step, _):
            guard state.steps.contains(step) else { throw .nothingToDo }
            return Transition(to: state, [.tell(state.actor(of: step), .reminder(step))])
        case .unclear(let step, let line, _):
            guard state.steps.contains(step) else { throw .stepIsOver(step) }
            return Transition(
                to: state, [.tell(state.actor(of: step), .decisionAskedAgain(step, line: line))])
        case .submitted: throw .alreadyOpen
        case .identity: throw .stepIsOver(.identity)
        case .verification: throw .stepIsOver(.verification)
        case .passphrase: throw .stepIsOver(.passphrase)
        case .confirmation(let mailbox, _, _): throw .stepIsOver(mailbox.step)
        case .authority: throw .stepIsOver(.authority)
        case .amendment: throw .stepIsOver(.amendment)
        case .execution: throw .nothingToDo
        }
    }

    /// A revocation is withdrawn by whoever opened it, not by the mailbox that may be the one compromised.
    private static func mayWithdraw(_ role: Role, _ submission: Submission) -> Bool {
        switch role {
        case .administrator: true
        case .applicant, .verifier: submission.mechanism != .revocation || role == submission.openedBy
        case .registrationAuthority, .officer: false
        }
    }

    /// The request ends; applicant and verifier are told, and whoever else held it.
    static func ending(
        _ state: RequestState, _ outcome: Outcome, _ announcement: Announcement
    ) -> Transition {
        var effects: [Effect] = [
            .closeAllLinks, .tell(.applicant, announcement), .tell(.verifier, announcement),
        ]
        if case .awaitingAuthority = state, announcement.isOutsideAuthority {
            effects.append(.tell(.registrationAuthority, .authorityReleased))
        }
        var kept: Ruling?
        if case .awaitingExecution(_, _, let ruling) = state { kept = ruling }
        return Transition(to: .closed(state.submission, outcome, kept), effects)
    }

    /// Whoever must move is warned; nobody's fault but the desk's own goes to the administrator, and so does
    /// a promise that was not kept.
    private static func warning(_ state: RequestState, _ percent: Int) throws(Rejection) -> Transition {
        let announcement = Announcement.serviceTimeUsed(percent: percent, state.step)
        guard let actor = state.actor else {
            return Transition(to: state, [.tell(.administrator, announcement)])
        }
        switch actor {
        // The clock rests while we wait for the applicant.
        case .applicant: throw .nothingToDo
        case .verifier, .registrationAuthority, .officer, .administrator:
            var effects: [Effect] = [.tell(actor, announcement)]
            if percent >= 100 {
                // Without the step: its links are for whoever decides, and nobody else.
                effects.append(.tell(.administrator, .serviceTimeUsed(percent: percent, nil)))
            }
            return Transition(to: state, effects)
        }
    }

    /// A closed request answers people and ignores timers.
    static func afterwards(_ outcome: Outcome, _ event: RequestEvent) throws(Rejection) -> Transition {
        switch event {
        case .identity, .verification, .passphrase, .confirmation, .authority, .amendment, .unclear,
            .cancelled, .consentWithdrawn, .addressCorrected, .linkRequested:
            throw .closed(outcome)
        case .execution, .reminderDue, .deadlinePassed, .serviceTimeUsed, .undeliverable: throw .nothingToDo
        case .submitted: throw .alreadyOpen
        }
    }
}

extension Announcement {
    /// Whether the Registration Authority did not bring it about itself.
    fileprivate var isOutsideAuthority: Bool {
        switch self {
        case .requestCancelled, .consentWithdrawn, .requestExpired: true
        case .requestOpened, .revocationReceived, .identityAsked, .identityFaults, .identityReceived,
            .verificationAsked, .decisionAskedAgain, .decisionRecorded, .passphraseAsked,
            .passphraseUnreadable, .passphraseReceived, .passphraseAskedAgain, .confirmationAsked,
            .authorityAsked, .certificateUnfit, .authorityReleased, .authorityReturned, .identityReturned,
            .amendmentAsked, .amendmentFaults, .requestRejected, .certificateIssued, .certificateRenewed,
            .certificateUpdated, .certificateRevoked, .linkRenewed, .reminder, .serviceTimeUsed,
            .applicantUnreachable:
            false
        }
    }
}
