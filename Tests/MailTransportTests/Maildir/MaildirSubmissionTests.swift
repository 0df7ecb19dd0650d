import Domain
import Foundation
import Testing

@testable import MailTransport

@Suite struct MaildirSubmissionTests {
    private func item(_ recipient: String, _ bytes: [UInt8], from sender: String? = "desk@desk.test") throws
        -> SubmissionItem
    {
        SubmissionItem(
            id: 1, reversePath: sender.flatMap { EmailAddress($0) },
            recipient: try #require(EmailAddress(recipient)), bytes: bytes)
    }

    @Test func `what is delivered can be read back byte for byte`() throws {
        let folder = try TemporaryFolder()
        let submission = MaildirSubmission(path: folder.path + "/boxes")
        let message = wire("Subject: x\n\none\n\ntwo\n")
        let items = [
            try item("Budi+abc@X.test", message), try item("budi@x.test", message, from: nil),
        ]
        let outcomes = try SMTPSubmissionTests.deliver(items, submission).outcomes
        #expect(outcomes.map(\.result) == [.accepted, .accepted])
        #expect(folder.names("boxes") == ["budi@x.test"])
        #expect(folder.names("boxes/budi@x.test/tmp").isEmpty)
        let maildir = Maildir(path: folder.path + "/boxes/budi@x.test")
        #expect(try maildir.open().exists == 2)
        var sink = CollectingSink()
        try maildir.fetch(entries([1, 2]), into: &sink)
        #expect(
            Set(sink.whole.values) == [
                wire("Return-Path: <desk@desk.test>\nDelivered-To: Budi+abc@x.test\n") + message,
                wire("Return-Path: <>\nDelivered-To: budi@x.test\n") + message,
            ])
    }

    @Test func `no address leads out of the folder`() throws {
        let submission = MaildirSubmission(path: "/boxes")
        for (text, expected) in [
            ("a/b@x.test", "/boxes/a%2Fb@x.test"), ("a%2Fb@x.test", "/boxes/a%252fb@x.test"),
            ("Budi+kode@x.test", "/boxes/budi@x.test"),
        ] {
            #expect(submission.folder(for: try #require(EmailAddress(text))) == expected)
        }
        let long = try #require(
            EmailAddress(
                String(repeating: "/", count: 64) + "@" + String(repeating: "abcdefghi.", count: 17) + "id"))
        #expect(submission.folder(for: long) == nil)
    }

    @Test func `a folder that cannot be written defers`() throws {
        let folder = try TemporaryFolder()
        try folder.write("file", "")
        let submission = MaildirSubmission(path: folder.path + "/file/boxes")
        #expect(
            try SMTPSubmissionTests.deliver([item("a@x.test", wire("x\n"))], submission).outcomes[0].result
                == .deferred)
    }

    @Test func `the last byte is the first fault`() throws {
        let folder = try TemporaryFolder()
        let submission = MaildirSubmission(path: folder.path)
        let outcome = try SMTPSubmissionTests.deliver([item("a@x.test", Array("x\n".utf8))], submission)
            .outcomes[0]
        #expect(outcome.result == .rejected)
        #expect(folder.names("").isEmpty)
    }
}
