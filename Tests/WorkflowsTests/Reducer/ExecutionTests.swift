import Domain
import Testing
import Workflows

@Suite("Execution")
struct ExecutionTests {
    static func execution(_ submission: Submission, _ dossier: Dossier) -> RequestState {
        .awaitingExecution(submission, dossier, Sample.ruling)
    }

    static let person = execution(Sample.issuance, Sample.person)
    static let states = [
        person, execution(Sample.renewal, Sample.person),
        execution(Sample.update, .change(confirmedAt: nil)), execution(Sample.revocation, .revocation),
        execution(Sample.ownRevocation, .revocation),
    ]

    @Test("a certificate ends issuance, renewal and update, each under its own name")
    func made() throws {
        let ends: [(RequestState, Outcome, Announcement)] = [
            (Self.states[0], .issued(Sample.summary), .certificateIssued(Sample.summary)),
            (Self.states[1], .renewed(Sample.summary), .certificateRenewed(Sample.summary)),
            (Self.states[2], .updated(Sample.summary), .certificateUpdated(Sample.summary)),
        ]
        for (state, outcome, announcement) in ends {
            try expectEnd(state, .certificateMade, outcome, announcement, ruling: Sample.ruling)
        }
    }

    @Test("a revocation in force ends a revocation, and nothing else")
    func revoked() throws {
        for state in Self.states {
            if state.submission.mechanism == .revocation {
                try expectEnd(
                    state, .certificateRevoked, .revoked(Sample.revoked), .certificateRevoked(Sample.revoked),
                    ruling: Sample.ruling)
                expect(state, .certificateMade, .nothingToDo)
            } else {
                expect(state, .certificateRevoked, .nothingToDo)
            }
        }
    }

    @Test("only the certificate the request is about ends it; no other, and none where none is named")
    func otherRevoked() throws {
        for submission in [Sample.revocation, Sample.urgentRevocation, Sample.ownRevocation] {
            let state = Self.execution(submission, .revocation)
            expect(state, .otherRevoked, .nothingToDo)
            #expect(try CertificateWorkflow.reduce(state, .certificateRevoked).state.name == "closed.revoked")
        }
        let unnamed = Submission(
            mechanism: .revocation, verifier: Sample.address("siti@kominfo.example"), verifierName: "Siti",
            agency: "Dinas Kominfo", applicant: Sample.address("budi@kominfo.example"), applicantName: "Budi",
            revocation: .superseded, form: FormData(), openedAt: Sample.at)
        for event in [RequestEvent.certificateRevoked, .otherRevoked] {
            expect(Self.execution(unnamed, .revocation), event, .nothingToDo)
        }
    }

    @Test("a passphrase that no key opens any more is asked for again, and the Registration Authority too")
    func passphraseLost() throws {
        for submission in [Sample.issuance, Sample.renewal] {
            let lost = try CertificateWorkflow.reduce(
                Self.execution(submission, Sample.person), .passphraseLost)
            #expect(
                lost
                    == Transition(
                        to: .awaitingPassphrase(submission, Sample.identity, Sample.approval),
                        restartsClock: true, [.tell(.applicant, .passphraseAskedAgain)]))
            let again = try CertificateWorkflow.reduce(lost.state, .passphraseSealed)
            #expect(again.effects.contains(.tell(.registrationAuthority, .authorityAsked)))
            expect(again.state, .certificateMade, .nothingToDo)
        }
    }

    @Test("where there was no passphrase none is lost")
    func nothingLost() {
        for state in Self.states.dropFirst(2) { expect(state, .passphraseLost, .nothingToDo) }
    }

    @Test("what can never be carried out is cancelled by the administrator", arguments: states)
    func cancelled(state: RequestState) throws {
        let end = try CertificateWorkflow.reduce(state, .cancelled(.administrator))
        guard case .closed(let submission, let outcome, _) = end.state else {
            Issue.record("still \(end.state.name)")
            return
        }
        #expect(submission == state.submission)
        #expect(outcome == .cancelled(by: .administrator, reason: "Keliru", at: Sample.at))
        let announcement = Announcement.requestCancelled(reason: "Keliru")
        #expect(
            end.effects.starts(with: [
                .closeAllLinks, .tell(.applicant, announcement), .tell(.verifier, announcement),
            ]))
        for event in [RequestEvent.certificateMade, .certificateRevoked, .passphraseLost] {
            expect(end.state, event, .nothingToDo)
        }
    }

    @Test("for everybody else it is too late to cancel", arguments: states)
    func tooLateToCancel(state: RequestState) {
        for role in Role.allCases where role != .administrator {
            expect(state, .cancelled(role), .stepIsOver(.authority))
        }
    }

    @Test("it is too late to withdraw the consent or to decide otherwise", arguments: states)
    func tooLate(state: RequestState) {
        expect(state, .consentWithdrawn, .stepIsOver(.authority))
        expect(state, .authorityRejects, .stepIsOver(.authority))
    }

    @Test("nobody is reminded and no step expires; the desk's delay goes to the administrator")
    func desk() throws {
        for state in Self.states {
            #expect(state.steps.isEmpty && state.actor == nil)
            for step in Step.allCases {
                expect(state, .reminderDue(step), .nothingToDo)
                expect(state, .deadlinePassed(step), .nothingToDo)
                expect(state, .linkRequested(step), .stepIsOver(step))
            }
            for percent in [80, 100] {
                try expect(
                    state, .serviceTimeUsed(percent),
                    Transition(
                        to: state, [.tell(.administrator, .serviceTimeUsed(percent: percent, nil))]))
            }
        }
    }

    @Test("nothing is carried out before the Registration Authority approved")
    func early() {
        for sample in StateSample.open where !sample.state.name.hasSuffix("Execution") {
            for event in [RequestEvent.certificateMade, .certificateRevoked, .passphraseLost] {
                expect(sample.state, event, .nothingToDo)
            }
        }
    }
}
