import Testing

@testable import Rehearsal

@Suite("The list of private servers")
struct ServerListTests {
    private let text =
        "IMAP_PORT=1\nIMAPS_PORT=2\nSMTP_PORT=3\nSMTPS_PORT=4\nCA_FILE=/a/ca.pem\nPASSWORD_FILE=/a/p\n"

    @Test("ports and files are read by name")
    func read() throws {
        let list = try #require(ServerList(text: text))
        #expect(list.imapsPort == 2 && list.smtpsPort == 4)
        #expect(list.certificateAuthorityFile == "/a/ca.pem" && list.passwordFile == "/a/p")
    }

    @Test(
        "a missing or impossible value is refused",
        arguments: ["IMAPS_PORT=2", "SMTPS_PORT=4", "CA_FILE=/a/ca.pem"])
    func refuse(line: String) {
        #expect(ServerList(text: text.replacing(line, with: "")) == nil)
        #expect(ServerList(text: text.replacing("=2", with: "=70000")) == nil)
    }
}
