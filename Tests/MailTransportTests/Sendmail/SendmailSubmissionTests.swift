import Domain
import Foundation
import Testing

@testable import MailTransport

/// One after the other: a script cannot be started while another test's child still holds it open.
@Suite(.serialized) struct SendmailSubmissionTests {
    private func outcome(
        _ script: String, in folder: TemporaryFolder, from sender: String? = "desk@desk.test",
        bytes: [UInt8] = wire("a\n.\nb\n"),
        total: Duration = .seconds(10)
    ) throws -> SubmissionOutcome {
        try folder.write("sendmail", "#!/bin/sh\n\(script)\n", mode: 0o700)
        let item = SubmissionItem(
            id: 5, reversePath: sender.flatMap { EmailAddress($0) },
            recipient: try #require(EmailAddress("-oQ/tmp@x.test")), bytes: bytes)
        let submission = SendmailSubmission(
            program: folder.path + "/sendmail", deadlines: TransportDeadlines(total: total))
        return try #require(try SMTPSubmissionTests.deliver([item], submission).outcomes.first)
    }

    @Test func `the program gets its arguments one by one and the mail with LF`() throws {
        let folder = try TemporaryFolder()
        let script = "for a in \"$@\"; do echo \"$a\"; done >\(folder.path)/args; cat >\(folder.path)/mail"
        #expect(try outcome(script, in: folder).result == .accepted)
        #expect(try folder.text("args") == "-i\n-f\ndesk@desk.test\n--\n-oQ/tmp@x.test\n")
        #expect(try folder.text("mail") == "a\n.\nb\n")
        #expect(try outcome(script, in: folder, from: nil).result == .accepted)
        #expect(try folder.text("args").contains("-f\n<>\n"))
    }

    @Test(arguments: [
        (75, SubmissionOutcome.Result.deferred), (69, .deferred), (67, .rejected), (65, .rejected),
        (71, .deferred),
        (64, .rejected), (1, .deferred),
    ])
    func `exit codes have their meaning`(code: Int, result: SubmissionOutcome.Result) throws {
        #expect(try outcome("cat >/dev/null; exit \(code)", in: TemporaryFolder()).result == result)
    }

    @Test func `a program that reads nothing accepts nothing`() throws {
        let large = wire(String(repeating: "0123456789\n", count: 200_000))
        #expect(try outcome("exit 0", in: TemporaryFolder(), bytes: large).result == .deferred)
    }

    @Test func `a program that hangs is ended and its mail's end is open`() throws {
        let result = try outcome("exec sleep 60", in: TemporaryFolder(), total: .milliseconds(300)).result
        #expect(result == .unknown)
    }

    @Test func `a missing program defers`() throws {
        let item = SubmissionItem(
            id: 1, reversePath: nil, recipient: try #require(EmailAddress("a@x.test")), bytes: wire("a\n"))
        let submission = SendmailSubmission(program: "/nonexistent/sendmail")
        #expect(try SMTPSubmissionTests.deliver([item], submission).outcomes[0].result == .deferred)
    }
}
