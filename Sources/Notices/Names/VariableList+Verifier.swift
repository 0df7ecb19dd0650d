extension VariableList {
    /// To the verifier of the applicant's agency.
    enum Verifier {
        static let requestOpened =
            aboutApplicant + [.text("applicantAddress"), .text("deadline"), warnings]
        static let requestRegistered =
            aboutApplicant + [.flag("needsConfirmation"), .flag("isUrgent"), .text("dueAt"), warnings]
        static let submissionFaults: [NoticeVariable] = [
            NoticeVariable("mechanism", .text, isEssential: false), .text("agency"), faults,
            .preformatted("form"),
        ]
        static let verificationLink =
            aboutApplicant + decisionLinks
            + [
                .text("deadline"), .list("data", ["label", "value"]),
                .list("documents", ["label", "name", "size"]), warnings,
            ]
        static let identityPendingReminder =
            aboutApplicant + [.text("applicantAddress"), .text("deadline")]
        static let verificationReminder: [NoticeVariable] = aboutApplicant + [.text("deadline")]
        static let verificationRecorded = aboutApplicant + decision
        static let requestCancelled: [NoticeVariable] = aboutApplicant + [.multiline("reason")]
        static let requestRejected =
            aboutApplicant + [.multiline("reason"), .text("decidedBy"), .multiline("nextStep")]
        static let decisionUnclear = aboutApplicant + decisionLinks + [.multiline("line")]
        static let linkRenewed = aboutApplicant + decisionLinks + [.text("deadline")]
        static let applicantUnreachable =
            aboutApplicant + [
                .text("address"), .multiline("diagnostic"), .link("correct", isOptional: true),
            ]

        static let authorityReturned: [NoticeVariable] = aboutApplicant + [.multiline("reason")]
        static let amendmentAsked =
            aboutApplicant + answerForm + [.multiline("reason"), .text("returnedBy")]
        static let amendmentFaults = aboutApplicant + answerForm + [faults]
        static let amendmentReminder =
            aboutApplicant + [.text("deadline"), .link("answer", isOptional: true)]

        static let certificateIssued =
            aboutApplicant + [.text("serial"), .text("validUntil")] + remarks
        static let certificateRenewed: [NoticeVariable] = certificateIssued + [.text("previousUntil")]
        static let certificateUpdated = certificateIssued + [changes]
        static let certificateRevoked =
            aboutApplicant
            + [
                .text("serial"), .text("revokedAt"), .text("reason"), .multiline("note"),
                .flag("hasNote"),
            ]
        static let serviceWarning: [NoticeVariable] = aboutApplicant + serviceClock + [.flag("isOverdue")]

        static let expiringDigest: [NoticeVariable] = [
            .list("certificates", ["holder", "serial", "validUntil", "daysLeft"]),
            .link("renew", isOptional: true),
        ]
        /// One letter with several applicants became several requests.
        static let batchSummary: [NoticeVariable] = [
            .text("opened"), .text("failed"), .list("requests", ["row", "name", "number"]),
            .list("faults", ["row", "name", "field", "line", "problem"]), .multiline("annexProblem"),
            .flag("hasProblem"),
        ]
    }
}
