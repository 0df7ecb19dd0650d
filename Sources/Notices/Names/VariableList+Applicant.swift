extension VariableList {
    /// To the applicant, and to the subscriber after issuance.
    enum Applicant {
        static let identityLink =
            request + answerForm
            + [.text("verifierName"), .text("agency"), .list("documents", ["label", "help"])]
        static let identityFaults = request + answerForm + [faults]
        static let identityReceived: [NoticeVariable] = request + [.text("verifierName")]
        static let identityReturned = request + answerForm + [.multiline("reason"), .text("verifierName")]
        static let identityReminder =
            request
            + [
                .text("deadline"), .link("answer", isOptional: true),
                .preformatted("form", isOptional: true),
            ]
        static let requestRejected =
            request + [.multiline("reason"), .text("decidedBy"), .multiline("nextStep")]
        static let requestCancelled: [NoticeVariable] = request + [.multiline("reason")]

        /// The page is attached; `link.page` is there only if the desk also has it on the web.
        static let passphrasePage =
            request + [.text("deadline"), .webLink("page", isOptional: true), .text("attachment")]
        static let passphraseLink = passphrasePage + [.flag("isAgain"), .text("verifierName")]

        static let certificateIssued =
            request
            + [
                .text("serial"), .text("validFrom"), .text("validUntil"), .text("renewFrom"),
                .text("authorityName"), .flag("hasBundle"), .text("bundle"),
            ] + remarks
        static let certificateRenewed = certificateIssued + [.text("previousUntil")]
        static let certificateUpdated =
            request + [.text("serial"), .text("validUntil"), .text("authorityName"), changes] + remarks
        static let certificateRevoked =
            request
            + [
                .text("serial"), .text("revokedAt"), .text("reason"), .flag("isKeyCompromise"),
                .multiline("note"), .flag("hasNote"),
            ]
        static let certificateExpiring: [NoticeVariable] =
            [.text("serial"), .text("validUntil"), .text("daysLeft"), .flag("isToday")] + renewal
        static let certificateExpired: [NoticeVariable] =
            [.text("serial"), .text("validUntil"), .text("daysAgo")] + renewal
        private static let renewal: [NoticeVariable] = [
            .link("renew", isOptional: true), .text("verifierName"), .text("agency"),
        ]

        static let revocationReceived =
            request + [.text("serial"), .text("reason"), .text("requestedBy"), .flag("isUrgent")]
        static let updateReminder = request + consentLinks + [.text("deadline")]
        static let updateConfirmation =
            updateReminder + [.text("verifierName"), .text("agency"), changes, .flag("isNewAddress")]
        static let decisionUnclear = request + consentLinks + [.multiline("line")]
        static let amendmentAsked = request + answerForm + [.multiline("reason"), .text("returnedBy")]
        static let consentWithdrawn: [NoticeVariable] = request + [.multiline("nextStep")]
    }
}
