extension NoticeName {
    /// What every notice and the footer may use; a caller passes all of them.
    public static let commonVariables: [NoticeVariable] = [
        "deskName", "deskAddress", "fee", "officer", "recipientName",
    ].map { NoticeVariable($0, .text, isEssential: false) }

    /// Everything this notice's templates may use.
    ///
    /// Mechanism nouns, states, sizes and moments come already worded in the notice's language.
    public var variables: [NoticeVariable] { Self.commonVariables + ownVariables }

    private static let request: [NoticeVariable] = [
        NoticeVariable("number", .text), NoticeVariable("mechanism", .text, isEssential: false),
    ]
    private static let decisionLinks: [NoticeVariable] = [.link("approve"), .link("return"), .link("reject")]
    private static let applicant: [NoticeVariable] = [.text("applicantName")]
    /// An answer link that does not fit into a URL is left out; the form in the mail serves instead.
    private static let answerForm: [NoticeVariable] = [
        .link("answer", isOptional: true), .preformatted("form"), .text("deadline"),
    ]
    private static let findingRow = ["field", "line", "problem"]
    private static let words: [NoticeVariable] = [.list("words", ["word", "meaning"])]

    private var ownVariables: [NoticeVariable] {
        switch self {
        case .applicantIdentityLink:
            Self.request + Self.answerForm
                + [.text("verifierName"), .text("agency"), .list("documents", ["label", "help"])]
        case .applicantIdentityFaults:
            Self.request + Self.answerForm + [.list("faults", Self.findingRow)]
        case .applicantIdentityReceived: Self.request + [.text("verifierName")]
        case .applicantIdentityReturned:
            Self.request + Self.answerForm + [.multiline("reason"), .text("verifierName")]
        case .applicantIdentityReminder:
            Self.request
                + [
                    .text("deadline"), .link("answer", isOptional: true),
                    .preformatted("form", isOptional: true),
                ]
        case .applicantVerificationApproved: Self.request + [.text("verifierName")]
        case .applicantRequestRejected:
            Self.request + [.multiline("reason"), .text("decidedBy"), .multiline("nextStep")]
        case .applicantRequestExpired: Self.request
        case .applicantRequestCancelled: Self.request + [.multiline("reason")]
        case .applicantLinkRenewed: Self.request + Self.answerForm

        case .verifierRequestOpened:
            Self.request + Self.applicant
                + [.text("applicantAddress"), .text("deadline"), .list("warnings", Self.findingRow)]
        case .verifierSubmissionFaults:
            [
                NoticeVariable("mechanism", .text, isEssential: false), .text("agency"),
                .list("faults", Self.findingRow), .preformatted("form"),
            ]
        case .verifierVerificationLink:
            Self.request + Self.applicant + Self.decisionLinks
                + [
                    .text("deadline"), .list("data", ["label", "value"]),
                    .list("documents", ["label", "name", "size"]), .list("warnings", Self.findingRow),
                ]
        case .verifierIdentityPendingReminder:
            Self.request + Self.applicant + [.text("applicantAddress"), .text("deadline")]
        case .verifierVerificationReminder: Self.request + Self.applicant + [.text("deadline")]
        case .verifierVerificationRecorded:
            Self.request + Self.applicant
                + [
                    .text("decision"), .multiline("reason"), .flag("isApproved"), .flag("isReturned"),
                    .flag("isRejected"),
                ]
        case .verifierRequestExpired: Self.request + Self.applicant
        case .verifierRequestCancelled: Self.request + Self.applicant + [.multiline("reason")]
        case .verifierDecisionUnclear:
            Self.request + Self.applicant + Self.decisionLinks + [.multiline("line")]
        case .verifierLinkRenewed:
            Self.request + Self.applicant + Self.decisionLinks + [.text("deadline")]
        case .verifierApplicantUnreachable:
            Self.request + Self.applicant + [.text("address"), .multiline("diagnostic")]

        case .senderUnknown, .senderLinkForeign, .senderMechanismUnclear, .senderPassphraseRefused: []
        case .senderLinkUsed: Self.request + [.text("usedAt"), .multiline("happened")]
        case .senderLinkExpired: Self.request
        case .senderNothingPending: Self.request + [.text("state")]
        case .senderForm: [.text("mechanism"), .preformatted("form")]
        case .senderHelp: Self.words
        case .senderStatus:
            [.list("requests", ["number", "mechanism", "state", "since", "waitingFor"])]
        case .senderTooLarge: [.text("limit")]
        case .senderNotUnderstood: Self.words

        case .administratorQuarantined: [.list("messages", ["digest", "from", "reason"])]
        case .administratorProblem: [.multiline("problem")]
        case .administratorBudgetHeld: [.list("held", ["recipient", "count", "limit"])]
        }
    }
}
