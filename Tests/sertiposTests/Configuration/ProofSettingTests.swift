import Domain
import Testing
import Trust

@testable import sertipos

@Suite("desk.yaml: what senders have to show")
struct ProofSettingTests {
    private func load(_ trust: String) throws -> Configuration {
        try ConfigurationSample.load(replacing: "submission:", by: "trust: \(trust)\nsubmission:")
    }

    private func mistakes(_ trust: String) -> [String] {
        ConfigurationSample.mistakes(replacing: "submission:", by: "trust: \(trust)\nsubmission:")
    }

    @Test("nothing said means the domain's word everywhere, and no anchors")
    func standard() throws {
        let proof = try ConfigurationSample.load().proof
        #expect(proof.ladder == .standard)
        #expect(proof.anchors == nil)
    }

    @Test("each rung that a role can stand on is read")
    func read() throws {
        let configuration = try load(
            "{ anchors-file: secrets/a.pem, crl-file: secrets/a.crl, registration-authority: { decide: signed }, "
                + "verifier: { open-request: confirmed, decide: dmarc }, stranger: { complaint: dmarc } }")
        let ladder = configuration.proof.ladder
        #expect(ladder[.registrationAuthority, .decideWithToken] == .signed)
        #expect(ladder[.verifier, .openRequest] == .confirmed)
        #expect(ladder[.verifier, .decideWithToken] == .dmarc)
        #expect(ladder[.verifier, .command] == .domain)
        #expect(ladder[.stranger, .complaint] == .dmarc)
        #expect(configuration.files.map(\.key).contains("trust.anchors-file"))
        #expect(configuration.files.map(\.key).contains("trust.crl-file"))
    }

    @Test(
        "each mistake is named with its place and what to write",
        arguments: [
            ("{ verifier: { decide: signd } }", "did you mean 'signed'?"),
            ("{ verifier: { decides: dmarc } }", "did you mean 'decide'?"),
            ("{ applicant: { decide: dmarc } }", "unknown key 'decide'"),
            ("{ stranger: { command: confirmed } }", "no mailbox of a stranger is on file"),
            ("{ verifiers: { decide: dmarc } }", "did you mean 'verifier'?"),
            ("{ verifier: dmarc }", "expected keys with values"),
            ("{ registration-authority: { decide: signed } }", "trust.anchors-file names no authority"),
        ])
    func mistaken(trust: String, expected: String) {
        let found = mistakes(trust)
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.hasPrefix("desk.yaml:4:") == true, "\(found)")
        #expect(found.first?.contains(expected) == true, "\(found)")
    }
}
