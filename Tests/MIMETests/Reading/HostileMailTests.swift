import Domain
import MIME
import Testing

/// Mails made to exhaust a reader. Sizes are a tenth of what a release build was measured with.
struct HostileMailTests {
    private func check(_ text: String, _ limit: String?) {
        let octets = Array(text.utf8)
        let message = MessageReader().receivedMessage(octets)
        let tree = MessageReader().entity(octets)
        #expect(tree.flattened.count <= MessageLimits.standard.parts)
        if let limit {
            #expect(tree.allDefects.contains { $0.name == limit })
            #expect(message.defects.count < 1000)
        }
    }

    @Test func `100,000 nested multiparts end at the depth limit`() {
        var text = ""
        for level in 0..<100_000 {
            text += "Content-Type: multipart/mixed; boundary=b\(level)_\n\n--b\(level)_\n"
        }
        check(text, "too-deep")
    }

    @Test func `100,000 messages within messages end at the depth limit`() {
        check(String(repeating: "Content-Type: message/rfc822\n\n", count: 100_000), "too-deep")
    }

    @Test func `20,000 parts end at the part limit`() {
        check(
            "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 20_000),
            "too-many-parts")
    }

    @Test func `parts are counted over the whole tree`() {
        let inner =
            "Content-Type: multipart/mixed; boundary=c\n\n" + String(repeating: "--c\n\nx\n", count: 150)
        check(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\(inner)\n--b\n\(inner)\n--b--\n",
            "too-many-parts")
    }

    @Test func `a 2 MB header line ends at the header limit`() {
        check("Subject: " + String(repeating: "x", count: 2_000_000), "header-too-large")
    }

    @Test func `200,000 folds end at the line limit`() {
        check("Subject: x\n" + String(repeating: " x\n", count: 200_000), "too-many-header-lines")
    }

    @Test func `a hostile part header is a limit too`() {
        let part = "--b\n" + String(repeating: "A: b\n", count: 2000) + "\nx\n"
        let message = MessageReader().receivedMessage(
            Array(("Content-Type: multipart/mixed; boundary=b\n\n" + part).utf8))
        #expect(message.disqualifyingDefect?.severity == .limit)
        #expect(message.body.isEmpty && message.attachments.isEmpty)
    }

    @Test(arguments: [
        "From: " + String(repeating: ":", count: 99_999), "From: " + String(repeating: "(", count: 99_999),
        "From: " + String(repeating: "<", count: 99_999), "From: " + String(repeating: "\"\\", count: 50_000),
        "To: " + String(repeating: ",", count: 99_999), "To: " + String(repeating: "a@b,", count: 50_000),
        "Subject: " + String(repeating: "=?u?q?", count: 30_000),
        "Subject: " + String(repeating: "=?u?b?", count: 30_000),
        "References: " + String(repeating: "<", count: 99_999),
        "Date: " + String(repeating: "1-", count: 50_000),
        "Content-Type: a/b; " + String(repeating: "a ", count: 50_000),
        "Content-Type: a/b; name=" + String(repeating: " ", count: 99_999) + "x",
        "Content-Type: a/b; " + String(repeating: ";", count: 99_999),
        "Content-Type: a/b" + String(repeating: "(", count: 99_999),
        "Content-Type: a/b; name*99999999999999999999*=x; name*0*=utf-8'''; *=x; **=y",
        "Content-Disposition: " + String(repeating: "\"", count: 99_999),
    ])
    func `hostile fields are read in one pass`(header: String) {
        check(header + "\n\nx", nil)
    }

    @Test(arguments: [
        "<a href=\"", "<table><tr><td>", "<blockquote>a<br>", "&am", "<", "<!--", "</", "<!", "<a b='\"",
        "&#", "<pre> ",
        "<script></x", "<br>", "<td>",
    ])
    func `hostile HTML is laid out in one pass`(piece: String) {
        check("Content-Type: text/html\n\n" + String(repeating: piece, count: 30_000), nil)
    }

    @Test func `bodies of hyphens and of soft breaks are linear`() {
        check(
            "Content-Type: multipart/mixed; boundary=--\n\n" + String(repeating: "-", count: 500_000),
            "boundary-not-found")
        check("Content-Type: text/plain; format=flowed\n\n" + String(repeating: "> \n", count: 100_000), nil)
        check("Content-Transfer-Encoding: quoted-printable\n\n" + String(repeating: "=", count: 300_000), nil)
        check("Content-Transfer-Encoding: base64\n\n" + String(repeating: "A=", count: 150_000), nil)
    }
}
