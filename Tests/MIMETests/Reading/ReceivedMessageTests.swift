import Domain
import MIME
import Testing

struct ReceivedMessageTests {
    private func read(_ text: String) -> ReceivedMessage {
        MessageReader().receivedMessage(Mail.octets("From: a@b.id\n" + text))
    }

    private func mixed(_ parts: String...) -> ReceivedMessage {
        read(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n" + parts.joined(separator: "\n--b\n")
                + "\n--b--\n")
    }

    @Test func `a rich mail is read in all its parts`() throws {
        let message = MessageReader().receivedMessage(Mail.rich)
        #expect(message.defects.isEmpty)
        #expect(message.originator?.description == "Budi Santöso <budi@example.go.id>")
        #expect(message.to.map(\.displayName) == ["Layanan", "Desk, The"])
        #expect(message.deliveredTo.map(\.addrSpec) == ["layanan+abc@example.go.id"])
        #expect(message.subject == "Permohonan baru")
        #expect(message.messageID?.value == "m1@example.go.id")
        #expect(message.references.map(\.value) == ["a@example.id", "b@example.id"])
        #expect(message.inReplyTo.map(\.value) == ["b@example.id"])
        #expect(message.date?.description == "2026-11-23T02:00:00Z")
        #expect(message.mediaType == "multipart/mixed")
        #expect(message.mediaTypeParameters == ["boundary": "outer"])
        #expect(message.body == "Nama: Budi Santöso dari Dinas")
        #expect(message.bodySource == .plain)
        #expect(message.alternativeBody == "Nama\tBudi")
        #expect(message.attachments.map(\.filename) == ["kätepe.jpg", nil])
        #expect(message.attachments.map(\.mediaType) == ["image/jpeg", "message/rfc822"])
        let picture = try #require(message.attachments.first)
        #expect(picture.content.size == 10)
        #expect(picture.content.prefix == picture.content.decoded())
        #expect(!picture.isDamaged && !picture.isInline)
        let inner = String(decoding: message.attachments[1].content.decoded(), as: UTF8.self)
        #expect(inner == "From: other@example.id\r\nSubject: inside\r\n\r\nhello")
    }

    @Test func `HTML alone is the body as text`() {
        let message = read("Content-Type: text/html; charset=utf-8\n\n<p>Nama: Budi</p><p>NIK: 1</p>")
        #expect(message.body == "Nama: Budi\nNIK: 1")
        #expect(message.bodySource == .html)
        #expect(message.alternativeBody == nil)
    }

    @Test(arguments: ["", " \n\n", "\u{A0}\n", "\u{200B}"])
    func `a blank text gives way to its HTML`(plain: String) {
        let message = read(
            """
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            \(plain)
            --b
            Content-Type: text/html

            <b>isi</b>
            --b--
            """)
        #expect(message.body == "isi")
        #expect(message.bodySource == .html)
    }

    @Test func `no text at all is an empty body`() {
        let message = mixed("Content-Type: image/png\n\nx")
        #expect(message.body.isEmpty)
        #expect(message.bodySource == .none)
        #expect(message.attachments.count == 1)
    }

