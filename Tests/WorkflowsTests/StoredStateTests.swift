import Domain
import Testing
import Workflows

@Suite("Stored states")
struct StoredStateTests {
    @Test("every state survives being stored, under its name", arguments: StateSample.all)
    func roundTrip(sample: StateSample) throws {
        let kept = try StoredState(sample.state)
        #expect(kept.version == 2)
        #expect(kept.name == sample.state.name)
        #expect(try StoredState.state(version: kept.version, payload: kept.payload) == sample.state)
        #expect(try StoredState(sample.state) == kept, "the same state is written in two ways")
    }

    @Test("every submission survives whole, with whatever it is about")
    func submissions() throws {
        for submission in Sample.submissions {
            let kept = try StoredState(CertificateWorkflow.open(submission).state)
            let read = try StoredState.state(version: kept.version, payload: kept.payload)
            #expect(read.submission == submission)
        }
    }

    @Test("the form that is written today stays as it is")
    func literal() throws {
        let state = RequestState.closed(Sample.ownRevocation, .revoked(Sample.revoked), Ruling(at: Sample.at))
        let json =
            #"{"closed":{"_0":{"agency":"Dinas Kominfo","applicant":"budi@kominfo.example","#
            + #""applicantName":"Budi","certificate":"01A2B3C4D5E6F708","form":{"documents":[],"#
            + #""values":{"name":"Budi Santoso"}},"mechanism":"revocation","openedAt":1795399200,"#
            + #""openedBy":"applicant","revocation":"keyCompromise","verifier":"siti@kominfo.example","#
            + #""verifierName":"Siti"},"_1":{"revoked":{"_0":{"at":1795402800,"reason":"affiliationChanged","#
            + #""serial":"01A2B3C4D5E6F708"}}},"_2":{"at":1795399200}}}"#
        #expect(try StoredState(state).payload == json)
        #expect(try StoredState.state(version: 2, payload: json) == state)
    }

    @Test("a state of a newer program is refused in words")
    func newer() {
        for version in [3, 99, Int.max] {
            let refusal = refusal(version: version, payload: "{}")
            #expect(refusal?.description.contains("newer sertipos (form \(version))") == true)
            #expect(refusal?.failureClass == .permanent)
        }
    }

    @Test("a payload that cannot be read is named by its version only, never quoted", arguments: 0...2)
    func damaged(version: Int) {
        let payloads = [
            "", "{", "null", "[]", "{}", #"{"awaitingPassphrase":{"_0":{"applicant":"rahasia@x.example"}}}"#,
            #"{"awaitingNothing":{}}"#, "\u{0}",
        ]
        for payload in payloads {
            let refusal = refusal(version: version, payload: payload)
            #expect(refusal?.version == version, "\(payload)")
            #expect(refusal?.description.contains("audit verify") == true)
            #expect(refusal?.description.contains("rahasia") == false)
        }
    }

    @Test("version 0 and below never existed", arguments: [0, -1, Int.min])
    func older(version: Int) throws {
        let payload = try StoredState(StateSample.all[0].state).payload
        #expect(refusal(version: version, payload: payload)?.version == version)
    }
}

/// Why this is refused; `nil` if it is read.
func refusal(version: Int, payload: String) -> StoredState.Unreadable? {
    do throws(StoredState.Unreadable) {
        _ = try StoredState.state(version: version, payload: payload)
        return nil
    } catch {
        return error
    }
}
