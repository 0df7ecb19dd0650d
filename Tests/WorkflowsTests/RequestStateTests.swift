import Domain
import Testing
import Workflows

@Suite("States, steps and announcements")
struct RequestStateTests {
    @Test("each state names its steps and whose move it is", arguments: StateSample.all)
    func steps(sample: StateSample) {
        let state = sample.state
        #expect(state.step == state.steps.first)
        #expect(state.actor == state.step.map { state.actor(of: $0) })
        #expect(Set(state.steps.map { state.actor(of: $0) }).count <= 1, "two people have the move")
        let openBySteps: [String: [[Step]]] = [
            "awaitingIdentity": [[.identity]], "awaitingCorrection": [[.identity]],
            "awaitingVerification": [[.verification]], "awaitingPassphrase": [[.passphrase]],
            "awaitingConfirmation": [
                [.confirmation, .newConfirmation], [.confirmation], [.newConfirmation],
            ],
            "awaitingAuthority": [[.authority]], "awaitingAmendment": [[.amendment]],
            "awaitingExecution": [[]],
        ]
        #expect((openBySteps[state.name] ?? [[]]).contains(state.steps))
        #expect(RequestState.openNames.contains(state.name) == !state.name.hasPrefix("closed."))
    }

    @Test("the service clock runs for whoever must move; the desk's own moves are the administrator's")
    func movers() {
        for sample in StateSample.all {
            if sample.state.name.hasPrefix("closed.") {
                #expect(sample.state.waitingFor == nil)
            } else {
                #expect(sample.state.waitingFor == sample.state.actor ?? .administrator, "\(sample)")
            }
        }
    }

    @Test("a stored name and the opener are enough to say whose move it was")
    func storedMovers() {
        for sample in StateSample.all {
            let (state, openedBy) = (sample.state, sample.state.submission.openedBy)
            let mover = RequestState.mover(ofStateNamed: state.name, openedBy: openedBy)
            #expect(mover == state.waitingFor, "\(sample)")
        }
        for role in Role.allCases {
            #expect(RequestState.mover(ofStateNamed: "awaitingNothing", openedBy: role) == nil)
            #expect(RequestState.mover(ofStateNamed: "", openedBy: role) == nil)
        }
    }

    @Test("an amendment is the opener's move, no other state is; every open state is somebody's")
    func openersMoves() {
        for name in RequestState.openNames {
            let movers = Role.allCases.map { RequestState.mover(ofStateNamed: name, openedBy: $0) }
            if name == "awaitingAmendment" {
                #expect(movers == Role.allCases)
            } else {
                #expect(Set(movers).count == 1 && movers.first != .some(nil), "\(name)")
            }
        }
        let own = RequestState.awaitingAmendment(Sample.ownRevocation, Sample.authorityCorrection)
        let agency = RequestState.awaitingAmendment(Sample.revocation, Sample.authorityCorrection)
        #expect(own.waitingFor == .applicant && agency.waitingFor == .verifier)
    }

