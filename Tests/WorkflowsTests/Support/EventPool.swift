import Domain
import TestSupport
import Workflows

/// What may be tried on a request: sensible answers to its present state, or anything at all.
struct EventPool: Sendable {
    /// Everything that can happen, sensible or not.
    let everything: [RequestEvent]
    /// The same without what ends a request in nearly every state.
    private let harmless: [RequestEvent]
    private let answers: [Step: [RequestEvent]]
    private let executions: [RequestEvent]

    init(_ submission: Submission) {
        let amendments = Self.amended(submission).map { RequestEvent.amends($0) }
        everything =
            RequestEvent.answers(amending: submission) + amendments
            + RequestEvent.occurrences(submission).flatMap { $0 }
        harmless = everything.filter { event in
            switch event {
            case .cancelled, .consentWithdrawn, .deadlinePassed: false
            case .submitted, .identity, .verification, .passphrase, .confirmation, .authority, .amendment,
                .execution, .unclear, .addressCorrected, .linkRequested, .reminderDue, .serviceTimeUsed,
                .undeliverable:
                true
            }
        }
        // What leads on comes twice, so that long stories are told as well as short ones.
        answers = [
            .identity: [.identityComplete, .identityComplete, .identityFaulty],
            .verification: [
                .verifierApproves, .verifierApproves, .verifierApproves, .verifierApproves, .verifierReturns,
                .verifierReturns, .verifierReturns, .verifierRejects,
            ],
            .passphrase: [.passphraseSealed, .passphraseSealed, .passphraseUnreadable],
            .confirmation: [
                .confirms(.current), .confirms(.current), .confirms(.current), .denies(.current),
            ],
            .newConfirmation: [.confirms(.new), .confirms(.new), .confirms(.new), .denies(.new)],
            .authority: [
                .authorityApproves, .authorityApproves, .authorityReturns, .authorityReturns,
                .authorityReturns, .authorityReturns, .authorityReturns, .authorityReturns,
                .certificateUnfit, .certificateUnfit, .authorityRejects,
            ],
            .amendment: amendments + [.amendmentFaulty],
        ]
        executions = [.certificateMade, .certificateRevoked, .passphraseLost]
    }

    /// Forms somebody may mend theirs into: an update with any other confirmation than before.
    private static func amended(_ submission: Submission) -> [Submission] {
        let former = [Sample.amended(submission)]
        guard submission.mechanism == .update else { return former }
        return former + [.both, .current, .new].map { Sample.amended(submission, confirmation: $0) }
    }

    /// What the people in whose hands `state` is, or the desk, may do next.
    func sensible(in state: RequestState) -> [RequestEvent] {
        if case .closed = state { return [] }
        let steps = state.steps
        guard let first = steps.first else { return executions }
        return steps.count == 1 ? answers[first] ?? [] : steps.flatMap { answers[$0] ?? [] }
    }

    /// Mostly something sensible; else anything, seldom what would end most histories early.
    func draw(in state: RequestState, _ random: SeededRandom) -> RequestEvent {
        let choice = random.next()
        var events: [RequestEvent]
        switch choice % 12 {
        case 0: events = everything
        case 1...3: events = harmless
        default: events = sensible(in: state)
        }
        if events.isEmpty { events = everything }
        return events[Int((choice >> 8) % UInt64(events.count))]
    }
}
