import Domain
import MailTransport
import Testing

@testable import sertipos

@Suite("desk.yaml: the malware scanner")
struct ScanSettingTests {
    @Test("nobody scans unless it is written")
    func off() throws {
        #expect(try ConfigurationSample.load().scan.clamd == nil)
        #expect(
            try ConfigurationSample.load(replacing: "submission:", by: "scan:\nsubmission:").scan.clamd == nil
        )
    }

    @Test("a socket of this machine is taken")
    func socket() throws {
        for (text, address) in [
            ("unix:/run/clamav/clamd.ctl", ClamdAddress.unix(path: "/run/clamav/clamd.ctl")),
            ("tcp:127.0.0.1:3310", .loopback(port: 3310)),
        ] {
            let configuration = try ConfigurationSample.load(
                replacing: "submission:", by: "scan: { clamd: \"\(text)\" }\nsubmission:")
            #expect(configuration.scan.clamd == address)
        }
    }

    @Test(
        "each mistake is named with file, line, column and what to write",
        arguments: [
            (
                "scan: { clamd: \"tcp:10.0.0.1:3310\" }",
                "desk.yaml:4:16: 'tcp:10.0.0.1:3310' is not a socket of a clamd on this machine; write it like unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310"
            ),
            ("scan: { clam: x }", "desk.yaml:4:9: unknown key 'clam'; did you mean 'clamd'?"),
        ])
    func mistakes(line: String, message: String) {
        #expect(
            ConfigurationSample.mistakes(replacing: "submission:", by: "\(line)\nsubmission:") == [message])
    }
}
