import Domain
import Testing
import Workflows

@Suite("Amendment")
struct AmendmentTests {
    static let submissions = [
        Sample.update, Sample.revocation, Sample.urgentRevocation, Sample.ownRevocation,
    ]

    static func amendment(_ submission: Submission) -> RequestState {
        .awaitingAmendment(submission, Sample.authorityCorrection)
    }

    @Test("a mended form goes to the Registration Authority without a second receipt", arguments: submissions)
    func complete(submission: Submission) throws {
        let amended = Sample.amended(submission)
        #expect(amended != submission)
        let dossier: Dossier =
            submission.mechanism == .revocation ? .revocation : .change(confirmedAt: nil)
        try expect(
            Self.amendment(submission), .amends(amended),
            Transition(
                to: .awaitingAuthority(amended, dossier), restartsClock: true,
                [.closeLinks(.amendment), .tell(.registrationAuthority, .authorityAsked)]))
    }

    @Test("mended data are confirmed by their owner anew, however they were confirmed before")
    func confirmedAnew() throws {
        let submission = Sample.update(confirmedBy: .current)
        for pending in [PendingConfirmation.both, .current, .new] {
            let amended = Sample.amended(submission, confirmation: pending)
            let asked = OwnerMailbox.allCases.filter(pending.contains)
            try expect(
                Self.amendment(submission), .amends(amended),
                Transition(
                    to: .awaitingConfirmation(amended, pending), restartsClock: true,
                    [.closeLinks(.amendment)] + asked.map { .tell(.applicant, .confirmationAsked($0)) }))
        }
    }

    @Test("an amendment may be the first that needs the owner's word")
    func confirmationAdded() throws {
        let amended = Sample.amended(Sample.update, confirmation: .new)
        let next = try CertificateWorkflow.reduce(Self.amendment(Sample.update), .amends(amended))
        #expect(next.state == .awaitingConfirmation(amended, .new))
    }

    @Test("faults go to whoever opened the request", arguments: submissions)
    func faulty(submission: Submission) throws {
        let state = Self.amendment(submission)
        try expect(
            state, .amendmentFaulty,
            Transition(to: state, [.tell(submission.openedBy, .amendmentFaults)]))
    }

    @Test("returned again and again, the request goes on with the last form")
    func loop() throws {
        for submission in Self.submissions {
            var state = CertificateWorkflow.open(submission).state
            for round in 1...3 {
                state = try CertificateWorkflow.reduce(state, .authorityReturns).state
                #expect(state.name == "awaitingAmendment")
                let amended = Sample.submission(
                    submission.mechanism, openedBy: submission.openedBy, reason: submission.revocation,
                    values: ["round": "\(round)"])
                state = try CertificateWorkflow.reduce(state, .amends(amended)).state
                #expect(state.submission.form["round"] == "\(round)")
            }
            state = try CertificateWorkflow.reduce(state, .authorityApproves).state
            #expect(state.name == "awaitingExecution")
        }
    }

    @Test("reminder, link and expiry go to whoever opened it", arguments: submissions)
    func timers(submission: Submission) throws {
        let state = Self.amendment(submission)
        let opener = submission.openedBy
        try expect(
            state, .reminderDue(.amendment), Transition(to: state, [.tell(opener, .reminder(.amendment))]))
        try expect(
            state, .linkRequested(.amendment),
            Transition(to: state, [.tell(opener, .linkRenewed(.amendment))]))
        try expectEnd(
            state, .deadlinePassed(.amendment), .expired(.amendment, at: Sample.at),
            .requestExpired(.amendment))
    }

    @Test("no amendment is taken where none was asked")
    func uninvited() {
        for sample in StateSample.open where !sample.state.steps.contains(.amendment) {
            let amended = Sample.amended(sample.state.submission)
            expect(sample.state, .amends(amended), .stepIsOver(.amendment))
            expect(sample.state, .amendmentFaulty, .stepIsOver(.amendment))
        }
    }
}
