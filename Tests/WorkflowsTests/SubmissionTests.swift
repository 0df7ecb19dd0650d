import Domain
import Testing
import Workflows

@Suite("Submissions")
struct SubmissionTests {
    @Test("a new mailbox is confirmed from both, a new name or NIK from the one in the certificate")
    func required() {
        let cases: [([String], PendingConfirmation?)] = [
            ([], nil), (["new-position"], nil), (["new-name"], .current), (["new-nik"], .current),
            (["new-name", "new-nik"], .current), (["new-email"], .both), (["new-email", "new-nik"], .both),
        ]
        for (fields, pending) in cases {
            let form = FormData(values: Dictionary(uniqueKeysWithValues: fields.map { ($0, "x") }))
            for mechanism in Mechanism.allCases {
                let expected = mechanism == .update ? pending : nil
                #expect(PendingConfirmation.required(by: form, mechanism) == expected, "\(fields)")
            }
        }
    }

    @Test("an amendment changes the form, the reason and what is to be confirmed; the rest is settled")
    func amended() {
        let form = FormData(values: ["new-email": "budi.s@kominfo.example"])
        for submission in Sample.submissions {
            let amended = submission.amended(form, revocation: .superseded)
            let expected = Submission(
                mechanism: submission.mechanism, openedBy: submission.openedBy,
                verifier: Sample.address(submission.verifier), verifierName: submission.verifierName,
                agency: submission.agency, applicant: Sample.address(submission.applicant),
                applicantName: submission.applicantName, certificate: submission.certificate,
                revocation: .superseded, confirmation: submission.mechanism == .update ? .both : nil,
                form: form, openedAt: submission.openedAt)
            #expect(amended == expected)
            #expect(amended.newAddress == "budi.s@kominfo.example")
        }
    }
}
