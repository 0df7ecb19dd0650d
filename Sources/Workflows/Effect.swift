public import Domain

/// Something to do because of an event. The reducer orders it; the pipeline carries it out in the same
/// transaction.
public enum Effect: Sendable, Hashable {
    /// Write to one person.
    case tell(Role, Announcement)
    /// Close every open link of this step.
    case closeLinks(Step)
    /// Close every open link of the request.
    case closeAllLinks
}

/// What people are told. Those that ask for an answer carry fresh one-time links.
public enum Announcement: Sendable, Hashable {
    /// To the verifier: your request has this number, the applicant was asked.
    case requestOpened
    /// To the applicant: please fill in your identity data.
    case identityAsked
    /// To the applicant: these points of your answer need mending.
    case identityFaults
    /// To the applicant: complete, now the verifier checks.
    case identityReceived
    /// To the verifier: please check and decide.
    case verificationAsked
    /// To the verifier: your answer was not understood.
    case decisionAskedAgain(line: String)
    /// To the verifier: your decision was recorded.
    case decisionRecorded(Decision)
    /// To the applicant: the verifier approved, a passphrase comes next.
    case verificationApproved
    /// To the applicant: please mend this.
    case identityReturned(reason: String)
    /// To the applicant: refused, with the reason.
    case requestRejected(reason: String)
    /// A fresh link for the present step.
    case linkRenewed(Step)
    /// A reminder for the present step, to whoever must move.
    case reminder(Step)
    /// Withdrawn, with the reason.
    case requestCancelled(reason: String)
    /// A step stayed unanswered.
    case requestExpired(Step)
    /// To the verifier: the applicant's mailbox refuses our mail.
    case applicantUnreachable(diagnostic: String)

    /// A decision as it is reported back.
    public enum Decision: Sendable, Hashable {
        /// Approved.
        case approved
        /// Returned for correction, with the reason.
        case returned(reason: String)
        /// Refused, with the reason.
        case rejected(reason: String)
    }

    /// The step whose links go with it, if it asks for an answer.
    public var asksFor: Step? {
        switch self {
        case .identityAsked, .identityFaults, .identityReturned: .identity
        case .verificationAsked, .decisionAskedAgain: .verification
        case .linkRenewed(let step), .reminder(let step): step
        case .requestOpened, .identityReceived, .decisionRecorded, .verificationApproved, .requestRejected,
            .requestCancelled, .requestExpired, .applicantUnreachable:
            nil
        }
    }
}
