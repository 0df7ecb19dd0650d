import Domain
import Testing

@testable import Rehearsal

@Suite("The transcript")
struct TranscriptPageTests {
    private func page(
        _ letter: ReceivedLetter, remark: String = "answers", author: ScriptedPerson.Part? = nil
    ) -> String {
        var timeline = Timeline(deskName: "Meja \"A\" <b>", zone: .wib)
        var chapter = Timeline.Chapter(title: "Judul <i>", synopsis: "a & b")
        var entry = Timeline.Entry(kind: .mail, moment: Samples.moment, remark: remark)
        entry.mail = Timeline.Mail(
            number: 1, from: "the desk", to: "Budi", kind: "sender.help", author: author, letter: letter)
        var failure = Timeline.Entry(kind: .check, moment: Samples.moment, remark: "must be")
        failure.isFulfilled = false
        failure.finding = "<script>found()</script>"
        chapter.entries = [entry, failure]
        timeline.chapters = [chapter]
        timeline.mailCount = 1
        return TranscriptPage(timeline: timeline).html
    }

    @Test("nothing of a hostile mail becomes markup of the page")
    func hostile() {
        let hostile = "</iframe></pre></details><script>alert(1)</script>\" onload='x'"
        let html = page(
            Samples.deskMail(
                subject: hostile, text: hostile, html: "<p>Halo</p>" + hostile,
                fields: "X-Evil: \(hostile)\r\n", attachment: "</li><img src=x onerror=alert(1)>.pdf"),
            remark: hostile)
        #expect(!html.contains("<script"))
        #expect(!html.contains("<img"))
        #expect(!html.contains("\" onload="))
        #expect(html.ranges(of: "</iframe>").count == 1)
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(html.contains("&lt;script&gt;found()&lt;/script&gt;"))
        #expect(html.contains("<title>Rehearsal: Meja &quot;A&quot; &lt;b&gt;</title>"))
    }

    @Test("a mail's HTML is framed without any permission, under a policy that loads nothing")
    func sandbox() {
        let html = page(Samples.deskMail(subject: "Halo", html: "<p class=\"x\">Halo</p>"))
        #expect(html.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; "))
        #expect(html.contains("<iframe sandbox=\"\""))
        #expect(html.contains("srcdoc=\"&lt;p class=&quot;x&quot;&gt;Halo&lt;/p&gt;"))
        for outside in ["http:", "https:", "src=\"", "@import", "url("] {
            #expect(!html.contains(outside), "\(outside)")
        }
    }

    @Test("headers, attachments and what links open are shown")
    func content() throws {
        let link = MailtoLink(
            recipient: try Samples.address("layanan+kode@desk.test"), subject: "Data", body: "Kode: <x>\n")
        let html = page(
            Samples.deskMail(
                subject: "Halo", html: "<a href=\"\(link.url.replacing("&", with: "&amp;"))\">Isi</a>",
                attachment: "surat.pdf"))
        #expect(html.contains("The button <b>Isi</b> opens this answer"))
        #expect(html.contains("<dd>layanan+kode@desk.test</dd>"))
        #expect(html.contains("<pre>Kode: &lt;x&gt;</pre>"))
        #expect(html.contains("Attached: surat.pdf"))
        #expect(html.contains("<dt>Auto-Submitted</dt><dd>auto-generated</dd>"))
        #expect(html.contains("<a href=\"#story-1\">Judul &lt;i&gt;</a>"))
        #expect(html.contains("1 of 1 checks failed"))
    }

    @Test("desk, verifier, Registration Authority and officer have colours of their own")
    func colours() {
        let mail = Samples.deskMail(subject: "Halo", html: "<p>Halo</p>")
        #expect(page(mail).contains("<article class=\"mail ours\""))
        #expect(page(mail, author: .citizen).contains("<article class=\"mail person\""))
        for part in [ScriptedPerson.Part.verifier, .authority, .officer] {
            #expect(page(mail, author: part).contains("<article class=\"mail person \(part)\""))
            #expect(TranscriptStyle.sheet.contains(".mail.\(part) {"))
        }
    }

    @Test("a sealed text is cut, everything else stays as it is")
    func sealed() {
        let jwe = "eyJ" + String(repeating: "Ab-_9", count: 150) + "..iv"
        #expect(
            SealedSight.shortened("Segel:\n\(jwe)\nKode: x")
                == "Segel:\neyJAb-_9Ab-_9Ab-_9Ab-_9A… (757 characters, sealed)\nKode: x")
        var lines = Substring(jwe)
        var broken: [Substring] = []
        while !lines.isEmpty {
            broken.append(lines.prefix(76))
            lines = lines.dropFirst(76)
        }
        #expect(
            SealedSight.shortened("Segel:\n\(broken.joined(separator: "\n"))\n\nSalam")
                == "Segel:\neyJAb-_9Ab-_9Ab-_9Ab-_9A… (757 characters, sealed)\n\nSalam")
        for text in ["", "Kode: \(String(repeating: "a", count: 300))", "eyJ", "é.eyJ.é"] {
            #expect(SealedSight.shortened(text) == text)
        }
        let html = page(Samples.deskMail(subject: "Halo", text: "Segel:\n\(jwe)\n", html: "<p>x</p>"))
        #expect(!html.contains(jwe) && html.contains("(757 characters, sealed)"))
    }

    @Test("control characters of a mail do not reach the page")
    func control() {
        #expect(HTMLMarks.escaped("a\u{0}b\u{1B}[31mc\td\n") == "a\u{FFFD}b\u{FFFD}[31mc\td\n")
    }
}
