import Domain
import Testing

@testable import Workflows

struct ErasureTests {
    private static let form = FormData(
        values: ["nik": "3201011708900001", "birth-date": "1990-08-17", "phone": "+6281234567890"],
        documents: [
            FormData.Document(
                field: "ktp", filename: "KTP Budi 3201011708900001.jpg", mediaType: "image/jpeg", size: 400,
                message: Sample.digest(7), index: 1)
        ])

    @Test(arguments: StateSample.closed)
    func `an ended request loses what people filled in, keeps how it ended, and is read again`(
        sample: StateSample
    ) throws {
        guard case .closed(let submission, let outcome, let ruling) = sample.state else { return }
        let state = RequestState.closed(submission.amended(Self.form, revocation: nil), outcome, ruling)
        for blank in [state.withoutIdentity, state.withoutPeople] {
            let blank = try #require(blank)
            let stored = try StoredState(blank)
            #expect(stored.name == state.name)
            for trace in [
                "3201011708900001", "1990-08-17", "81234567890", "KTP Budi", "Bukan pegawai", "Keliru",
            ] {
                #expect(!stored.payload.contains(trace), "\(trace)")
            }
            #expect(stored.payload.contains(Sample.digest(7).hex))
            #expect(try StoredState.state(version: stored.version, payload: stored.payload) == blank)
            #expect(blank.withoutIdentity == blank)
        }
        let nobody = try StoredState(try #require(state.withoutPeople)).payload
        #expect(!nobody.contains(submission.applicantName) && !nobody.contains(submission.applicant))
        #expect(
            try StoredState(try #require(state.withoutIdentity)).payload.contains(submission.applicantName))
    }

    @Test(arguments: StateSample.open)
    func `an open request keeps everything`(sample: StateSample) {
        #expect(sample.state.withoutIdentity == nil)
        #expect(sample.state.withoutPeople == nil)
    }
}
