internal import Notices

/// What the desk does with a notice, in a few words for the timeline.
enum NoticeRemark {
    static func text(_ notice: NoticeName) -> String {
        switch notice {
        case .applicantIdentityLink: "invites the applicant to fill in the identity data"
        case .applicantIdentityFaults: "names every fault and asks again, with the good answers filled in"
        case .applicantIdentityReceived: "confirms: complete, now it is the verifier's turn"
        case .applicantIdentityReturned: "passes the verifier's reason on and asks for a correction"
        case .applicantIdentityReminder, .verifierVerificationReminder, .verifierIdentityPendingReminder:
            "reminds"
        case .applicantVerificationApproved: "tells the applicant that the data are approved"
        case .applicantRequestRejected: "tells the applicant the rejection, its reason and what to do next"
        case .applicantRequestExpired, .verifierRequestExpired: "says that time ran out"
        case .applicantRequestCancelled, .verifierRequestCancelled: "says that the request was cancelled"
        case .applicantLinkRenewed, .verifierLinkRenewed: "sends a fresh link in place of the dead one"
        case .verifierRequestOpened: "gives the request its number"
        case .verifierSubmissionFaults:
            "lists all faults in one mail, with a form that holds the good answers"
        case .verifierVerificationLink: "shows data and documents and asks for the decision"
        case .verifierVerificationRecorded: "confirms the decision"
        case .verifierDecisionUnclear: "asks back: the decision was not clear"
        case .verifierApplicantUnreachable: "says that the applicant cannot be reached"
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
        case .administratorQuarantined, .administratorProblem, .administratorBudgetHeld:
            "alarms the administrator"
        }
    }
}
