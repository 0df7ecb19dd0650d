import Domain
import Testing
import Workflows

/// The literals are what the release before the Registration Authority wrote.
@Suite("Stored states, version 1")
struct StoredStateVersion1Tests {
    static let submissionJSON =
        #"{"agency":"Dinas Kominfo","applicant":"budi@kominfo.example","applicantName":"Budi","form":"#
        + #"{"documents":[{"field":"ktp","filename":"ktp.pdf","index":0,"mediaType":"application/pdf","#
        + #""message":"abababababababababababababababababababababababababababababababab","size":4096}],"#
        + #""values":{"nik":"3201010101900001"}},"mechanism":"issuance","openedAt":1795399200,"#
        + #""verifier":"siti@kominfo.example","verifierName":"Siti"}"#
    static let identityJSON =
        #"{"form":{"documents":[],"values":{"phone":"+62811"}},"receivedAt":1795399260}"#

    static let submission: Submission = {
        let document = FormData.Document(
            field: "ktp", filename: "ktp.pdf", mediaType: "application/pdf", size: 4096,
            message: Sample.digest(0xAB), index: 0)
        return Submission(
            mechanism: .issuance, openedBy: .verifier, verifier: Sample.address("siti@kominfo.example"),
            verifierName: "Siti", agency: "Dinas Kominfo", applicant: Sample.address("budi@kominfo.example"),
            applicantName: "Budi",
            form: FormData(values: ["nik": "3201010101900001"], documents: [document]), openedAt: Sample.at)
    }()
    static let identity = Identity(form: FormData(values: ["phone": "+62811"]), receivedAt: Sample.at + 60)
    static let end = Sample.at + 240

    /// What was written, and what it means now.
    static let former: [(json: String, state: RequestState)] = [
        (#"{"awaitingIdentity":{"_0":SUBMISSION}}"#, .awaitingIdentity(submission, draft: nil)),
        (
            #"{"awaitingIdentity":{"_0":SUBMISSION,"draft":{"documents":[],"values":{"phone":"+62811"}}}}"#,
            .awaitingIdentity(submission, draft: FormData(values: ["phone": "+62811"]))
        ),
        (
            #"{"awaitingVerification":{"_0":SUBMISSION,"_1":IDENTITY}}"#,
            .awaitingVerification(submission, identity)
        ),
        (
            #"{"awaitingCorrection":{"_0":SUBMISSION,"_1":IDENTITY,"_2":"#
                + #"{"at":1795399320,"reason":"KTP buram","returnedBy":"verifier"}}}"#,
            .awaitingCorrection(
                submission, identity,
                Correction(returnedBy: .verifier, reason: "KTP buram", at: Sample.at + 120))
        ),
        (
            #"{"awaitingPassphrase":{"_0":SUBMISSION,"_1":IDENTITY,"_2":{"at":1795399380,"by":"verifier"}}}"#,
            .awaitingPassphrase(submission, identity, Approval(by: .verifier, at: Sample.at + 180))
        ),
        (
            #"{"closed":{"_0":SUBMISSION,"_1":{"rejected":"#
                + #"{"at":1795399440,"by":"verifier","reason":"Bukan pegawai"}}}}"#,
            .closed(submission, .rejected(by: .verifier, reason: "Bukan pegawai", at: end), nil)
        ),
        (
            #"{"closed":{"_0":SUBMISSION,"_1":{"cancelled":"#
                + #"{"at":1795399440,"by":"applicant","reason":"Keliru"}}}}"#,
            .closed(submission, .cancelled(by: .applicant, reason: "Keliru", at: end), nil)
        ),
        (
            #"{"closed":{"_0":SUBMISSION,"_1":{"expired":{"_0":"identity","at":1795399440}}}}"#,
            .closed(submission, .expired(.identity, at: end), nil)
        ),
    ]

    static func payload(_ json: String) -> String {
        json.split(separator: "SUBMISSION", omittingEmptySubsequences: false).joined(
            separator: submissionJSON
        )
        .split(separator: "IDENTITY", omittingEmptySubsequences: false).joined(separator: identityJSON)
    }

    @Test("every state of the former release is read", arguments: former.indices)
    func read(index: Int) throws {
        let (json, state) = Self.former[index]
        #expect(try StoredState.state(version: 1, payload: Self.payload(json)) == state)
    }

    @Test("what was read is written in the present form, and goes on from there")
    func rewritten() throws {
        for (json, state) in Self.former {
            let read = try StoredState.state(version: 1, payload: Self.payload(json))
            let kept = try StoredState(read)
            #expect(kept.version == 2)
            #expect(kept.name == state.name)
            #expect(kept.payload.contains(#""openedBy":"verifier""#))
            #expect(try StoredState.state(version: 2, payload: kept.payload) == state)
        }
        let resting = try StoredState.state(version: 1, payload: Self.payload(Self.former[4].json))
        let next = try CertificateWorkflow.reduce(resting, .passphraseSealed)
        #expect(next.state.name == "awaitingAuthority")
    }

    @Test("the forms are not taken for one another")
    func confused() throws {
        for (json, _) in Self.former {
            #expect(refusal(version: 2, payload: Self.payload(json))?.version == 2)
        }
        let authority = try StoredState(.awaitingAuthority(Sample.issuance, Sample.person))
        #expect(refusal(version: 1, payload: authority.payload)?.version == 1)
    }
}
