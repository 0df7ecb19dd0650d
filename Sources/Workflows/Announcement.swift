public import Domain

/// What people are told. Those that ask for an answer carry fresh one-time links.
public enum Announcement: Sendable, Hashable {
    /// To whoever opened it: your request has this number, and this comes next.
    case requestOpened
    /// To the subscriber: somebody asked for the end of your certificate.
    case revocationReceived
    /// To the applicant: please fill in your identity data.
    case identityAsked
    /// To the applicant: these points of your answer need mending.
    case identityFaults
    /// To the applicant: complete, now the verifier checks.
    case identityReceived
    /// To the verifier: please check and decide.
    case verificationAsked
    /// Your answer was not understood.
    case decisionAskedAgain(Step, line: String)
    /// Your decision was recorded.
    case decisionRecorded(Judgement)
    /// To the applicant: the verifier approved; set a passphrase.
    case passphraseAsked
    /// To the applicant: your sealed passphrase could not be used.
    case passphraseUnreadable
    /// To the applicant: the passphrase came, now the Registration Authority decides.
    case passphraseReceived
    /// To the applicant: set a passphrase once more, the earlier one can no longer be used.
    case passphraseAskedAgain
    /// To the owner, at one mailbox: please confirm the new data.
    case confirmationAsked(OwnerMailbox)
    /// To the Registration Authority: please decide.
    case authorityAsked
    /// To the Registration Authority: the certificate you sent does not fit.
    case certificateUnfit
    /// To the Registration Authority: the question is settled otherwise.
    case authorityReleased
    /// To the verifier: the Registration Authority returned it; the applicant was asked.
    case authorityReturned(reason: String)
    /// To the applicant: please mend this.
    case identityReturned(by: Role, reason: String)
    /// To whoever opened it: please mend the form.
    case amendmentAsked(reason: String)
    /// To whoever opened it: these points of the mended form are wrong.
    case amendmentFaults
    /// Refused, with the reason.
    case requestRejected(by: Role, reason: String)
    /// The certificate is there.
    case certificateIssued(CertificateSummary)
    /// The service period is extended.
    case certificateRenewed(CertificateSummary)
    /// The certificate says the new data.
    case certificateUpdated(CertificateSummary)
    /// The certificate has ended.
    case certificateRevoked(Revocation)
    /// A fresh link for the present step.
    case linkRenewed(Step)
    /// A reminder for the present step, to whoever must move.
    case reminder(Step)
    /// So much of the promised time is used up; whose move it is: in this step, or the desk's own.
    case serviceTimeUsed(percent: Int, Step?)
    /// Withdrawn, with the reason.
    case requestCancelled(reason: String)
    /// Ended because the applicant withdrew the consent.
    case consentWithdrawn
    /// A step stayed unanswered.
    case requestExpired(Step)
    /// To the verifier: the applicant's mailbox refuses our mail.
    case applicantUnreachable(diagnostic: String)

    /// The step whose links go with it, if it asks for an answer.
    public var asksFor: Step? {
        switch self {
        case .identityAsked, .identityFaults, .identityReturned: .identity
        case .verificationAsked: .verification
        case .passphraseAsked, .passphraseUnreadable, .passphraseAskedAgain: .passphrase
        case .confirmationAsked(let mailbox): mailbox.step
        case .authorityAsked, .certificateUnfit: .authority
        case .amendmentAsked, .amendmentFaults: .amendment
        case .linkRenewed(let step), .reminder(let step), .decisionAskedAgain(let step, _): step
        // The Registration Authority decides on many requests a day: the links go with every mail to it.
        case .serviceTimeUsed(_, let step): step == .authority ? .authority : nil
        case .requestOpened, .revocationReceived, .identityReceived, .decisionRecorded, .passphraseReceived,
            .authorityReleased, .authorityReturned, .requestRejected, .certificateIssued, .certificateRenewed,
            .certificateUpdated, .certificateRevoked, .requestCancelled, .consentWithdrawn, .requestExpired,
            .applicantUnreachable:
            nil
        }
    }

    /// Whether it tells `role` how the request ended.
    public func isTerminal(for role: Role) -> Bool {
        switch self {
        case .requestRejected, .certificateIssued, .certificateRenewed, .certificateUpdated,
            .certificateRevoked, .requestCancelled, .consentWithdrawn, .requestExpired:
            true
        // The verifier who rejected needs no second mail about the end.
        case .decisionRecorded(.rejected): role == .verifier
        case .decisionRecorded, .requestOpened, .revocationReceived, .identityAsked, .identityFaults,
            .identityReceived, .verificationAsked, .decisionAskedAgain, .passphraseAsked,
            .passphraseUnreadable, .passphraseReceived, .passphraseAskedAgain, .confirmationAsked,
            .authorityAsked, .certificateUnfit, .authorityReleased, .authorityReturned, .identityReturned,
            .amendmentAsked, .amendmentFaults, .linkRenewed, .reminder, .serviceTimeUsed,
            .applicantUnreachable:
            false
        }
    }
}
