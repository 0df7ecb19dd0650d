extension VariableList {
    /// To whoever wrote, whatever their part.
    enum Sender {
        static let linkUsed: [NoticeVariable] = request + [.text("usedAt"), .multiline("happened")]
        static let nothingPending: [NoticeVariable] = request + [.text("state")]
        static let confirmationAsked: [NoticeVariable] =
            consentLinks + [.text("receivedAt"), .multiline("quote"), .text("deadline")]
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
        /// The end of the audit log, to be kept outside the desk.
        static let auditHead: [NoticeVariable] = [
            .text("count"), .text("head"), .flag("hasPrevious"), .text("previousCount"),
            .text("previousHead"), .text("command"), .flag("isBroken"), .text("broken"),
        ]
        static let trustSuspended: [NoticeVariable] = [
            .text("now"), .text("authservID"), .text("spellings"),
        ]
        static let executionFailed: [NoticeVariable] = aboutApplicant + [.multiline("problem")]
        static let templatesRefused: [NoticeVariable] = [
            .list("mistakes", ["place", "mistake"]), .text("acceptedAt"),
        ]
        /// Numbers and durations come worded; lists without rows are explained by `{{^hasService}}` and so on.
        static let report: [NoticeVariable] =
            ["period", "from", "until", "opened", "done", "open"].map { .text($0) } + [
                .flag("isPartial"), .flag("hasOverdue"), .text("overdue"),
                .picture("requestChart"), .picture("serviceChart"), .picture("waitingChart"),
                .list("requests", ["mechanism", "opened", "done", "otherwise", "open"]),
                .list("endings", ["ending", "count"]),
                .list("service", ["mechanism", "decided", "median", "ninetieth", "promise", "kept"]),
                .list("waiting", ["actor", "count", "oldest", "moves", "median"]),
                .list("cases", ["kind", "count"]),
                .text("casesAnswered"), .text("casesMedian"), .text("casesWaiting"),
                .text("refused"), .list("refusals", ["domain", "count"]),
                .text("expiringWeek"), .text("expiringMonth"), .text("expiringTwoMonths"),
            ]
    }
}
