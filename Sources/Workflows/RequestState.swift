public import Domain

/// Where a request stands. The name says whose move it is; the payload is exactly what is known there.
public enum RequestState: Sendable, Hashable, Codable {
    /// The applicant's move: fill in the identity form. `draft` holds what a first answer got right.
    case awaitingIdentity(Submission, draft: FormData?)
    /// The verifier's move: check the identity data against the documents.
    case awaitingVerification(Submission, Identity)
    /// The applicant's move: somebody found something to mend.
    case awaitingCorrection(Submission, Identity, Correction)
    /// The applicant's move: set a passphrase.
    case awaitingPassphrase(Submission, Identity, Approval)
    /// The owner's move: confirm new data, from every mailbox concerned.
    case awaitingConfirmation(Submission, PendingConfirmation)
    /// The Registration Authority's move: decide.
    case awaitingAuthority(Submission, Dossier)
    /// The move of whoever opened it: the Registration Authority found something to mend in the form.
    case awaitingAmendment(Submission, Correction)
    /// The desk's own move: carry out what the Registration Authority approved.
    case awaitingExecution(Submission, Dossier, Ruling)
    /// Over. The ruling is kept if there was one.
    case closed(Submission, Outcome, Ruling?)

    /// Every state begins with what opened the request.
    public var submission: Submission {
        switch self {
        case .awaitingIdentity(let submission, draft: _), .awaitingVerification(let submission, _),
            .awaitingCorrection(let submission, _, _), .awaitingPassphrase(let submission, _, _),
            .awaitingConfirmation(let submission, _), .awaitingAuthority(let submission, _),
            .awaitingAmendment(let submission, _), .awaitingExecution(let submission, _, _),
            .closed(let submission, _, _):
            submission
        }
    }

    /// The stable name, stored beside the payload and shown by `request list`.
    public var name: String {
        switch self {
        case .awaitingIdentity: "awaitingIdentity"
        case .awaitingVerification: "awaitingVerification"
        case .awaitingCorrection: "awaitingCorrection"
        case .awaitingPassphrase: "awaitingPassphrase"
        case .awaitingConfirmation: "awaitingConfirmation"
        case .awaitingAuthority: "awaitingAuthority"
        case .awaitingAmendment: "awaitingAmendment"
        case .awaitingExecution: "awaitingExecution"
        case .closed(_, let outcome, _): "closed.\(outcome.name)"
        }
    }

    /// Names of the states that are not closed, in the order of the happy path.
    public static let openNames = [
        "awaitingIdentity", "awaitingVerification", "awaitingCorrection", "awaitingPassphrase",
        "awaitingConfirmation", "awaitingAuthority", "awaitingAmendment", "awaitingExecution",
    ]

    /// The steps in which somebody's mail is awaited; empty once the request is over or it is the desk's move.
    public var steps: [Step] {
        switch self {
        case .awaitingIdentity, .awaitingCorrection: [.identity]
        case .awaitingVerification: [.verification]
        case .awaitingPassphrase: [.passphrase]
        case .awaitingConfirmation(_, let pending):
            OwnerMailbox.allCases.filter(pending.contains).map(\.step)
        case .awaitingAuthority: [.authority]
        case .awaitingAmendment: [.amendment]
        case .awaitingExecution, .closed: []
        }
    }

    /// The step that gives the state its time; `nil` when nobody's mail is awaited.
    public var step: Step? { steps.first }

    /// Whose move it is; `nil` when it is over or the desk's own.
    public var actor: Role? { step.map { actor(of: $0) } }

    /// Whose move it is, for measuring service time; see ``mover(ofStateNamed:openedBy:)``.
    public var waitingFor: Role? { Self.mover(ofStateNamed: name, openedBy: submission.openedBy) }

    /// Who acts in `step` of this request.
    public func actor(of step: Step) -> Role {
        switch step {
        case .identity, .passphrase, .confirmation, .newConfirmation: .applicant
        case .verification: .verifier
        case .authority: .registrationAuthority
        case .amendment: submission.openedBy
        }
    }
}

/// A step that waits for somebody's answer; tokens and deadlines belong to one.
public enum Step: String, Sendable, Hashable, Codable, CaseIterable {
    /// The applicant fills in the identity form.
    case identity
    /// The verifier decides.
    case verification
    /// The applicant sets a passphrase.
    case passphrase
    /// The owner confirms new data from the mailbox in the certificate.
    case confirmation
    /// The owner confirms new data from the mailbox the certificate shall have.
    case newConfirmation = "new-confirmation"
    /// The Registration Authority decides.
    case authority
    /// Whoever opened the request mends its form.
    case amendment
}

extension RequestState {
    /// Whose move it is in the state with this stored name of a request that `openedBy` opened, for measuring
    /// service time: the desk's own moves are the administrator's; `nil` when the request is over.
    public static func mover(ofStateNamed name: String, openedBy: Role) -> Role? {
        name == "awaitingAmendment" ? openedBy : movers[name]
    }

    private static let movers: [String: Role] = [
        "awaitingIdentity": .applicant, "awaitingCorrection": .applicant, "awaitingPassphrase": .applicant,
        "awaitingConfirmation": .applicant, "awaitingVerification": .verifier,
        "awaitingAuthority": .registrationAuthority, "awaitingExecution": .administrator,
    ]
}
