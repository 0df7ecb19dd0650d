extension VariableList {
    /// To the registration authority.
    enum Authority {
        /// The case file: everything the decision rests on. `reason` is empty unless a certificate is to be
        /// revoked, `serial` unless there is one already.
        static let requestLink = linkRenewed + evidence + kinds
        private static let evidence: [NoticeVariable] = [
            .text("verifierName"), .text("agency"), .text("dueAt"), .text("serial"), .text("reason"),
            .list("data", ["label", "value"]), .list("documents", ["label", "name", "size"]),
            .list("checks", ["check"]), changes, warnings,
        ]
        private static let kinds: [NoticeVariable] = [
            .flag("isIssuance"), .flag("isRenewal"), .flag("isUpdate"), .flag("isRevocation"),
            .flag("isUrgent"), .flag("needsCertificate"), .flag("hasSealed"),
        ]

        static let linkRenewed = aboutApplicant + decisionLinks + [.text("deadline")]
        static let serviceWarning =
            aboutApplicant + decisionLinks + serviceClock + [.flag("isOverdue")]
        static let decisionUnclear = aboutApplicant + decisionLinks + [.multiline("line")]
        static let decisionRecorded =
            aboutApplicant + decision + [.text("chargedFee"), .flag("hasFee")]
        static let certificateFaults =
            aboutApplicant + [.list("faults", ["problem"]), .text("deadline")]
        static let requestClosed: [NoticeVariable] = aboutApplicant + [.text("state")]
    }
}
