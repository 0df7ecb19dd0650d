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
    }
}
