/// What several notices have in common; `VariableList+….swift` has the rest, by audience.
///
/// Mechanism nouns, states, sizes and moments come already worded in the notice's language.
enum VariableList {
    /// What every notice and the footer may use.
    static let common: [NoticeVariable] =
        ["deskName", "deskAddress", "fee", "officer", "recipientName"].map {
            NoticeVariable($0, .text, isEssential: false)
        } + [NoticeVariable("channels", .list([.text("channel")]), isEssential: false)]

    /// The request (`SE-…`) and what it asks for.
    static let request: [NoticeVariable] = [
        NoticeVariable("number", .text), NoticeVariable("mechanism", .text, isEssential: false),
    ]
    /// A request, named to somebody else than its applicant.
    static let aboutApplicant: [NoticeVariable] = request + [.text("applicantName")]

    /// The three answers of verifier and authority.
    static let decisionLinks: [NoticeVariable] = [.link("approve"), .link("return"), .link("reject")]
    /// The two answers of a certificate's owner.
    static let consentLinks: [NoticeVariable] = [.link("approve"), .link("reject")]
    /// A blank or prefilled form. A link that does not fit into a URL is left out; the form serves instead.
    static let answerForm: [NoticeVariable] = [
        .link("answer", isOptional: true), .preformatted("form"), .text("deadline"),
    ]

    /// What a decision was.
    static let decision: [NoticeVariable] = [
        .text("decision"), .multiline("reason"), .flag("isApproved"), .flag("isReturned"),
        .flag("isRejected"),
    ]
    /// What the authority added to its approval.
    static let remarks: [NoticeVariable] = [
        .multiline("note"), .flag("hasNote"), .text("chargedFee"), .flag("hasFee"),
    ]
    /// How much of the promised service time is gone.
    static let serviceClock: [NoticeVariable] = [.text("percent"), .text("dueAt"), .text("waitingSince")]

    static let warnings: NoticeVariable = .list("warnings", ["field", "line", "problem"])
    static let faults: NoticeVariable = .list("faults", ["field", "line", "problem"])
    static let changes: NoticeVariable = .list("changes", ["label", "old", "new"])
    static let words: [NoticeVariable] = [.list("words", ["word", "meaning"])]
}
