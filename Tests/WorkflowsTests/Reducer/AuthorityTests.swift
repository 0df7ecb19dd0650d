import Domain
import Testing
import Workflows

@Suite("The Registration Authority's decision")
struct AuthorityTests {
    static let person = RequestState.awaitingAuthority(Sample.issuance, Sample.person)
    static let states: [RequestState] = [
        person, .awaitingAuthority(Sample.renewal, Sample.person),
        .awaitingAuthority(Sample.update, .change(confirmedAt: nil)),
        .awaitingAuthority(Sample.update(confirmedBy: .both), .change(confirmedAt: Sample.at)),
        .awaitingAuthority(Sample.revocation, .revocation),
        .awaitingAuthority(Sample.ownRevocation, .revocation),
    ]

    @Test("an approval keeps dossier and ruling for the execution", arguments: states)
    func approved(state: RequestState) throws {
        guard case .awaitingAuthority(let submission, let dossier) = state else { return }
        try expect(
            state, .authorityApproves,
            Transition(
                to: .awaitingExecution(submission, dossier, Sample.ruling), restartsClock: true,
                [.closeLinks(.authority), .tell(.registrationAuthority, .decisionRecorded(.approved))]))
    }

    @Test("a refusal ends every mechanism; everybody hears the reason once", arguments: states)
    func rejected(state: RequestState) throws {
        try expectEnd(
            state, .authorityRejects,
            .rejected(by: .registrationAuthority, reason: "Tidak berhak", at: Sample.at),
            .requestRejected(by: .registrationAuthority, reason: "Tidak berhak"),
            also: [.tell(.registrationAuthority, .decisionRecorded(.rejected(reason: "Tidak berhak")))])
    }

    @Test("a person's data go back to the person, the verifier is told, the passphrase is forgotten")
    func returnedPerson() throws {
        for submission in [Sample.issuance, Sample.renewal] {
            let returned = try CertificateWorkflow.reduce(
                .awaitingAuthority(submission, Sample.person), .authorityReturns)
            let correction = Sample.authorityCorrection
            #expect(
                returned
                    == Transition(
                        to: .awaitingCorrection(submission, Sample.identity, correction), restartsClock: true,
                        [
                            .closeLinks(.authority),
                            .tell(
                                .applicant,
                                .identityReturned(by: .registrationAuthority, reason: "Jabatan salah")),
                            .tell(.verifier, .authorityReturned(reason: "Jabatan salah")),
                            .tell(
                                .registrationAuthority, .decisionRecorded(.returned(reason: "Jabatan salah"))),
                        ]))
            var state = returned.state
            var names: [String] = []
            for event in [RequestEvent.identityComplete, .verifierApproves, .passphraseSealed] {
                state = try CertificateWorkflow.reduce(state, event).state
                names.append(state.name)
            }
            #expect(names == ["awaitingVerification", "awaitingPassphrase", "awaitingAuthority"])
        }
    }

    @Test("a form goes back to whoever wrote it")
    func returnedForm() throws {
        for state in Self.states.dropFirst(2) {
            let submission = state.submission
            try expect(
                state, .authorityReturns,
                Transition(
                    to: .awaitingAmendment(submission, Sample.authorityCorrection), restartsClock: true,
                    [
                        .closeLinks(.authority),
                        .tell(submission.openedBy, .amendmentAsked(reason: "Jabatan salah")),
                        .tell(.registrationAuthority, .decisionRecorded(.returned(reason: "Jabatan salah"))),
                    ]))
        }
    }

    @Test("a certificate that does not fit is sent back; nothing else changes", arguments: states.prefix(4))
    func unfit(state: RequestState) throws {
        try expect(
            state, .certificateUnfit,
            Transition(to: state, [.tell(.registrationAuthority, .certificateUnfit)]))
    }

    @Test("a revocation brings no certificate that could be unfit", arguments: states.suffix(2))
    func unfitRevocation(state: RequestState) {
        #expect(state.submission.mechanism == .revocation)
        expect(state, .certificateUnfit, .nothingToDo)
    }

    @Test("a second decision is told that the step is over")
    func twice() {
        let execution = RequestState.awaitingExecution(Sample.issuance, Sample.person, Sample.ruling)
        for event in [
            RequestEvent.authorityApproves, .authorityReturns, .authorityRejects, .certificateUnfit,
        ] {
            expect(execution, event, .stepIsOver(.authority))
        }
    }

    @Test("the Registration Authority decides nothing before it is asked")
    func early() {
        for sample in StateSample.open where !sample.state.steps.contains(.authority) {
            expect(sample.state, .authorityApproves, .stepIsOver(.authority))
            expect(sample.state, .authorityRejects, .stepIsOver(.authority))
        }
    }
}
