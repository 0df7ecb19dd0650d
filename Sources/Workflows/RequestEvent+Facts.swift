public import Domain

extension RequestEvent {
    /// Stable name in the audit log.
    public var name: String {
        switch self {
        case .submitted: "submitted"
        case .identity(.complete, _): "identity-received"
        case .identity(.faulty, _): "identity-faulty"
        case .verification(let judgement, _): "verification-\(judgement.name)"
        case .passphrase(.sealed, _): "passphrase-sealed"
        case .passphrase(.unreadable, _): "passphrase-unreadable"
        case .confirmation(let mailbox, .confirmed, _): "\(mailbox.rawValue)-owner-confirmed"
        case .confirmation(let mailbox, .denied, _): "\(mailbox.rawValue)-owner-denied"
        case .authority(.approved, _): "authority-approved"
        case .authority(.returned, _): "authority-returned"
        case .authority(.rejected, _): "authority-rejected"
        case .authority(.certificateUnfit, _): "certificate-unfit"
        case .amendment(.complete, _): "amended"
        case .amendment(.faulty, _): "amendment-faulty"
        case .execution(.made, _): "certificate-made"
        case .execution(.revoked, _): "certificate-revoked"
        case .execution(.passphraseLost, _): "passphrase-lost"
        case .unclear: "decision-unclear"
        case .cancelled: "cancelled"
        case .consentWithdrawn: "consent-withdrawn"
        case .addressCorrected: "address-corrected"
        case .linkRequested: "link-requested"
        case .reminderDue: "reminder-due"
        case .deadlinePassed: "deadline-passed"
        case .serviceTimeUsed(let percent, _): "service-time-\(percent)"
        case .undeliverable: "undeliverable"
        }
    }

    /// When it happened.
    public var at: Timestamp {
        switch self {
        case .submitted(let submission): submission.openedAt
        case .identity(_, let at), .verification(_, let at), .passphrase(_, let at),
            .confirmation(_, _, let at), .authority(_, let at), .amendment(_, let at),
            .execution(_, let at), .unclear(_, _, let at), .cancelled(_, _, let at),
            .consentWithdrawn(let at), .addressCorrected(_, let at), .linkRequested(_, let at),
            .reminderDue(_, let at),
            .deadlinePassed(_, let at), .serviceTimeUsed(_, let at), .undeliverable(_, _, let at):
            at
        }
    }

    /// Who caused it while the request stood in `state`, for the audit log: a role, or `desk`.
    public func actor(in state: RequestState) -> String {
        switch self {
        case .submitted(let submission): submission.openedBy.rawValue
        case .identity, .passphrase, .confirmation, .consentWithdrawn: Role.applicant.rawValue
        case .verification, .addressCorrected: Role.verifier.rawValue
        case .authority: Role.registrationAuthority.rawValue
        case .amendment: state.actor(of: .amendment).rawValue
        case .cancelled(let by, _, _): by.rawValue
        case .unclear(let step, _, _), .linkRequested(let step, _): state.actor(of: step).rawValue
        case .execution, .reminderDue, .deadlinePassed, .serviceTimeUsed, .undeliverable: "desk"
        }
    }
}

extension Judgement {
    /// Short machine name.
    var name: String {
        switch self {
        case .approved: "approved"
        case .returned: "returned"
        case .rejected: "rejected"
        }
    }
}
