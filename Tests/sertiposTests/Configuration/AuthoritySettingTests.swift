import Domain
import PKI
import Testing

@testable import sertipos

@Suite("desk.yaml: the authority")
struct AuthoritySettingTests {
    @Test(
        "each mistake is named with file, line, column and what to write",
        arguments: [
            (
                "submission:", "authority: { kind: embeded }\nsubmission:",
                "desk.yaml:4:20: unknown kind of authority 'embeded'; did you mean 'embedded'?"
            ),
            (
                "submission:", "authority: { kind: mailed }\nsubmission:",
                "desk.yaml:4:12: authority.recipient-key is missing; write 'recipient-key: secrets/ra-public.pem' below 'authority:'"
            ),
            (
                "submission:", "authority: { name: \(String(repeating: "a", count: 54)) }\nsubmission:",
                "desk.yaml:4:20: the name is too long; write at most 53 characters"
            ),
            (
                "submission:", "authority: { key: dsa }\nsubmission:",
                "desk.yaml:4:19: unknown kind of key 'dsa'; write one of: p-256, rsa-3072"
            ),
            (
                "submission:", "authority: { key: rsa-2048 }\nsubmission:",
                "desk.yaml:4:19: unknown kind of key 'rsa-2048'; write one of: p-256, rsa-3072"
            ),
            (
                "submission:", "authority: { validity: 2 }\nsubmission:",
                "desk.yaml:4:24: '2' is not a period; write a whole number and m, h, d or y, such as 30m, 72h, 14d or 2y"
            ),
            (
                "submission:", "authority: { crl-url: \"ftp://x/y.crl\" }\nsubmission:",
                "desk.yaml:4:23: 'ftp://x/y.crl' is not a web address; begin it with http:// or https://"
            ),
            (
                "submission:", "authority: { passphrase: rahasia }\nsubmission:",
                "desk.yaml:4:14: unknown key 'passphrase'; did you mean 'passphrase-file'?"
            ),
        ])
    func mistake(old: String, new: String, message: String) {
        #expect(ConfigurationSample.mistakes(replacing: old, by: new) == [message])
    }

    @Test(
        "doubts are warnings with their place",
        arguments: [
            (
                "submission:", "authority: { recipient-key: x }\nsubmission:",
                "4:29: authority.recipient-key is not used with 'kind: embedded'"
            ),
            (
                "submission:",
                "authority: { kind: mailed, recipient-key: k.pem, key: p-256 }\nsubmission:",
                "4:55: authority.key is not used with 'kind: mailed'"
            ),
            (
                "submission:",
                "authority: { kind: mailed, recipient-key: k.pem, crl-url: \"http://x/y\" }\nsubmission:",
                "4:59: authority.crl-url is not used with 'kind: mailed'"
            ),
            (
                "submission:",
                "authority: { kind: mailed, recipient-key: k.pem, validity: 1y }\nsubmission:",
                "4:60: authority.validity is not used with 'kind: mailed'"
            ),
            (
                "submission:",
                "authority: { kind: mailed, recipient-key: k.pem, passphrase-file: p }\nsubmission:",
                "4:67: authority.passphrase-file is not used with 'kind: mailed'"
            ),
        ])
    func doubts(old: String, new: String, message: String) throws {
        #expect(try ConfigurationSample.warnings(replacing: old, by: new) == ["desk.yaml:\(message)"])
    }

    @Test(
        "every key of the desk's own authority takes effect, and its passphrase file is checked with the others"
    )
    func embedded() throws {
        let configuration = try ConfigurationSample.load(
            replacing: "submission:",
            by: """
                authority: { name: \(String(repeating: "a", count: 53)), key: rsa-3072, validity: 1y, passphrase-file: p, crl-url: "http://x.go.id/y.crl" }
                submission:
                """)
        guard case .embedded(let embedded) = configuration.authority.kind else {
            Issue.record("the desk's own authority was asked for")
            return
        }
        #expect(configuration.warnings == [])
        #expect(configuration.authority.name?.count == 53)
        #expect(embedded.key == .rsa3072 && embedded.validity == 366 * 86_400)
        #expect(embedded.revocationListURL == "http://x.go.id/y.crl")
        #expect(configuration.files.map(\.key) == ["authority.passphrase-file"])
    }
}
