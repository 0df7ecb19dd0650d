import Domain
import Testing

@testable import Rehearsal

@Suite("People follow links")
struct ReceivedLetterTests {
    private func link() throws -> MailtoLink {
        MailtoLink(
            recipient: try Samples.address("layanan+kode@desk.test"),
            subject: "[SE-2026-000001-7] Data & identitas", body: "Isi di sini\nKode: x\n")
    }

    @Test("a button is known by its label, whatever tricks stand around it")
    func labels() throws {
        let url = try link().url.replacing("&", with: "&amp;")
        let letter = Samples.deskMail(
            subject: "[SE-2026-000001-7] Lengkapi",
            html: """
                <p><a href="mailto:layanan@desk.test">layanan@desk.test</a></p>
                <a class="button" href="\(url)" style="x"><i hidden>&emsp;</i><span>Isi  data
                &quot;diri&quot; &#38; KTP</span><i>&emsp;&#8203;</i></a>
                """)
        #expect(letter.links.map(\.label) == ["Isi data \"diri\" & KTP"])
        #expect(letter.link("Isi data \"diri\" & KTP") == (try link()))
        #expect(letter.number?.description == "SE-2026-000001-7")
    }

    @Test("following a link writes to its address with its subject and the edited body")
    func follow() throws {
        let person = try Samples.person(.mutt)
        let letter = person.follow(try link()) { $0.replacing("Isi di sini", with: "Sudah diisi") }
        #expect(letter.recipient.addrSpec == "layanan+kode@desk.test")
        #expect(letter.subject == "[SE-2026-000001-7] Data & identitas")
        #expect(letter.text == "Sudah diisi\nKode: x\n")
        let sent = try Samples.sent(letter)
        #expect(sent.message.subject == letter.subject)
        #expect(sent.message.inReplyTo.isEmpty)
        #expect(sent.text.contains("Kode: x"))
    }

    @Test("a reply goes to Reply-To and stays in the thread")
    func reply() throws {
        let original = Samples.deskMail(subject: "Halo", html: "<p>Halo</p>")
        let sent = try Samples.sent(try Samples.person(.mutt).reply(to: original, text: "Setuju"))
        #expect(sent.message.to.map(\.address.addrSpec) == ["layanan+abc@desk.test"])
        #expect(sent.message.inReplyTo.map(\.value) == ["m.1@desk.test"])
        #expect(sent.message.subject == "Re: Halo")
    }

    @Test("broken HTML gives no links and does not trap")
    func broken() {
        for html in [
            "<a href=", "<a href=\"mailto:", "<a >x</a", "</a><a ", "<a href='mailto:%'>x</a>", "&",
            "<a href=\"x\">&#x110000;&#;&;</a>",
        ] {
            #expect(Samples.deskMail(subject: "x", html: html).links.isEmpty, "\(html)")
        }
    }
}
