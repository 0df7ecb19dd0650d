import Domain

extension CertificateIssuance {
    /// The applicant's step, whether for the first time or after a return.
    struct Collecting {
        let submission: Submission
        let draft: FormData?
        /// Set after a return: what was sent before, and what is wrong with it.
        let asked: (identity: Identity, correction: Correction)?

        /// The same state with another draft.
        func state(draft: FormData?) -> RequestState {
            guard let asked else { return .awaitingIdentity(submission, draft: draft) }
            let identity = Identity(form: draft ?? asked.identity.form, receivedAt: asked.identity.receivedAt)
            return .awaitingCorrection(submission, identity, asked.correction)
        }
    }

    static func duringIdentity(
        _ collecting: Collecting, _ event: RequestEvent
    ) throws(Rejection) -> Transition {
        let submission = collecting.submission
        let unchanged = collecting.state(draft: collecting.draft)
        switch event {
        case .identityReceived(let form, let at):
            let complete = collecting.draft.map { $0.merged(with: form) } ?? form
            return Transition(
                to: .awaitingVerification(submission, Identity(form: complete, receivedAt: at)),
                restartsClock: true,
                [
                    .closeLinks(.identity), .tell(.verifier, .verificationAsked),
                    .tell(.applicant, .identityReceived),
                ])
        case .identityFaulty(let form, _):
            let draft = collecting.draft.map { $0.merged(with: form) } ?? form
            return Transition(to: collecting.state(draft: draft), [.tell(.applicant, .identityFaults)])
        case .linkRequested(.identity, _):
            return Transition(to: unchanged, [.tell(.applicant, .linkRenewed(.identity))])
        case .reminderDue(.identity, _):
            return Transition(to: unchanged, [.tell(.applicant, .reminder(.identity))])
        case .deadlinePassed(.identity, let at):
            return expiry(submission, .identity, at)
        case .cancelled(let by, let reason, let at):
            return cancellation(submission, by, reason, at)
        case .undeliverable(let role, let diagnostic, _):
            return try unreachable(unchanged, role, diagnostic)
        case .verificationApproved, .verificationReturned, .verificationRejected, .decisionUnclear,
            .linkRequested(.verification, _):
            throw .stepIsOver(.verification)
        case .linkRequested(.passphrase, _), .reminderDue, .deadlinePassed: throw .nothingToDo
        case .submitted: throw .alreadyOpen
        }
    }

    static func expiry(_ submission: Submission, _ step: Step, _ at: Timestamp) -> Transition {
        Transition(
            to: .closed(submission, .expired(step, at: at)),
            [
                .closeAllLinks, .tell(.applicant, .requestExpired(step)),
                .tell(.verifier, .requestExpired(step)),
            ])
    }

    static func cancellation(
        _ submission: Submission, _ by: Role, _ reason: String, _ at: Timestamp
    ) -> Transition {
        Transition(
            to: .closed(submission, .cancelled(by: by, reason: reason, at: at)),
            [
                .closeAllLinks, .tell(.applicant, .requestCancelled(reason: reason)),
                .tell(.verifier, .requestCancelled(reason: reason)),
            ])
    }

    /// Only the verifier can help when the applicant's mailbox refuses mail; a verifier who cannot be
    /// reached is the administrator's concern, which the outbox already raises.
    static func unreachable(
        _ state: RequestState, _ role: Role, _ diagnostic: String
    ) throws(Rejection) -> Transition {
        switch role {
        case .applicant:
            Transition(to: state, [.tell(.verifier, .applicantUnreachable(diagnostic: diagnostic))])
        case .verifier, .registrationAuthority, .officer, .administrator: throw .nothingToDo
        }
    }
}
