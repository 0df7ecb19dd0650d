import Domain

extension StoredState {
    /// The first stored form: only issuance, up to the verifier's approval, and always opened by the verifier.
    enum Version1: Decodable {
        case awaitingIdentity(Version1Submission, draft: FormData?)
        case awaitingVerification(Version1Submission, Identity)
        case awaitingCorrection(Version1Submission, Identity, Correction)
        case awaitingPassphrase(Version1Submission, Identity, Approval)
        case closed(Version1Submission, Outcome)

        /// The same state as it is written now.
        var state: RequestState {
            switch self {
            case .awaitingIdentity(let former, let draft):
                .awaitingIdentity(Submission(former), draft: draft)
            case .awaitingVerification(let former, let identity):
                .awaitingVerification(Submission(former), identity)
            case .awaitingCorrection(let former, let identity, let correction):
                .awaitingCorrection(Submission(former), identity, correction)
            case .awaitingPassphrase(let former, let identity, let approval):
                .awaitingPassphrase(Submission(former), identity, approval)
            case .closed(let former, let outcome):
                .closed(Submission(former), outcome, nil)
            }
        }
    }

    /// A submission before anybody but a verifier could open a request.
    struct Version1Submission: Decodable {
        let mechanism: Mechanism
        let verifier: String
        let verifierName: String
        let agency: String
        let applicant: String
        let applicantName: String
        let form: FormData
        let openedAt: Timestamp
    }
}

extension Submission {
    /// The addresses are kept as they were: they were checked when the request was opened.
    fileprivate init(_ former: StoredState.Version1Submission) {
        mechanism = former.mechanism
        openedBy = .verifier
        verifier = former.verifier
        verifierName = former.verifierName
        agency = former.agency
        applicant = former.applicant
        applicantName = former.applicantName
        certificate = nil
        revocation = nil
        confirmation = nil
        form = former.form
        openedAt = former.openedAt
    }
}
