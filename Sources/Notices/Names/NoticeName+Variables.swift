extension NoticeName {
    /// What every notice and the footer may use; a caller passes all of them. `channels` are the ways to
    /// complain besides the desk's own address and its officer.
    public static let commonVariables: [NoticeVariable] = VariableList.common

    /// Everything this notice's templates may use.
    ///
    /// Mechanism nouns, states, sizes and moments come already worded in the notice's language.
    public var variables: [NoticeVariable] { Self.commonVariables + ownVariables }

    private typealias Applicant = VariableList.Applicant
    private typealias Verifier = VariableList.Verifier
    private typealias Authority = VariableList.Authority
    private typealias Case = VariableList.Case
    private typealias Sender = VariableList.Sender
    private typealias Administrator = VariableList.Administrator

    private var ownVariables: [NoticeVariable] {
        switch self {
        case .applicantIdentityLink: Applicant.identityLink
        case .applicantIdentityFaults: Applicant.identityFaults
        case .applicantIdentityReceived: Applicant.identityReceived
        case .applicantIdentityReturned: Applicant.identityReturned
        case .applicantIdentityReminder: Applicant.identityReminder
        case .applicantRequestRejected: Applicant.requestRejected
        case .applicantRequestExpired, .applicantPassphraseReceived: VariableList.request
        case .applicantRequestCancelled: Applicant.requestCancelled
        case .applicantLinkRenewed: VariableList.request + VariableList.answerForm
        case .applicantPassphraseLink: Applicant.passphraseLink
        case .applicantPassphraseUnreadable, .applicantPassphraseReminder: Applicant.passphrasePage
        case .applicantCertificateIssued: Applicant.certificateIssued
        case .applicantCertificateRenewed: Applicant.certificateRenewed
        case .applicantCertificateUpdated: Applicant.certificateUpdated
        case .applicantCertificateRevoked: Applicant.certificateRevoked
        case .applicantCertificateExpiring: Applicant.certificateExpiring
        case .applicantCertificateExpired: Applicant.certificateExpired
        case .applicantRevocationReceived: Applicant.revocationReceived
        case .applicantUpdateConfirmation: Applicant.updateConfirmation
        case .applicantUpdateReminder: Applicant.updateReminder
        case .applicantDecisionUnclear: Applicant.decisionUnclear
        case .applicantAmendmentAsked: Applicant.amendmentAsked
        case .applicantConsentWithdrawn: Applicant.consentWithdrawn

        case .verifierRequestOpened: Verifier.requestOpened
        case .verifierRequestRegistered: Verifier.requestRegistered
        case .verifierSubmissionFaults: Verifier.submissionFaults
        case .verifierVerificationLink: Verifier.verificationLink
        case .verifierIdentityPendingReminder: Verifier.identityPendingReminder
        case .verifierVerificationReminder: Verifier.verificationReminder
        case .verifierVerificationRecorded: Verifier.verificationRecorded
        case .verifierRequestExpired, .verifierConsentWithdrawn: VariableList.aboutApplicant
        case .verifierRequestCancelled: Verifier.requestCancelled
        case .verifierRequestRejected: Verifier.requestRejected
        case .verifierDecisionUnclear: Verifier.decisionUnclear
        case .verifierLinkRenewed: Verifier.linkRenewed
        case .verifierApplicantUnreachable: Verifier.applicantUnreachable
        case .verifierAuthorityReturned: Verifier.authorityReturned
        case .verifierAmendmentAsked: Verifier.amendmentAsked
        case .verifierAmendmentFaults: Verifier.amendmentFaults
        case .verifierAmendmentReminder: Verifier.amendmentReminder
        case .verifierCertificateIssued: Verifier.certificateIssued
        case .verifierCertificateRenewed: Verifier.certificateRenewed
        case .verifierCertificateUpdated: Verifier.certificateUpdated
        case .verifierCertificateRevoked: Verifier.certificateRevoked
        case .verifierServiceWarning: Verifier.serviceWarning
        case .verifierExpiringDigest: Verifier.expiringDigest
        case .verifierBatchSummary: Verifier.batchSummary

        case .authorityRequestLink: Authority.requestLink
        case .authorityReminder, .authorityLinkRenewed: Authority.linkRenewed
        case .authorityServiceWarning: Authority.serviceWarning
        case .authorityDecisionUnclear: Authority.decisionUnclear
        case .authorityDecisionRecorded: Authority.decisionRecorded
        case .authorityCertificateFaults: Authority.certificateFaults
        case .authorityRequestClosed: Authority.requestClosed

        case .officerCaseOpened, .officerCaseContinued: Case.opened
        case .officerCaseReminder: Case.reminder
        case .officerCaseRecorded: Case.recorded
        case .officerCaseUnclear: Case.unclear
        case .citizenCaseReceived: Case.received
        case .citizenCaseAnswered: Case.answered
        case .officerPersonalData: Case.personalDataAsked
        case .citizenPersonalData: Case.personalData

        case .senderUnknown, .senderLinkForeign, .senderMechanismUnclear, .senderPassphraseRefused,
            .senderSignatureNeeded, .senderAttachmentRefused:
            []
        case .senderConfirmationAsked: Sender.confirmationAsked
        case .senderLinkUsed: Sender.linkUsed
        case .senderLinkExpired: VariableList.request
        case .senderNothingPending: Sender.nothingPending
        case .senderForm: Sender.form
        case .senderHelp, .senderNotUnderstood: VariableList.words
        case .senderStatus: Sender.status
        case .senderTooLarge: [.text("limit")]

        case .administratorQuarantined: Administrator.quarantined
        case .administratorProblem: [.multiline("problem")]
        case .administratorBudgetHeld: Administrator.budgetHeld
        case .administratorServiceOverdue: Administrator.serviceOverdue
        case .administratorClockJumped: Administrator.clockJumped
        case .administratorExecutionFailed: Administrator.executionFailed
        case .administratorTemplatesRefused: Administrator.templatesRefused
        case .administratorAuditHead: Administrator.auditHead
        case .administratorPersonalDataOverdue: Case.recorded + [.text("dueAt"), .text("receivedAt")]
        case .administratorTrustSuspended: Administrator.trustSuspended
        case .administratorReport: Administrator.report
        }
    }
}
