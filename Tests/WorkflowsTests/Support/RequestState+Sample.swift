import Domain
import Workflows

/// A state under a label by which tables name it.
struct StateSample: Sendable, CustomStringConvertible {
    let label: String
    let state: RequestState
    var description: String { "\(label) (\(state.submission.mechanism.rawValue))" }

    init(_ label: String, _ state: RequestState) {
        self.label = label
        self.state = state
    }

    /// Every open state, with every variant of its payload that a reducer can look at.
    static let open: [StateSample] =
        people(Sample.issuance) + people(Sample.renewal) + [
            .init("confirmation both", confirmation(.both)),
            .init("confirmation current", confirmation(.current)),
            .init("confirmation new", confirmation(.new)),
            .init("authority update", .awaitingAuthority(Sample.update, .change(confirmedAt: nil))),
            .init(
                "authority confirmed",
                .awaitingAuthority(Sample.update(confirmedBy: .both), .change(confirmedAt: Sample.at))),
            .init("authority revocation", .awaitingAuthority(Sample.revocation, .revocation)),
            .init("authority own", .awaitingAuthority(Sample.ownRevocation, .revocation)),
            .init("amendment update", .awaitingAmendment(Sample.update, Sample.authorityCorrection)),
            .init(
                "amendment confirmed",
                .awaitingAmendment(Sample.update(confirmedBy: .new), Sample.authorityCorrection)),
            .init("amendment revocation", .awaitingAmendment(Sample.revocation, Sample.authorityCorrection)),
            .init(
                "amendment own",
                .awaitingAmendment(Sample.ownRevocation, Sample.authorityCorrection)),
            .init(
                "execution update",
                .awaitingExecution(Sample.update, .change(confirmedAt: nil), Sample.ruling)),
            .init(
                "execution confirmed",
                .awaitingExecution(
                    Sample.update(confirmedBy: .new), .change(confirmedAt: Sample.at), Ruling(at: Sample.at))),
            .init(
                "execution revocation", .awaitingExecution(Sample.revocation, .revocation, Sample.ruling)),
            .init("execution own", .awaitingExecution(Sample.ownRevocation, .revocation, Sample.ruling)),
        ]

    /// Every end, with and without a ruling.
    static let closed: [StateSample] = outcomes.flatMap { outcome in
        [
            .init("\(outcome.name)", .closed(Sample.issuance, outcome, nil)),
            .init("\(outcome.name) with ruling", .closed(Sample.issuance, outcome, Sample.ruling)),
        ]
    }

    static let all = open + closed

    static let outcomes: [Outcome] = [
        .issued(Sample.summary), .renewed(Sample.summary), .updated(Sample.summary), .revoked(Sample.revoked),
        .rejected(by: .verifier, reason: "Bukan pegawai", at: Sample.at),
        .cancelled(by: .applicant, reason: "Keliru", at: Sample.at), .withdrawn(at: Sample.at),
        .expired(.identity, at: Sample.at),
    ]

    private static func people(_ submission: Submission) -> [StateSample] {
        [
            .init("identity", .awaitingIdentity(submission, draft: nil)),
            .init("identity draft", .awaitingIdentity(submission, draft: Sample.identityForm)),
            .init("verification", .awaitingVerification(submission, Sample.identity)),
            .init("correction", .awaitingCorrection(submission, Sample.identity, Sample.correction)),
            .init(
                "correction by RA",
                .awaitingCorrection(submission, Sample.identity, Sample.authorityCorrection)),
            .init("passphrase", .awaitingPassphrase(submission, Sample.identity, Sample.approval)),
            .init("authority", .awaitingAuthority(submission, Sample.person)),
            .init(
                "execution \(submission.mechanism.rawValue)",
                .awaitingExecution(submission, Sample.person, Sample.ruling)),
        ]
    }

    private static func confirmation(_ pending: PendingConfirmation) -> RequestState {
        .awaitingConfirmation(Sample.update(confirmedBy: pending), pending)
    }
}
