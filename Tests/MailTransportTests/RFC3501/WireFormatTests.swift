import Domain
import Testing

@testable import MailTransport

@Suite struct WireFormatTests {
    @Test(arguments: [
        ("INBOX", "\"INBOX\""), ("Arsip/2026", "\"Arsip/2026\""), ("a\"b\\c", "\"a\\\"b\\\\c\""),
        ("R&D", "\"R&-D\""), ("~peter/mail/台北/日本語", "\"~peter/mail/&U,BTFw-/&ZeVnLIqe-\""),
        ("😀", "\"&2D3eAA-\""),
    ])
    func `mailbox names travel in modified UTF-7`(name: String, expected: String) {
        #expect(MailboxName.quoted(name) == expected)
    }

    @Test(arguments: ["", "a\r\nS9 DELETE x", "a\u{0}", "a\u{7F}"])
    func `a mailbox name cannot end a command`(name: String) {
        #expect(MailboxName.quoted(name) == nil)
    }

    @Test func `identifier sets join runs`() {
        #expect(UIDSet.text([1, 2, 3, 7, 9, 10].map { UID($0) }) == "1:3,7,9:10")
        #expect(UIDSet.text([UID(.max - 1), UID(.max)]) == "4294967294:4294967295")
        #expect(UIDSet.text([]) == "")
        #expect(
            UIDSet.pieces([3, 1, 1, 2].map { UID($0) }, size: 2).map { $0.map(\.value) } == [[1, 2], [3]])
    }

    @Test(arguments: [
        ("17-Jul-1996 02:44:25 -0700", "1996-07-17T09:44:25Z"),
        (" 1-jan-2026 00:00:00 +0000", "2026-01-01T00:00:00Z"),
    ])
    func `internal dates are moments`(text: String, expected: String) {
        #expect(InternalDate.timestamp(Array(text.utf8))?.description == expected)
    }

    @Test(arguments: [
        "31-Feb-2026 00:00:00 +0000", "17-Jul-1996 02:44:25", "17-Xyz-1996 02:44:25 -0700", "",
        "17-Jul-1996 25:44:25 -0700",
    ])
    func `other dates are none`(text: String) {
        #expect(InternalDate.timestamp(Array(text.utf8)) == nil)
    }

    @Test func `response codes are read, texts are not`() {
        let status = StatusResponse(Array("S1 NO [UNAVAILABLE] budi@x.id is busy".utf8), from: 3)
        #expect(status?.description == "NO [UNAVAILABLE]")
        #expect(status?.isTransient == true)
        #expect(StatusResponse(Array("* OK [UIDVALIDITY 77] ok".utf8), from: 2)?.number == 77)
        #expect(StatusResponse(Array("* 5 EXISTS".utf8), from: 2) == nil)
    }
}