    @Test("who acts in a step: the applicant, the verifier, the Registration Authority, or the opener")
    func actors() {
        let state = RequestState.awaitingAuthority(Sample.issuance, Sample.person)
        let actors: [Step: Role] = [
            .identity: .applicant, .verification: .verifier, .passphrase: .applicant,
            .confirmation: .applicant, .newConfirmation: .applicant, .authority: .registrationAuthority,
            .amendment: .verifier,
        ]
        for step in Step.allCases { #expect(state.actor(of: step) == actors[step]) }
        let own = RequestState.awaitingAuthority(Sample.ownRevocation, .revocation)
        #expect(own.actor(of: .amendment) == .applicant)
    }

    @Test("the audit log names whoever caused an event")
    func auditActors() {
        let state = RequestState.awaitingAmendment(Sample.ownRevocation, Sample.authorityCorrection)
        let actors: [(RequestEvent, String)] = [
            (.submitted(Sample.issuance), "verifier"), (.submitted(Sample.ownRevocation), "applicant"),
            (.identityComplete, "applicant"), (.verifierApproves, "verifier"),
            (.passphraseSealed, "applicant"), (.confirms(.new), "applicant"),
            (.authorityRejects, "registration-authority"), (.amendmentFaulty, "applicant"),
            (.certificateMade, "desk"), (.unclear(.authority), "registration-authority"),
            (.unclear(.amendment), "applicant"), (.cancelled(.administrator), "administrator"),
            (.consentWithdrawn, "applicant"), (.linkRequested(.verification), "verifier"),
            (.addressCorrected, "verifier"),
            (.reminderDue(.identity), "desk"), (.deadlinePassed(.identity), "desk"),
            (.serviceTimeUsed(80), "desk"), (.undeliverable(.applicant), "desk"),
        ]
        for (event, actor) in actors { #expect(event.actor(in: state) == actor, "\(event.name)") }
    }

    @Test("an event keeps its moment")
    func moments() {
        let submission = Sample.submission(.issuance, openedAt: Sample.later)
        #expect(RequestEvent.submitted(submission).at == Sample.later)
        let events =
            RequestEvent.answers(amending: Sample.update)
            + RequestEvent.occurrences(Sample.update).flatMap { $0 }
        let late: Set<RequestEvent> = [
            .amends(Sample.amended(Sample.update)), .certificateMade, .certificateRevoked, .otherRevoked,
            .passphraseLost,
        ]
        for event in events {
            #expect(event.at == (late.contains(event) ? Sample.later : Sample.at), "\(event.name)")
        }
    }

    @Test("an announcement that asks for an answer names the step whose links go with it")
    func questions() {
        let questions: [(Announcement, Step?)] = [
            (.identityAsked, .identity), (.identityFaults, .identity),
            (.identityReturned(by: .verifier, reason: ""), .identity), (.verificationAsked, .verification),
            (.passphraseAsked, .passphrase), (.passphraseUnreadable, .passphrase),
            (.passphraseAskedAgain, .passphrase), (.confirmationAsked(.current), .confirmation),
            (.confirmationAsked(.new), .newConfirmation), (.authorityAsked, .authority),
            (.certificateUnfit, .authority), (.amendmentAsked(reason: ""), .amendment),
            (.amendmentFaults, .amendment), (.serviceTimeUsed(percent: 80, .authority), .authority),
            (.serviceTimeUsed(percent: 80, .verification), nil), (.serviceTimeUsed(percent: 80, nil), nil),
            (.requestOpened, nil), (.identityReceived, nil), (.passphraseReceived, nil),
            (.authorityReleased, nil), (.authorityReturned(reason: ""), nil), (.revocationReceived, nil),
        ]
        for (announcement, step) in questions { #expect(announcement.asksFor == step, "\(announcement)") }
        for step in Step.allCases {
            #expect(Announcement.linkRenewed(step).asksFor == step)
            #expect(Announcement.reminder(step).asksFor == step)
            #expect(Announcement.decisionAskedAgain(step, line: "").asksFor == step)
            #expect(Announcement.requestExpired(step).asksFor == nil)
        }
    }

    @Test("the verifier who refused needs no second mail; for everybody else a recorded decision is no end")
    func terminal() {
        for role in Role.allCases {
            let refusal = Announcement.decisionRecorded(.rejected(reason: ""))
            #expect(refusal.isTerminal(for: role) == (role == .verifier))
            #expect(!Announcement.decisionRecorded(.approved).isTerminal(for: role))
            #expect(!Announcement.decisionRecorded(.returned(reason: "")).isTerminal(for: role))
            #expect(!Announcement.authorityReleased.isTerminal(for: role))
            #expect(Announcement.consentWithdrawn.isTerminal(for: role))
            #expect(Announcement.requestExpired(.identity).isTerminal(for: role))
        }
    }
}
