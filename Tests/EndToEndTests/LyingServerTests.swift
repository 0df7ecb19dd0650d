import Foundation
import Testing

/// A mailbox that lies about one message: the message stays for later, and the truth is good enough then.
@Suite(.enabled(if: Program.isPresent))
struct LyingServerTests {
    @Test(arguments: LyingServer.Lie.allCases)
    func `a message the server lied about is taken when it tells the truth`(_ lie: LyingServer.Lie) throws {
        let server = try LyingServer((1...3).map { SampleMail.submission($0).octets })
        defer { try? server.stop() }
        let desk = try DeskFixture(
            DeskFixture.configuration(
                mailbox: """
                    url: "imaps://localhost:\(server.port)/INBOX", user: x, password-file: secrets/word, \
                    ca-file: "\(server.authority)"
                    """))
        try desk.write("secrets/word", "word\n")
        chmod("\(desk.path)/secrets/word", 0o600)

        try server.tell(lie)
        let deceived = try desk.run("run")
        print("\(lie): exit \(deceived.code ?? -1) \(deceived.errors)", terminator: "")
        #expect(deceived.code == 0 || deceived.code == 75, "\(deceived)")
        #expect(deceived.code == 0 || !deceived.errors.isEmpty)
        let applicants = Set(try desk.requests().map(\.applicant))
        // What was cut short must not have been read as if it were whole.
        #expect(applicants.contains(SampleMail.applicant(2)) == (lie == .none))

        try server.tell(.none)
        let honest = try desk.run("run")
        #expect(honest.isClean, "\(honest)")
        #expect(try desk.requests().map(\.applicant).sorted() == (1...3).map { SampleMail.applicant($0) })
        #expect(desk.sentCount() == 6)
        #expect(try desk.reconciliation().outcomes == ["processed": 3])
        #expect(try desk.run("audit", "verify").code == 0)
    }
}
