internal import Notices

/// What the desk does with a notice, in a few words for the timeline.
enum NoticeRemark {
    static func text(_ notice: NoticeName) -> String {
        switch notice {
        case .applicantIdentityLink: "invites the applicant to fill in the identity data"
        case .applicantIdentityFaults: "names every fault and asks again, with the good answers filled in"
        case .applicantIdentityReceived: "confirms: complete, now it is the verifier's turn"
        case .applicantIdentityReturned: "passes the verifier's reason on and asks for a correction"
        case .applicantIdentityReminder, .verifierVerificationReminder, .verifierIdentityPendingReminder,
            .applicantPassphraseReminder, .applicantUpdateReminder, .verifierAmendmentReminder,
            .authorityReminder, .officerCaseReminder:
            "reminds"
        case .applicantPassphraseLink: "sends the page on which the applicant sets a passphrase"
        case .applicantPassphraseReceived: "confirms: the sealed passphrase is here, now it is the RA's turn"
        case .applicantPassphraseUnreadable: "says that the sealed answer was damaged, and sends a fresh page"
        case .applicantRequestRejected: "tells the applicant the rejection, its reason and what to do next"
        case .verifierRequestRejected: "tells the verifier the rejection, its reason and what to do next"
        case .applicantRequestExpired, .verifierRequestExpired: "says that time ran out"
        case .applicantConsentWithdrawn, .verifierConsentWithdrawn:
            "says that the request ended with the consent"
        case .applicantRequestCancelled, .verifierRequestCancelled: "says that the request was cancelled"
        case .applicantCertificateIssued, .verifierCertificateIssued: "tells that the certificate is issued"
        case .applicantCertificateRenewed, .verifierCertificateRenewed:
            "tells that the service period is extended"
        case .applicantCertificateUpdated, .verifierCertificateUpdated:
            "tells that the certificate's data are updated"
        case .applicantCertificateRevoked, .verifierCertificateRevoked:
            "tells that the certificate is revoked"
        case .applicantCertificateExpiring: "tells in time that the certificate ends, with a calendar entry"
        case .applicantCertificateExpired: "tells that the certificate has ended"
        case .applicantRevocationReceived: "confirms that a revocation was asked for; nothing is revoked yet"
        case .applicantUpdateConfirmation: "asks the owner whether the changed data are right"
        case .applicantDecisionUnclear: "asks the owner back: the answer was not clear"
        case .applicantAmendmentAsked, .verifierAmendmentAsked:
            "passes the RA's reason on and asks for a corrected form"
        case .applicantLinkRenewed, .verifierLinkRenewed, .authorityLinkRenewed:
            "sends a fresh link in place of the dead one"
        case .verifierRequestOpened: "gives the request its number"
        case .verifierRequestRegistered: "confirms the request and says who moves next"
        case .verifierBatchSummary: "sums up what became of a letter with several applicants"
        case .verifierSubmissionFaults, .verifierAmendmentFaults:
            "lists all faults in one mail, with a form that holds the good answers"
        case .verifierVerificationLink: "shows data and documents and asks for the decision"
        case .verifierVerificationRecorded, .authorityDecisionRecorded: "confirms the decision"
        case .verifierAuthorityReturned: "tells that the RA returned the request; the applicant corrects it"
        case .verifierExpiringDigest: "lists the agency's certificates that end soon"
        case .authorityRequestLink: "shows data, checks and evidence and asks the RA for the decision"
        case .authorityCertificateFaults: "says why the certificate in the approval does not fit"
        case .authorityRequestClosed: "says that the request ended and no decision is needed"
        case .verifierServiceWarning, .authorityServiceWarning: "warns that the promised time runs out"
        case .verifierDecisionUnclear, .authorityDecisionUnclear: "asks back: the decision was not clear"
        case .verifierApplicantUnreachable: "says that the applicant cannot be reached"
        case .officerCaseOpened: "gives the case to the officer"
        case .officerCaseContinued: "passes on that the citizen wrote again"
        case .officerCaseRecorded: "confirms that the answer went to the citizen"
        case .officerCaseUnclear: "says that the answer was empty; nothing went out"
        case .citizenCaseReceived: "confirms the case and says by when there is an answer"
        case .citizenCaseAnswered: "brings the officer's answer"
        case .officerPersonalData:
            "gives the officer a request about personal data, and what stands in its way"
        case .citizenPersonalData: "tells people what the desk holds about them"
        case .senderAttachmentRefused: "says that something harmful was found, and that nobody got it"
        case .senderUnknown: "says politely whom this desk serves, and nothing else"
        case .senderLinkUsed: "says that the link was used before; nothing changes"
        case .senderLinkForeign: "says that the link belongs to somebody else; nothing changes"
        case .senderLinkExpired: "says that the link is dead"
        case .senderNothingPending: "says where the request stands and that nothing is awaited"
        case .senderForm: "sends the blank form"
        case .senderHelp: "lists the words it understands"
        case .senderStatus: "says where the requests stand"
        case .senderTooLarge: "says that the mail is too large"
        case .senderNotUnderstood: "says that it did not understand"
        case .senderMechanismUnclear: "asks which service is meant"
        case .senderPassphraseRefused: "warns: never send a passphrase"
        case .senderConfirmationAsked: "asks whether the mail is theirs; nothing changes"
        case .senderSignatureNeeded: "says that such a mail has to be signed"
        case .administratorQuarantined, .administratorProblem, .administratorBudgetHeld,
            .administratorServiceOverdue, .administratorClockJumped, .administratorExecutionFailed,
            .administratorTemplatesRefused, .administratorPersonalDataOverdue, .administratorTrustSuspended:
            "alarms the administrator"
        case .administratorAuditHead: "gives the end of the audit log into somebody else's keeping"
        case .administratorReport: "reports on a week or a month"
        }
    }
}
