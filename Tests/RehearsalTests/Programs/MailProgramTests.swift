import Domain
import Testing

@testable import Rehearsal

@Suite("Mail programs have their habits")
struct MailProgramTests {
    private let original = Samples.deskMail(
        subject: "Mohon verifikasi", text: "Yth. Budi,\n\nKode: abc\n", html: "<p>Kode: abc</p>")

    @Test("Gmail on a phone turns every line break of a link's body into a space; others do not")
    func damage() {
        let body = "Kode: x\n\nNama: Budi\nNIK: 3201\n"
        #expect(MailProgram.gmailPhone.opened(body: body) == "Kode: x  Nama: Budi NIK: 3201 ")
        #expect(MailProgram.outlook.opened(body: body) == body)
        #expect(MailProgram.mutt.opened(body: body) == body)
        #expect(MailProgram.webmail.opened(body: body) == body)
    }

    @Test("Gmail quotes below `Pada … menulis:`, in text and HTML")
    func gmail() throws {
        let sent = try Samples.sent(try Samples.person(.gmailPhone).reply(to: original, text: "Setuju"))
        #expect(
            sent.text.contains(
                "Setuju\n\nPada Sen, 23 Nov 2026 pukul 09.00 Meja Layanan <layanan@desk.test> menulis:\n\n> Yth. Budi,"
            ))
        #expect(sent.text.contains("\n> Kode: abc"))
        #expect(sent.html?.contains("<blockquote class=\"gmail_quote\"") == true)
    }

    @Test("mutt quotes below `On … wrote:` and sends no HTML")
    func mutt() throws {
        let sent = try Samples.sent(try Samples.person(.mutt).reply(to: original, text: "Setuju"))
        #expect(
            sent.text.contains(
                "On Mon, Nov 23, 2026 at 09:00:00, Meja Layanan <layanan@desk.test> wrote:\n\n> Yth."))
        #expect(sent.html == nil)
    }

    @Test("Outlook sends HTML only, with the original below its header block")
    func outlook() throws {
        let sent = try Samples.sent(try Samples.person(.outlook).reply(to: original, text: "Setuju"))
        #expect(sent.message.bodySource == .html)
        #expect(sent.message.subject == "BLS: Mohon verifikasi")
        #expect(sent.html?.contains("<b>Dikirim:</b> Senin, 23 November 2026 09.00<br>") == true)
        #expect(sent.html?.contains("<b>Perihal:</b> Mohon verifikasi") == true)
    }

    @Test("webmail breaks every line at 76 columns, a long word anywhere")
    func webmail() throws {
        let word = String(repeating: "x", count: 100)
        let words = String(repeating: "kata ", count: 20)
        let sent = try Samples.sent(
            try Samples.person(.webmail).reply(to: original, text: "\(word)\n\(words)"))
        let lines = sent.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            lines.prefix(2) == [
                "\(String(repeating: "x", count: 76))", "\(String(repeating: "x", count: 24))",
            ])
        #expect(lines[2].count <= 76 && lines[2].hasSuffix("kata"))
        #expect(sent.text.contains("\n> Kode: abc"))
    }

    @Test("a form becomes a table in Outlook; what is typed never becomes markup")
    func table() throws {
        var letter = try Samples.person(.outlook).write(
            to: try Samples.address("layanan@desk.test"), subject: "Permohonan",
            text: "Jenis: Penerbitan\nNama: <b>Budi</b> & \"Ibu\"\nNIP:\n\nSalam")
        letter.documents = [.photo("KTP Budi.jpg")]
        let sent = try Samples.sent(letter)
        let html = try #require(sent.html)
        #expect(html.contains("<td><p class=\"MsoNormal\">Nama</p>\n</td>"))
        #expect(html.contains("&lt;b&gt;Budi&lt;/b&gt; &amp; &quot;Ibu&quot;"))
        #expect(!html.contains("<b>Budi"))
        #expect(html.components("<tr>") == 3)
        #expect(sent.message.attachments.map(\.filename) == ["KTP Budi.jpg"])
        #expect(sent.message.attachments.first?.content.decoded() == letter.documents[0].bytes)
    }

    @Test(
        "long lines, foreign letters and long subjects arrive as they were typed",
        arguments: MailProgram.allCases)
    func transport(program: MailProgram) throws {
        let words = String(repeating: "ñama panjang ", count: 120)
        let letter = try Samples.person(program).write(
            to: try Samples.address("layanan@desk.test"),
            subject: "Permohonan “penerbitan” untuk Ñoño — " + words.prefix(60),
            text: words)
        let sent = try Samples.sent(letter)
        #expect(sent.message.defects.isEmpty)
        #expect(sent.message.subject.trimmed == letter.subject.trimmed)
        #expect(sent.flatText == words.trimmed)
    }
}

extension String {
    /// How often `piece` occurs.
    fileprivate func components(_ piece: String) -> Int { ranges(of: piece).count }
}
