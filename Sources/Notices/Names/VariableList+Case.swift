extension VariableList {
    /// About a case (`PA-…`), to the officer and to whoever wrote. The officer never sees an address.
    enum Case {
        static let opened: [NoticeVariable] =
            reminder
            + [
                .multiline("text"), .list("documents", ["name", "size"]), .flag("hasLapor"), .text("lapor"),
            ]
        static let reminder: [NoticeVariable] = received + [.text("receivedAt")]
        static let received: [NoticeVariable] = recorded + [.text("subject"), .text("dueAt")]
        static let recorded: [NoticeVariable] = [.text("number"), .text("kind")]
        static let unclear: [NoticeVariable] = [.text("number"), .multiline("line")]
        static let answered: [NoticeVariable] =
            recorded + [.text("subject"), .multiline("answer"), .text("officerName")]
        /// A right over personal data is claimed: what it concerns, and what stands in its way.
        static let personalDataAsked: [NoticeVariable] =
            received + [
                .text("receivedAt"), .multiline("text"), .list("documents", ["name", "size"]),
                .list("concerned", ["request"]), .list("obstacles", ["obstacle"]), .flag("isErasure"),
            ]
        /// What the desk holds about one mailbox.
        static let personalData: [NoticeVariable] =
            recorded + [
                .list("requests", ["request", "mechanism", "state", "openedAt"]),
                .list("fields", ["request", "label", "value"]),
                .list("documents", ["request", "name", "size", "digest"]),
                .list("certificates", ["serial", "validFrom", "validUntil"]),
                .list("cases", ["case", "kind", "state"]), .list("recipients", ["who", "what"]),
                .list("periods", ["what", "period"]),
            ]
    }
}
