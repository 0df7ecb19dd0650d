/// Every mail the desk can write. The raw value is the template's file name: `audience.event`.
public enum NoticeName: String, Sendable, Hashable, Codable, CaseIterable {
    // To the applicant (pemohon).
    case applicantIdentityLink = "applicant.identity-link"
    case applicantIdentityFaults = "applicant.identity-faults"
    case applicantIdentityReceived = "applicant.identity-received"
    case applicantIdentityReturned = "applicant.identity-returned"
    case applicantIdentityReminder = "applicant.identity-reminder"
    case applicantVerificationApproved = "applicant.verification-approved"
    case applicantRequestRejected = "applicant.request-rejected"
    case applicantRequestExpired = "applicant.request-expired"
    case applicantRequestCancelled = "applicant.request-cancelled"
    case applicantLinkRenewed = "applicant.link-renewed"

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

    // To the administrator of the desk.
    case administratorQuarantined = "administrator.quarantined"
    case administratorProblem = "administrator.problem"
    case administratorBudgetHeld = "administrator.budget-held"

    /// Whether the mail belongs to one request: it has `number` and `mechanism`, and its subject starts
    /// with `[{{number}}] `.
    public var isAboutRequest: Bool { variables.contains { $0.name == "number" } }
}
