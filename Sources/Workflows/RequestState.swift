public import Domain

/// Where a request stands. The name says whose move it is; the payload is exactly what is known there.
public enum RequestState: Sendable, Hashable, Codable {
    /// The applicant's move: fill in the identity form. `draft` holds what a first answer got right.
    case awaitingIdentity(Submission, draft: FormData?)
    /// The verifier's move: check the identity data against the documents.
    case awaitingVerification(Submission, Identity)
    /// The applicant's move: the verifier found something to mend.
    case awaitingCorrection(Submission, Identity, Correction)
    /// The applicant's move: set a passphrase.
    case awaitingPassphrase(Submission, Identity, Approval)
    /// Over.
    case closed(Submission, Outcome)

    /// A new state begins with the opening of the request.
    public var submission: Submission {
        switch self {
        case .awaitingIdentity(let submission, draft: _), .awaitingVerification(let submission, _),
            .awaitingCorrection(let submission, _, _), .awaitingPassphrase(let submission, _, _),
            .closed(let submission, _):
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
        case .closed(_, let outcome): "closed.\(outcome.name)"
        }
    }

    /// The step people act in; `nil` once the request is over or waits for nobody's mail.
    public var step: Step? {
        switch self {
        case .awaitingIdentity, .awaitingCorrection: .identity
        case .awaitingVerification: .verification
        case .awaitingPassphrase: .passphrase
        case .closed: nil
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

    /// Whose move it is.
    public var actor: Role {
        switch self {
        case .identity, .passphrase: .applicant
        case .verification: .verifier
        }
    }
}