    @Test func `a text with a name or a disposition is an attachment`() {
        let message = mixed(
            "Content-Type: text/plain\n\nbody", "Content-Type: text/plain; name=a.txt\n\na",
            "Content-Disposition: attachment\n\nb", "Content-Disposition: inline; filename=c.txt\n\nc",
            "Content-Type: text/csv\n\nd", "Content-Type: text/html; name=e.html\n\ne")
        #expect(message.body == "body")
        #expect(
            message.attachments.map { String(decoding: $0.content.decoded(), as: UTF8.self) } == [
                "a", "b", "c", "d", "e",
            ])
        #expect(message.attachments.map(\.isInline) == [false, false, true, false, false])
    }

    @Test func `texts of a mixed message are joined, footers included`() {
        let message = mixed(
            "Content-Type: text/plain\n\none", "Content-Type: image/png\n\nx",
            "Content-Type: text/plain\n\nfooter")
        #expect(message.body == "one\nfooter")
        #expect(message.alternativeBody == nil)
    }

    @Test func `HTML with a plain footer is body in order`() {
        let message = mixed("Content-Type: text/html\n\n<p>isi</p>", "Content-Type: text/plain\n\nfooter")
        #expect(message.body == "isi\nfooter")
        #expect(message.bodySource == .html)
    }

    @Test func `only the root of a related message is text`() {
        let message = read(
            """
            Content-Type: multipart/related; boundary=b; start="<root@x>"

            --b
            Content-Type: text/plain
            Content-ID: <other@x>

            not me
            --b
            Content-Type: text/html
            Content-ID: <root@x>

            me
            --b
            Content-Type: image/png
            Content-ID: <pic@x>
            Content-Disposition: inline

            x
            --b--
            """)
        #expect(message.body == "me")
        #expect(message.attachments.map(\.contentID) == ["other@x", "pic@x"])
        #expect(message.attachments.map(\.isInline) == [false, true])
    }

    @Test func `a delivery report gives its pieces`() {
        let message = read(
            """
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b

            Undelivered
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; x

            Final-Recipient: rfc822; a@b.id
            --b
            Content-Type: text/rfc822-headers

            Message-ID: <m@x>
            --b--
            """)
        #expect(message.body == "Undelivered")
        #expect(message.mediaTypeParameters["report-type"] == "delivery-status")
        #expect(message.attachments.map(\.mediaType) == ["message/delivery-status", "text/rfc822-headers"])
        #expect(message.attachments[0].content.size == 56)
    }

    @Test func `the signature of a signed message is an attachment`() {
        let message = read(
            """
            Content-Type: multipart/signed; boundary=b; protocol="application/pkcs7-signature"

            --b

            signed
            --b
            Content-Type: application/pkcs7-signature; name=smime.p7s

            x
            --b--
            """)
        #expect(message.body == "signed")
        #expect(message.attachments.map(\.filename) == ["smime.p7s"])
    }

    @Test func `defects inside a forwarded message are not this message's`() {
        let message = mixed(
            "\ntext", "Content-Type: message/rfc822\n\nFrom: x\nFrom: y\nContent-Type: multipart/mixed\n\nz")
        #expect(message.defects.isEmpty)
        #expect(message.attachments.map(\.mediaType) == ["message/rfc822"])
    }

    @Test func `NUL and bare CR in a body are tolerable and leave clean text`() {
        let message = read("\na\0b\rc\n")
        #expect(message.body == "ab\nc\n")
        #expect(message.defects.map(\.name) == ["nul-in-body", "bare-cr-in-body"])
        #expect(message.disqualifyingDefect == nil)
    }

    @Test func `NUL stays in an attachment`() {
        let message = read("Content-Type: application/octet-stream\n\na\0b")
        #expect(message.attachments[0].content.decoded() == [97, 0, 98])
    }

    @Test func `a text too large for a body is an attachment`() {
        var limits = MessageLimits.standard
        limits.bodyBytes = 10
        let message = MessageReader(limits: limits).receivedMessage(
            Mail.octets("From: a@b.id\n\n12345678901"))
        #expect(message.body.isEmpty)
        #expect(message.attachments.map(\.content.size) == [11])
        #expect(message.defects.map(\.name) == ["body-too-large"])
    }

    @Test func `a multipart that cannot be parted is kept as an attachment`() {
        let message = read("Content-Type: multipart/mixed; boundary=zz\n\ncontent")
        #expect(message.attachments.map(\.mediaType) == ["multipart/mixed"])
        #expect(message.disqualifyingDefect?.name == "boundary-not-found")
    }

    @Test func `subjects are one line`() {
        #expect(read("Subject: =?utf-8?q?a=0D=0ABcc:_x=E2=80=A8y?=\n\n").subject == "a  Bcc: x y")
    }

    @Test func `identifiers are found among words`() {
        let message = read("In-Reply-To: Your mail of <x y@b> <a@b>\nReferences: <c@d>\n <e@f>,<g@h>\n\n")
        #expect(message.inReplyTo.map(\.value) == ["xy@b", "a@b"])
        #expect(message.references.map(\.value) == ["c@d", "e@f", "g@h"])
    }
}
