import Domain
import Testing
import Workflows

@Suite("What can happen in any state")
struct AnywhereTests {
    /// Open states in which somebody's mail is awaited.
    static let waiting = StateSample.open.filter { !$0.state.steps.isEmpty }
    static let revocations = waiting.filter { $0.state.submission.mechanism == .revocation }
    /// Open states in which the service clock runs.
    static let warned = StateSample.open.filter { $0.state.waitingFor != .applicant }
    static let others = waiting.filter { $0.state.submission.mechanism != .revocation }

    /// The Registration Authority is told only when it was holding the request.
    static func released(_ state: RequestState) -> [Effect] {
        state.steps == [.authority] ? [.tell(.registrationAuthority, .authorityReleased)] : []
    }

    static func expectCancelled(_ state: RequestState, by role: Role) throws {
        try expectEnd(
            state, .cancelled(role), .cancelled(by: role, reason: "Keliru", at: Sample.at),
            .requestCancelled(reason: "Keliru"), also: released(state))
    }

    @Test("applicant, verifier and administrator cancel anything but a revocation", arguments: others)
    func cancelled(sample: StateSample) throws {
        for role in [Role.applicant, .verifier, .administrator] {
            try Self.expectCancelled(sample.state, by: role)
        }
    }

    @Test("a revocation is cancelled by whoever opened it, not by the other one", arguments: revocations)
    func cancelledRevocation(sample: StateSample) throws {
        let opener = sample.state.submission.openedBy
        try Self.expectCancelled(sample.state, by: opener)
        let other: Role = opener == .verifier ? .applicant : .verifier
        expect(sample.state, .cancelled(other), .notEntitled)
    }

    @Test("a revocation is cancelled by the administrator, whoever opened it", arguments: revocations)
    func cancelledByAdministrator(sample: StateSample) throws {
        try Self.expectCancelled(sample.state, by: .administrator)
    }

    @Test("Registration Authority and officer never cancel anything", arguments: StateSample.all)
    func cancelledByStrangers(sample: StateSample) {
        for role in [Role.registrationAuthority, .officer] {
            switch sample.state {
            case .closed(_, let outcome, _): expect(sample.state, .cancelled(role), .closed(outcome))
            case .awaitingExecution: expect(sample.state, .cancelled(role), .stepIsOver(.authority))
            case .awaitingIdentity, .awaitingVerification, .awaitingCorrection, .awaitingPassphrase,
                .awaitingConfirmation, .awaitingAuthority, .awaitingAmendment:
                expect(sample.state, .cancelled(role), .notEntitled)
            }
        }
    }

    @Test("a withdrawn consent ends anything but a revocation", arguments: others)
    func withdrawn(sample: StateSample) throws {
        try expectEnd(
            sample.state, .consentWithdrawn, .withdrawn(at: Sample.at), .consentWithdrawn,
            also: Self.released(sample.state))
    }

    @Test("a withdrawn consent does not end a revocation, whoever opened it", arguments: revocations)
    func withdrawnRevocation(sample: StateSample) {
        expect(sample.state, .consentWithdrawn, .notEntitled)
    }

    @Test("silence in the present step ends it; late timers do nothing", arguments: waiting)
    func expired(sample: StateSample) throws {
        for step in Step.allCases {
            if sample.state.steps.contains(step) {
                try expectEnd(
                    sample.state, .deadlinePassed(step), .expired(step, at: Sample.at), .requestExpired(step),
                    also: Self.released(sample.state))
            } else {
                expect(sample.state, .deadlinePassed(step), .nothingToDo)
            }
        }
    }

    @Test("reminders and fresh links go to whoever must move, and change nothing", arguments: waiting)
    func reminded(sample: StateSample) throws {
        let state = sample.state
        for step in Step.allCases {
            guard state.steps.contains(step) else {
                expect(state, .reminderDue(step), .nothingToDo)
                expect(state, .linkRequested(step), .stepIsOver(step))
                expect(state, .unclear(step), .stepIsOver(step))
                continue
            }
            let actor = state.actor(of: step)
            try expect(state, .reminderDue(step), Transition(to: state, [.tell(actor, .reminder(step))]))
            try expect(state, .linkRequested(step), Transition(to: state, [.tell(actor, .linkRenewed(step))]))
            try expect(
                state, .unclear(step),
                Transition(to: state, [.tell(actor, .decisionAskedAgain(step, line: "mungkin"))]))
        }
    }

    @Test("service time: whoever holds it is warned, a broken promise goes to the administrator too")
    func serviceTime() throws {
        for sample in Self.waiting {
            let state = sample.state
            for percent in [0, 80, 99, 100, 150] {
                let event = RequestEvent.serviceTimeUsed(percent)
                guard let actor = state.actor, actor != .applicant else {
                    // The clock rests while the applicant must move.
                    expect(state, event, .nothingToDo)
                    continue
                }
                let warning = Announcement.serviceTimeUsed(percent: percent, state.step)
                let copy = Announcement.serviceTimeUsed(percent: percent, nil)
                let overdue: [Effect] = percent >= 100 ? [.tell(.administrator, copy)] : []
                try expect(state, event, Transition(to: state, [.tell(actor, warning)] + overdue))
            }
        }
    }

    @Test("the administrator is told of a broken promise and asked for nothing", arguments: warned)
    func administratorsCopy(sample: StateSample) throws {
        let effects = try CertificateWorkflow.reduce(sample.state, .serviceTimeUsed(100)).effects
        let copies = effects.filter { $0 == .tell(.administrator, .serviceTimeUsed(percent: 100, nil)) }
        #expect(copies.count == 1)
        for case .tell(let role, let announcement) in effects {
            // The Registration Authority's links go with every mail to it, and only to it.
            let asked: Step? = role == .registrationAuthority ? .authority : nil
            #expect(announcement.asksFor == asked, "\(role)")
        }
    }

    @Test("the verifier hears that the applicant cannot be reached; of others the desk only keeps a note")
    func undeliverable() throws {
        for sample in StateSample.open {
            for role in Role.allCases {
                guard role == .applicant else {
                    expect(sample.state, .undeliverable(role), .nothingToDo)
                    continue
                }
                try expect(
                    sample.state, .undeliverable(role),
                    Transition(
                        to: sample.state,
                        [.tell(.verifier, .applicantUnreachable(diagnostic: "550 5.1.1"))]))
            }
        }
    }

    @Test("a request is opened once", arguments: StateSample.all)
    func openedTwice(sample: StateSample) {
        expect(sample.state, .submitted(sample.state.submission), .alreadyOpen)
    }

    @Test("a closed request tells people how it ended, and ignores timers", arguments: StateSample.closed)
    func closed(sample: StateSample) {
        guard case .closed(let submission, let outcome, _) = sample.state else { return }
        let fromDesk: [RequestEvent] =
            [.certificateMade, .certificateRevoked, .otherRevoked, .passphraseLost, .serviceTimeUsed(100)]
            + Step.allCases.flatMap { [.reminderDue($0), .deadlinePassed($0)] }
            + Role.allCases.map { .undeliverable($0) }
        for event in fromDesk { expect(sample.state, event, .nothingToDo) }
        let fromPeople =
            RequestEvent.answers(amending: submission).filter { !fromDesk.contains($0) }
            + [.consentWithdrawn] + Role.allCases.map { .cancelled($0) }
            + Step.allCases.flatMap { [.linkRequested($0), .unclear($0)] }
        #expect(fromPeople.count == 17 + 1 + 5 + 14)
        for event in fromPeople { expect(sample.state, event, .closed(outcome)) }
    }
}
