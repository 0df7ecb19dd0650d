/// Every mail the desk can write. The raw value is the template's file name: `audience.event`.
public enum NoticeName: String, Sendable, Hashable, Codable, CaseIterable {
    // To the applicant (pemohon).
    case applicantIdentityLink = "applicant.identity-link"
    case applicantIdentityFaults = "applicant.identity-faults"
    case applicantIdentityReceived = "applicant.identity-received"
    case applicantIdentityReturned = "applicant.identity-returned"
    case applicantIdentityReminder = "applicant.identity-reminder"
    case applicantRequestRejected = "applicant.request-rejected"
    case applicantRequestExpired = "applicant.request-expired"
    case applicantRequestCancelled = "applicant.request-cancelled"
    case applicantLinkRenewed = "applicant.link-renewed"
    case applicantPassphraseLink = "applicant.passphrase-link"
    case applicantPassphraseReceived = "applicant.passphrase-received"
    case applicantPassphraseUnreadable = "applicant.passphrase-unreadable"
    case applicantPassphraseReminder = "applicant.passphrase-reminder"
    case applicantCertificateIssued = "applicant.certificate-issued"
    case applicantCertificateRenewed = "applicant.certificate-renewed"
    case applicantCertificateUpdated = "applicant.certificate-updated"
    case applicantCertificateRevoked = "applicant.certificate-revoked"
    case applicantCertificateExpiring = "applicant.certificate-expiring"
    case applicantCertificateExpired = "applicant.certificate-expired"
    case applicantRevocationReceived = "applicant.revocation-received"
    case applicantUpdateConfirmation = "applicant.update-confirmation"
    case applicantUpdateReminder = "applicant.update-reminder"
    case applicantDecisionUnclear = "applicant.decision-unclear"
    case applicantAmendmentAsked = "applicant.amendment-asked"
    case applicantConsentWithdrawn = "applicant.consent-withdrawn"

    // To the verifier of the applicant's agency.
    case verifierRequestOpened = "verifier.request-opened"
    case verifierSubmissionFaults = "verifier.submission-faults"
    case verifierVerificationLink = "verifier.verification-link"
    case verifierIdentityPendingReminder = "verifier.identity-pending-reminder"
    case verifierVerificationReminder = "verifier.verification-reminder"
    case verifierVerificationRecorded = "verifier.verification-recorded"
    case verifierRequestExpired = "verifier.request-expired"
    case verifierRequestCancelled = "verifier.request-cancelled"
    case verifierDecisionUnclear = "verifier.decision-unclear"
    case verifierLinkRenewed = "verifier.link-renewed"
    case verifierApplicantUnreachable = "verifier.applicant-unreachable"
    case verifierRequestRegistered = "verifier.request-registered"
    case verifierAuthorityReturned = "verifier.authority-returned"
    case verifierAmendmentAsked = "verifier.amendment-asked"
    case verifierAmendmentFaults = "verifier.amendment-faults"
    case verifierAmendmentReminder = "verifier.amendment-reminder"
    case verifierRequestRejected = "verifier.request-rejected"
    case verifierCertificateIssued = "verifier.certificate-issued"
    case verifierCertificateRenewed = "verifier.certificate-renewed"
    case verifierCertificateUpdated = "verifier.certificate-updated"
    case verifierCertificateRevoked = "verifier.certificate-revoked"
    case verifierConsentWithdrawn = "verifier.consent-withdrawn"
    case verifierServiceWarning = "verifier.service-warning"
    case verifierExpiringDigest = "verifier.expiring-digest"
    case verifierBatchSummary = "verifier.batch-summary"

    // To the registration authority.
    case authorityRequestLink = "authority.request-link"
    case authorityReminder = "authority.reminder"
    case authorityServiceWarning = "authority.service-warning"
    case authorityDecisionUnclear = "authority.decision-unclear"
    case authorityLinkRenewed = "authority.link-renewed"
    case authorityDecisionRecorded = "authority.decision-recorded"
    case authorityCertificateFaults = "authority.certificate-faults"
    case authorityRequestClosed = "authority.request-closed"

    // To the officer who answers complaints, suggestions and questions.
    case officerCaseOpened = "officer.case-opened"
    case officerCaseContinued = "officer.case-continued"
    case officerCaseReminder = "officer.case-reminder"
    case officerCaseRecorded = "officer.case-recorded"
    case officerCaseUnclear = "officer.case-unclear"
    case officerPersonalData = "officer.personal-data"

    // To whoever wrote to the officer.
    case citizenCaseReceived = "citizen.case-received"
    case citizenCaseAnswered = "citizen.case-answered"
    case citizenPersonalData = "citizen.personal-data"

    // To whoever wrote, whatever their part.
    case senderUnknown = "sender.unknown"
    case senderLinkUsed = "sender.link-used"
    case senderLinkForeign = "sender.link-foreign"
    case senderLinkExpired = "sender.link-expired"
    case senderNothingPending = "sender.nothing-pending"
    case senderForm = "sender.form"
    case senderHelp = "sender.help"
    case senderStatus = "sender.status"
    case senderTooLarge = "sender.too-large"
    case senderNotUnderstood = "sender.not-understood"
    case senderMechanismUnclear = "sender.mechanism-unclear"
    case senderPassphraseRefused = "sender.passphrase-refused"
    case senderConfirmationAsked = "sender.confirmation-asked"
    case senderSignatureNeeded = "sender.signature-needed"
    case senderAttachmentRefused = "sender.attachment-refused"

    // To the administrator of the desk.
    case administratorQuarantined = "administrator.quarantined"
    case administratorProblem = "administrator.problem"
    case administratorBudgetHeld = "administrator.budget-held"
    case administratorServiceOverdue = "administrator.service-overdue"
    case administratorClockJumped = "administrator.clock-jumped"
    case administratorExecutionFailed = "administrator.execution-failed"
    case administratorTemplatesRefused = "administrator.templates-refused"
    case administratorAuditHead = "administrator.audit-head"
    case administratorPersonalDataOverdue = "administrator.personal-data-overdue"
    case administratorTrustSuspended = "administrator.trust-suspended"
    case administratorReport = "administrator.report"

    /// Whether the mail belongs to one request (`SE-…`): it has `number` and `mechanism`.
    public var isAboutRequest: Bool { hasNumber && variables.contains { $0.name == "mechanism" } }

    /// Whether the mail belongs to one case (`PA-…`): it has `number` and `kind`.
    public var isAboutCase: Bool { hasNumber && !isAboutRequest }

    /// Whether the mail belongs to one request or case, so that its subject starts with `[{{number}}] `.
    var hasNumber: Bool { variables.contains { $0.name == "number" } }
}
