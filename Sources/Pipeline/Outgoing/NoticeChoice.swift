import Domain
import Notices
import Workflows

/// Which notice says what a reducer announced, to whom.
enum NoticeChoice {
    /// The notice.
    static func notice(
        _ announcement: Announcement, _ role: Role, _ submission: Submission
    ) throws(UnansweredAnnouncement) -> NoticeName {
        let notice: NoticeName? =
            switch role {
            case .applicant: applicant(announcement)
            case .verifier: verifier(announcement, submission)
            case .registrationAuthority: authority(announcement)
            case .administrator: administrator(announcement)
            case .officer: nil
            }
        guard let notice else { throw UnansweredAnnouncement(role: role) }
        return notice
    }

    private static func applicant(_ announcement: Announcement) -> NoticeName? {
        switch announcement {
        case .identityAsked: .applicantIdentityLink
        case .identityFaults: .applicantIdentityFaults
        case .identityReceived: .applicantIdentityReceived
        case .identityReturned: .applicantIdentityReturned
        case .passphraseAsked, .passphraseAskedAgain: .applicantPassphraseLink
        case .passphraseUnreadable: .applicantPassphraseUnreadable
        case .passphraseReceived: .applicantPassphraseReceived
        case .confirmationAsked: .applicantUpdateConfirmation
        case .decisionAskedAgain: .applicantDecisionUnclear
        case .revocationReceived: .applicantRevocationReceived
        case .amendmentAsked, .amendmentFaults: .applicantAmendmentAsked
        case .requestOpened: nil
        case .requestRejected: .applicantRequestRejected
        case .requestCancelled: .applicantRequestCancelled
        case .requestExpired: .applicantRequestExpired
        case .consentWithdrawn: .applicantConsentWithdrawn
        case .certificateIssued: .applicantCertificateIssued
        case .certificateRenewed: .applicantCertificateRenewed
        case .certificateUpdated: .applicantCertificateUpdated
        case .certificateRevoked: .applicantCertificateRevoked
        case .linkRenewed(let step): applicantLink(step)
        case .reminder(let step): applicantReminder(step)
        case .verificationAsked, .decisionRecorded, .authorityAsked, .certificateUnfit, .authorityReleased,
            .authorityReturned, .serviceTimeUsed, .applicantUnreachable:
            nil
        }
    }

    private static func applicantLink(_ step: Step) -> NoticeName? {
        switch step {
        case .identity: .applicantLinkRenewed
        case .passphrase: .applicantPassphraseLink
        case .confirmation, .newConfirmation: .applicantUpdateConfirmation
        case .amendment: .applicantAmendmentAsked
        case .verification, .authority: nil
        }
    }

    private static func applicantReminder(_ step: Step) -> NoticeName? {
        switch step {
        case .identity: .applicantIdentityReminder
        case .passphrase: .applicantPassphraseReminder
        case .confirmation, .newConfirmation: .applicantUpdateReminder
        case .amendment: .applicantAmendmentAsked
        case .verification, .authority: nil
        }
    }

    private static func verifier(_ announcement: Announcement, _ submission: Submission) -> NoticeName? {
        switch announcement {
        case .requestOpened:
            switch submission.mechanism {
            case .issuance, .renewal: .verifierRequestOpened
            case .update, .revocation: .verifierRequestRegistered
            }
        case .verificationAsked: .verifierVerificationLink
        case .decisionAskedAgain: .verifierDecisionUnclear
        case .decisionRecorded: .verifierVerificationRecorded
        case .authorityReturned: .verifierAuthorityReturned
        case .amendmentAsked: .verifierAmendmentAsked
        case .amendmentFaults: .verifierAmendmentFaults
        case .requestRejected: .verifierRequestRejected
        case .requestCancelled: .verifierRequestCancelled
        case .requestExpired: .verifierRequestExpired
        case .consentWithdrawn: .verifierConsentWithdrawn
        case .certificateIssued: .verifierCertificateIssued
        case .certificateRenewed: .verifierCertificateRenewed
        case .certificateUpdated: .verifierCertificateUpdated
        case .certificateRevoked: .verifierCertificateRevoked
        case .serviceTimeUsed: .verifierServiceWarning
        case .applicantUnreachable: .verifierApplicantUnreachable
        case .linkRenewed(let step): step == .amendment ? .verifierAmendmentAsked : .verifierLinkRenewed
        case .reminder(let step):
            step == .amendment ? .verifierAmendmentReminder : .verifierVerificationReminder
        case .identityAsked, .identityFaults, .identityReceived, .identityReturned, .passphraseAsked,
            .passphraseAskedAgain, .passphraseUnreadable, .passphraseReceived, .confirmationAsked,
            .revocationReceived, .authorityAsked, .certificateUnfit, .authorityReleased:
            nil
        }
    }

    private static func authority(_ announcement: Announcement) -> NoticeName? {
        switch announcement {
        case .authorityAsked: .authorityRequestLink
        case .decisionAskedAgain: .authorityDecisionUnclear
        case .decisionRecorded: .authorityDecisionRecorded
        case .certificateUnfit: .authorityCertificateFaults
        case .authorityReleased: .authorityRequestClosed
        case .linkRenewed: .authorityLinkRenewed
        case .reminder: .authorityReminder
        case .serviceTimeUsed: .authorityServiceWarning
        case .requestOpened, .revocationReceived, .identityAsked, .identityFaults, .identityReceived,
            .verificationAsked, .passphraseAsked, .passphraseAskedAgain, .passphraseUnreadable,
            .passphraseReceived, .confirmationAsked, .authorityReturned, .identityReturned, .amendmentAsked,
            .amendmentFaults, .requestRejected, .certificateIssued, .certificateRenewed, .certificateUpdated,
            .certificateRevoked, .requestCancelled, .consentWithdrawn, .requestExpired,
            .applicantUnreachable:
            nil
        }
    }

    private static func administrator(_ announcement: Announcement) -> NoticeName? {
        if case .serviceTimeUsed = announcement { .administratorServiceOverdue } else { nil }
    }
}

/// A reducer announced something to somebody for whom there is no notice: a mistake in the program.
struct UnansweredAnnouncement: ClassifiedError {
    let role: Role
    var failureClass: FailureClass { .permanent }
    var description: String { "there is no notice for what was to be told to the \(role.rawValue)" }
}
