import Domain
import Workflows

extension Wording {
    /// Every word the file must hold.
    public static let keys: [String] =
        Mechanism.allCases.map { "mechanism.\($0.rawValue)" }
        + (RequestState.openNames + Outcome.names.map { "closed.\($0)" }).map { "state.\($0)" }
        + ["applicant", "verifier", "authority", "desk", "nobody"].map { "actor.\($0)" }
        + ["authority", "officer", "administrator"].map { "salutation.\($0)" }
        + ["approved", "returned", "rejected"].map { "decision.\($0)" }
        + [
            "happened.spent", "happened.closed", "reject.next", "reject.next.verifier", "withdraw.next",
            "link.code", "reason.placeholder",
        ]
        + ["answer", "approve", "return", "reject"].flatMap { ["link.\($0).subject", "link.\($0).body"] }
        + [
            "document.notAttached", "document.octets", "cancel.reason", "cancel.desk",
            "problem.undeliverable", "amendment.faults",
        ]
        + ["withheld", "guessing", "forged"].map { "problem.\($0)" }
        + ["confirm", "deny", "correct"].flatMap { ["link.\($0).subject", "link.\($0).body"] }
        + (CaseKind.allCases.map(\.rawValue) + CaseStatus.allCases.map(\.rawValue) + cases)
        .map { "case.\($0)" }
        + duties.map { "data.\($0)" } + faults.map { "fault.\($0)" } + checks.map { "check.\($0)" }
        + unfit.map { "certificate.\($0)" } + [
            "canary.subject", "canary.body", "calendar.summary", "calendar.description", "renew.subject",
            "renew.command",
        ]
        + (Mechanism.allCases.map(\.rawValue) + reports).map { "report.\($0)" }
        + schedule.map { "schedule.\($0)" }
        + [
            "form", "status", "resend", "cancel", "consent", "data", "correction", "erasure", "complaint",
            "help",
        ].map { "help.\($0)" }

    /// When cron runs a line, for `schedule show`.
    private static let schedule = [
        "boot", "everyMinute", "everyMinutes", "hourly", "at", "atMinutes", "inHours", "within", "daily",
        "weekdays", "weekdayRange", "weekdayList", "monthDays", "either", "both", "months", "and",
    ]
    private static let cases = [
        "officer", "officer.channel", "citizen.address", "closing", "more", "lapor", "notPassedOn",
        "doubt.number", "doubt.code",
    ]
    private static let duties =
        [
            "mail", "registered", "received.request", "received.case", "obstacle.open",
            "obstacle.certificate",
            "obstacle.retention", "obstacle.none",
        ] + ["incoming", "quarantine", "evidence", "requests", "cases"].map { "kept.\($0)" }
    private static let reports = [
        "week", "days", "hours", "age", "opened", "ended", "median", "ninetieth", "promise",
        "chart.requests", "chart.service", "chart.waiting",
    ]
    private static let faults = [
        "sameperson", "alreadyopen", "nikdiffers", "authorityverifies", "authorityapplies", "deskapplies",
        "hascertificate", "nocertificate", "several", "differs", "tooearly", "toolate",
    ]
    private static let checks = [
        "opened.verifier", "opened.owner", "identity", "verified", "sealed", "confirmed",
    ]
    private static let unfit = [
        "missing", "several", "address", "name", "expired", "early", "usage", "known",
    ]
}
