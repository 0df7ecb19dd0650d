import Domain
import Testing
import Workflows

@Suite("Identity and verification")
struct IdentityTests {
    static let mechanisms = [Sample.issuance, Sample.renewal]

    @Test("what a faulty answer got right is kept, the faults are listed, the clock goes on")
    func faulty() throws {
        let state = RequestState.awaitingIdentity(Sample.issuance, draft: nil)
        let draft = FormData(values: ["phone": "+62812"])
        try expect(
            state, .identityFaulty,
            Transition(
                to: .awaitingIdentity(Sample.issuance, draft: draft), [.tell(.applicant, .identityFaults)]))
    }

    @Test("each further faulty answer adds to the draft, newer values and documents win")
    func drafts() throws {
        func document(_ field: String, _ name: String) -> FormData.Document {
            FormData.Document(
                field: field, filename: name, mediaType: "image/jpeg", size: 1, message: Sample.digest(1),
                index: 0)
        }
        let first = FormData(
            values: ["nik": "1", "phone": "2"], documents: [document("ktp", "a"), document("sk", "b")])
        let second = FormData(values: ["phone": "3"], documents: [document("ktp", "c")])
        var state = RequestState.awaitingIdentity(Sample.issuance, draft: nil)
        state = try CertificateWorkflow.reduce(state, .identity(.faulty(draft: first), at: Sample.at)).state
        state = try CertificateWorkflow.reduce(state, .identity(.faulty(draft: second), at: Sample.at)).state
        let merged = FormData(
            values: ["nik": "1", "phone": "3"], documents: [document("sk", "b"), document("ktp", "c")])
        #expect(state == .awaitingIdentity(Sample.issuance, draft: merged))
        let last = FormData(values: ["name": "Budi"])
        state = try CertificateWorkflow.reduce(state, .identity(.complete(last), at: Sample.later)).state
        #expect(
            state
                == .awaitingVerification(
                    Sample.issuance, Identity(form: merged.merged(with: last), receivedAt: Sample.later)))
    }

    @Test("a return keeps the identity data and gives the reason to both", arguments: mechanisms)
    func returned(submission: Submission) throws {
        let correction = Correction(returnedBy: .verifier, reason: "KTP buram", at: Sample.at)
        try expect(
            .awaitingVerification(submission, Sample.identity), .verifierReturns,
            Transition(
                to: .awaitingCorrection(submission, Sample.identity, correction), restartsClock: true,
                [
                    .closeLinks(.verification),
                    .tell(.applicant, .identityReturned(by: .verifier, reason: "KTP buram")),
                    .tell(.verifier, .decisionRecorded(.returned(reason: "KTP buram"))),
                ]))
    }

    @Test("a correction adds to what was sent before, whoever asked for it")
    func corrected() throws {
        for correction in [Sample.correction, Sample.authorityCorrection] {
            let state = RequestState.awaitingCorrection(Sample.issuance, Sample.identity, correction)
            let answer = RequestEvent.identity(
                .complete(FormData(values: ["phone": "+62899"])), at: Sample.later)
            let form = FormData(values: ["nik": "3201010101900001", "phone": "+62899"])
            try expect(
                state, answer,
                Transition(
                    to: .awaitingVerification(
                        Sample.issuance, Identity(form: form, receivedAt: Sample.later)),
                    restartsClock: true,
                    [
                        .closeLinks(.identity), .tell(.verifier, .verificationAsked),
                        .tell(.applicant, .identityReceived),
                    ]))
        }
    }

    @Test("a faulty correction keeps its good parts and the reason why it was asked")
    func faultyCorrection() throws {
        let state = RequestState.awaitingCorrection(Sample.issuance, Sample.identity, Sample.correction)
        let form = FormData(values: ["nik": "3201010101900001", "phone": "+62812"])
        try expect(
            state, .identityFaulty,
            Transition(
                to: .awaitingCorrection(
                    Sample.issuance, Identity(form: form, receivedAt: Sample.at), Sample.correction),
                [.tell(.applicant, .identityFaults)]))
    }

    @Test("the verifier refuses: the applicant gets the reason, the verifier one mail", arguments: mechanisms)
    func rejected(submission: Submission) throws {
        let outcome = Outcome.rejected(by: .verifier, reason: "Bukan pegawai", at: Sample.at)
        try expect(
            .awaitingVerification(submission, Sample.identity), .verifierRejects,
            Transition(
                to: .closed(submission, outcome, nil),
                [
                    .closeAllLinks,
                    .tell(.applicant, .requestRejected(by: .verifier, reason: "Bukan pegawai")),
                    .tell(.verifier, .decisionRecorded(.rejected(reason: "Bukan pegawai"))),
                ]))
    }

    @Test("the approval remembers the verifier and the moment")
    func approved() throws {
        let event = RequestEvent.verification(.approved, at: Sample.later)
        let state = try CertificateWorkflow.reduce(
            .awaitingVerification(Sample.issuance, Sample.identity), event
        ).state
        let approval = Approval(by: .verifier, at: Sample.later)
        #expect(state == .awaitingPassphrase(Sample.issuance, Sample.identity, approval))
    }

    @Test("a return may come again and again; the last correction counts")
    func loop() throws {
        var state = RequestState.awaitingVerification(Sample.renewal, Sample.identity)
        for round in 1...3 {
            let event = RequestEvent.verification(.returned(reason: "\(round)"), at: Sample.at)
            state = try CertificateWorkflow.reduce(state, event).state
            guard case .awaitingCorrection(_, _, let correction) = state else {
                Issue.record("unexpected \(state.name)")
                return
            }
            #expect(correction.reason == "\(round)")
            state = try CertificateWorkflow.reduce(state, .identityComplete).state
        }
        #expect(state.name == "awaitingVerification")
    }

    @Test("a decision that comes twice is told so, and changes nothing")
    func twice() {
        let passphrase = RequestState.awaitingPassphrase(Sample.issuance, Sample.identity, Sample.approval)
        expect(passphrase, .verifierRejects, .stepIsOver(.verification))
        expect(passphrase, .identityComplete, .stepIsOver(.identity))
        expect(
            .awaitingVerification(Sample.issuance, Sample.identity), .identityComplete, .stepIsOver(.identity)
        )
    }
}
