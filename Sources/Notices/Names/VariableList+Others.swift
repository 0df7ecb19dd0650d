extension VariableList {
    /// To whoever wrote, whatever their part.
    enum Sender {
        static let linkUsed: [NoticeVariable] = request + [.text("usedAt"), .multiline("happened")]
        static let nothingPending: [NoticeVariable] = request + [.text("state")]
        static let form: [NoticeVariable] = [.text("mechanism"), .preformatted("form")]
        static let status: [NoticeVariable] = [
            .list("requests", ["number", "mechanism", "state", "since", "waitingFor"])
        ]
    }

    /// To the administrator of the desk.
    enum Administrator {
        static let quarantined: [NoticeVariable] = [.list("messages", ["digest", "from", "reason"])]
        static let budgetHeld: [NoticeVariable] = [.list("held", ["recipient", "count", "limit"])]
        static let serviceOverdue: [NoticeVariable] =
            aboutApplicant + serviceClock + [.text("waitingFor")]
        static let clockJumped: [NoticeVariable] = [.text("lastRun"), .text("now"), .text("gap")]
        static let trustSuspended: [NoticeVariable] = [
            .text("now"), .text("authservID"), .text("spellings"),
        ]
        static let executionFailed: [NoticeVariable] = aboutApplicant + [.multiline("problem")]
    }
}
