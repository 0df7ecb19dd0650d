import Domain
import MIME
import Testing

struct HeaderSectionTests {
    private let reader = MessageReader()

    @Test func `folded values are unfolded and trimmed`() {
        let message = reader.receivedMessage(Mail.octets(header: "X-A:  one\n\ttwo\n  three \nX-B:x\n"))
        #expect(message.values(of: "x-a") == ["one\ttwo  three"])
        #expect(message.values(of: "X-B") == ["x"])
        #expect(message.defects.isEmpty)
    }

    @Test func `LF line ends read like CRLF line ends`() {
        let crlf = reader.receivedMessage(Mail.rich)
        let lf = reader.receivedMessage(Mail.rich.filter { $0 != 13 })
        #expect(crlf.headerFields == lf.headerFields)
        #expect(crlf.body == lf.body)
        #expect(
            crlf.attachments.map(\.content.size).prefix(1) == lf.attachments.map(\.content.size).prefix(1))
    }

    @Test func `raw 8-bit values are UTF-8 or windows-1252`() {
        let octets = Mail.octets("Subject: ") + [0xC3, 0xB6] + Mail.octets("\nX-A: ") + [0xF6, 0x80, 10, 10]
        let message = reader.receivedMessage(octets)
        #expect(message.subject == "ö")
        #expect(message.values(of: "X-A") == ["ö€"])
    }

    @Test(arguments: [
        ("From: c@d.id\n", "duplicate-from"), ("Date: x\nDate: y\n", "duplicate-date"),
        ("Message-ID: <a@b>\nMessage-Id: <c@d>\n", "duplicate-message-id"),
        ("Subject: a\nsubject: a\n", "duplicate-subject"), ("To: a@b.id\nTo: c@d.id\n", "duplicate-to"),
        ("Sender: a@b.id\nSender: c@d.id\n", "duplicate-sender"),
        ("References: <a@b>\nReferences: <c@d>\n", "duplicate-thread-field"),
        ("Content-Type: text/plain\nContent-Type: text/html\n", "duplicate-content-field"),
        ("Content-Transfer-Encoding: 7bit\nContent-transfer-encoding: base64\n", "duplicate-content-field"),
        ("Content-Disposition: inline\nContent-Disposition: inline\n", "duplicate-content-field"),
        ("Content-Type: multipart/mixed; boundary=a; boundary=b\n", "duplicate-boundary"),
        ("Content-Type: text/plain; charset=a; charset=b\n", "conflicting-parameter"),
        ("Subject: a\0b\n", "nul-in-header"), ("Subject: a\rb\n", "bare-cr-in-header"),
        ("Subject : a\n", "space-before-colon"), ("no field\n", "malformed-header-line"),
        ("Bad Name: a\n", "malformed-header-line"), (": a\n", "malformed-header-line"),
        ("Subject: a\n \t\n b\n", "blank-continuation"),
        ("Content-Type: multipart/mixed\n", "multipart-without-boundary"),
        ("Content-Type: multipart/mixed; boundary=zz\n", "boundary-not-found"),
        (
            "Content-Type: multipart/mixed; boundary=zz\nContent-Transfer-Encoding: base64\n",
            "encoded-multipart"
        ),
    ])
    func `what two readers could take differently is ambiguous`(header: String, name: String) {
        let message = reader.receivedMessage(Mail.octets(header: header))
        #expect(message.disqualifyingDefect != nil)
        #expect(message.defects.contains { $0.name == name && $0.severity == .ambiguous })
    }

    @Test(arguments: [
        ("Cc: a@b.id\nCc: c@d.id\n", "duplicate-copy-field"), ("Date: yesterday\n", "malformed-date"),
        ("Message-ID: none\u{20}here\n", "malformed-message-id"), ("To: undisclosed\n", "malformed-address"),
        ("Content-Type: text\n", "malformed-content-type"),
        ("Content-Type: text/plain; charset=utf-8; charset=utf-8\n", "duplicate-parameter"),
        ("Content-Transfer-Encoding: x-odd\n", "unknown-transfer-encoding"),
        ("X-Long: \(String(repeating: "x", count: 1000))\n", "long-line"),
        ("Content-Type: application/ms-tnef; name=winmail.dat\n", "tnef"),
    ])
    func `what every reader takes alike is tolerable`(header: String, name: String) {
        let message = reader.receivedMessage(Mail.octets(header: header))
        #expect(message.disqualifyingDefect == nil)
        #expect(message.defects.contains { $0.name == name && $0.severity == .tolerable })
    }

    @Test func `a continuation before the first field is ambiguous`() {
        let message = reader.receivedMessage(Mail.octets(" x\nFrom: a@b.id\n\n"))
        #expect(message.defects.contains { $0.name == "leading-continuation" })
    }

    @Test func `an mbox line is passed over at the top only`() {
        let message = reader.receivedMessage(Mail.octets("From a@b.id Mon Nov 23\nFrom: a@b.id\n\nx"))
        #expect(message.originator?.address.addrSpec == "a@b.id")
        #expect(message.disqualifyingDefect == nil)
    }

    @Test func `every fault has a name of its own`() {
        #expect(Set(MessageFault.allCases.map(\.rawValue)).count == MessageFault.allCases.count)
    }

    @Test func `a header section alone is read without defects of the missing body`() {
        let octets = Mail.octets("From: a@b.id\nContent-Type: multipart/mixed; boundary=b\nSubject: s\n\n")
        let message = reader.headerSection(octets)
        #expect(message.subject == "s")
        #expect(message.mediaType == "multipart/mixed")
        #expect(message.defects.isEmpty)
        #expect(reader.receivedMessage(octets).disqualifyingDefect?.name == "boundary-not-found")
    }
}
