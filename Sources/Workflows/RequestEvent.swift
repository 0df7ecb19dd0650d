public import Domain

/// Something that happened: a past fact with its moment.
public enum RequestEvent: Sendable, Hashable, Codable {
    /// A verifier's complete form arrived.
    case submitted(Submission)
    /// The applicant's complete identity form arrived.
    case identityReceived(FormData, at: Timestamp)
    /// The applicant's identity form arrived with faults; `draft` holds what was right.
    case identityFaulty(draft: FormData, at: Timestamp)
    /// The verifier approved.
    case verificationApproved(at: Timestamp)
    /// The verifier asked for a correction.
    case verificationReturned(reason: String, at: Timestamp)
    /// The verifier refused.
    case verificationRejected(reason: String, at: Timestamp)
    /// The verifier's answer could not be understood as a decision.
    case decisionUnclear(line: String, at: Timestamp)
    /// Somebody withdrew the request.
    case cancelled(by: Role, reason: String, at: Timestamp)
    /// Somebody whose move it is asked for the link again, or used a dead one.
    case linkRequested(Step, at: Timestamp)
    /// Half of the step's time has passed.
    case reminderDue(Step, at: Timestamp)
    /// The step stayed unanswered.
    case deadlinePassed(Step, at: Timestamp)
    /// Our mail to this person was refused for good.
    case undeliverable(Role, diagnostic: String, at: Timestamp)

    /// Stable name in the audit log.
    public var name: String {
        switch self {
        case .submitted: "submitted"
        case .identityReceived: "identity-received"
        case .identityFaulty: "identity-faulty"
        case .verificationApproved: "verification-approved"
        case .verificationReturned: "verification-returned"
        case .verificationRejected: "verification-rejected"
        case .decisionUnclear: "decision-unclear"
        case .cancelled: "cancelled"
        case .linkRequested: "link-requested"
        case .reminderDue: "reminder-due"
        case .deadlinePassed: "deadline-passed"
        case .undeliverable: "undeliverable"
        }
    }

    /// When it happened.
    public var at: Timestamp {
        switch self {
        case .submitted(let submission): submission.openedAt
        case .identityReceived(_, let at), .identityFaulty(_, let at), .verificationApproved(let at),
            .verificationReturned(_, let at), .verificationRejected(_, let at), .decisionUnclear(_, let at),
            .cancelled(_, _, let at), .linkRequested(_, let at), .reminderDue(_, let at),
            .deadlinePassed(_, let at), .undeliverable(_, _, let at):
            at
        }
    }

    /// Who caused it, for the audit log: a role, or `desk`.
    public var actor: String {
        switch self {
        case .submitted, .verificationApproved, .verificationReturned, .verificationRejected,
            .decisionUnclear:
            Role.verifier.rawValue
        case .identityReceived, .identityFaulty: Role.applicant.rawValue
        case .cancelled(let by, _, _): by.rawValue
        case .linkRequested(let step, _): step.actor.rawValue
        case .reminderDue, .deadlinePassed, .undeliverable: "desk"
        }
    }
}
