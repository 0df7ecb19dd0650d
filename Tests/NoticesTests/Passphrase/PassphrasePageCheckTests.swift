import Domain
import Foundation
import Testing

@testable import Notices

/// What staff can break in `passphrase.html`, each mistake named where it stands.
@Suite struct PassphrasePageCheckTests {
    /// A change to the page, and the mistake it makes in the changed line.
    static let changes: [(old: String, new: String, problem: String)] = [
        (
            "<section id=\"expired\"", "<img alt=\"\"><section id=\"expired\"",
            "'<img>' may not stand in the page"
        ),
        ("<section id=\"expired\"", "<IFRAME></IFRAME><section id=\"expired\"", "'<iframe>' may not stand"),
        (
            "<section id=\"expired\"", "<section id=\"expired\" onclick=\"x()\"",
            "'onclick' may not stand in '<section>'"
        ),
        (
            "<section id=\"expired\"", "<section/ONload=x id=\"expired\"",
            "'onload' may not stand in '<section>'"
        ),
        ("<section id=\"expired\"", "<section style=\"color: red\" id=\"expired\"", "'style' may not stand"),
        ("id=\"resend\"", "id=\"resend\" href=\"https://desk.example\"", "'href' may not stand in '<a>'"),
        ("<form id=\"form\"", "<form id=\"form\" action=\"x\"", "'action' may not stand in '<form>'"),
        ("<input id=\"repeat\"", "<input name=\"repeat\" id=\"repeat\"", "'name' may not stand in '<input>'"),
        (
            "<meta name=\"robots\"", "<meta http-equiv=\"refresh\" content=\"1\"><meta name=\"robots\"",
            "'http-equiv' may not"
        ),
        ("form-action 'none'", "form-action *", "the content security policy is missing or changed"),
        ("default-src 'none'; ", "", "the content security policy is missing or changed"),
        ("h1:focus { outline: none }", "h1 { background: url(x.png) }", "'url(' may not stand here"),
        ("h1:focus { outline: none }", "@import 'x';", "'@import' may not stand here"),
        ("'use strict';", "fetch('/x');", "'fetch(' may not stand here"),
        ("'use strict';", "localStorage.x = 1;", "'localStorage' may not stand here"),
        ("'use strict';", "setTimeout(x);", "'setTimeout' may not stand here"),
        ("'use strict';", "say('no.such');", "there are no words 'no.such'"),
        ("<script>\n", "<script>\n/*<!--*/", "'<!--' may not stand here"),
        ("<script>\n", "<script src=\"x.js\"></script><script>\n", "'src' may not stand in '<script>'"),
        ("<script>\n'use", "<script>let a;</script><script>\n'use", "the program stands here twice"),
        ("{{deskName}}", "{{deskname}}", "this tag is not known here"),
        ("{{deskName}}", "{{deskName", "this tag is not known here"),
        ("{{deskName}}", "{{deskName}}</p><p>{{deskName}}", "{{deskName}} stands here twice"),
        (
            "<p class=\"desk\">{{deskName}}</p>", "<p class=\"{{deskName}}\"></p>",
            "{{deskName}} stands in the wrong place"
        ),
        ("  id: Segel\n", "  id: {{deskName}}\n", "'{{' may not stand here"),
        ("  id: Segel\n", "  id Segel\n", "this line is neither a name nor a text"),
        ("seal\n  id: Segel\n", "seal\n", "'seal' has no text 'id:'"),
        ("seal\n  id: Segel\n", "seal\n  id:\n", "this line is neither a name nor a text"),
        ("  id: Segel\n", "  id: Segel\n  id: Kunci\n", "'seal' has two lines 'id:'"),
        ("why.short\n", "why.shrt\n", "the page has no words 'why.shrt'; did you mean 'why.short'?"),
        ("why.short\n", "why.short\n  id: a\n  en: b\nwhy.short\n", "the words 'why.short' stand here twice"),
        (
            "  en: Only {count} characters so far.", "  en: Only {n} characters so far.",
            "'why.short' names other values in { }"
        ),
        (
            "  en: Sealed passphrase", "  en: \(String(repeating: "é", count: 16))",
            "'mail.subject' takes more than 90 octets"
        ),
        ("  id: rahasia ", "  id: Rahasia ", "'Rahasia' is no word of four or more small letters"),
        ("<title>Passphrase</title>", "<title>Pass\u{202E}phrase</title>", "the invisible character U+202E"),
    ]

    @Test(arguments: changes)
    func `a mistake is named with its line`(change: (old: String, new: String, problem: String)) throws {
        let template = PassphraseSample.template
        let place = try #require(template.range(of: change.old), "\(change.old)")
        let text = template.replacingCharacters(in: place, with: change.new)
        let problems = PassphrasePage.check(template: text, file: "passphrase.html")
        let found = problems.first { $0.description.contains(change.problem) }
        let named = try #require(found, "\(problems.map(\.description))")
        let line = template[..<place.lowerBound].count { $0 == "\n" } + 1
        let lines = line...(line + change.new.count { $0 == "\n" })
        #expect(named.line.map(lines.contains) == true, "\(named)")
        #expect(named.description.hasPrefix("passphrase.html:\(named.line ?? 0):"))
        #expect(throws: NoticeError.templates(problems)) {
            try PassphrasePage(template: text, file: "passphrase.html")
        }
    }

    @Test func `what is missing is named too`() {
        for (slot, rest) in [("{{language}}", "id"), ("{{settings}}", "{}"), ("{{deskName}}", "Meja")] {
            let text = PassphraseSample.template.replacing(slot, with: rest)
            let problems = PassphrasePage.check(template: text, file: "p.html").map(\.description)
            #expect(problems.contains("p.html: \(slot) is missing"))
        }
        let empty = PassphrasePage.check(template: "", file: "p.html").map(\.description)
        for part in ["the program", "the style sheet", "the block 'words'", "{{settings}}"] {
            #expect(empty.contains("p.html: \(part) is missing"))
        }
        let long = PassphraseSample.template + String(repeating: " ", count: 30_000)
        #expect(
            PassphrasePage.check(template: long, file: "p.html").first?.description.contains("longer") == true
        )
    }

    @Test func `Windows line ends and a byte order mark do no harm`() throws {
        let text = "\u{FEFF}" + PassphraseSample.template.replacing("\n", with: "\r\n")
        let page = try PassphrasePage(template: text, file: "p.html")
        let settings = try PassphraseSample.settings()
        let expected = try PassphraseSample.page.get().render(settings, digesting: CoreutilsDigest())
        #expect(page.render(settings, digesting: CoreutilsDigest()) == expected)
    }

    @Test func `broken pages of every length end in mistakes, not in traps`() {
        let octets = Array(PassphraseSample.template.utf8)
        for length in stride(from: 0, to: octets.count, by: 997) {
            let text = String(decoding: octets[..<length], as: UTF8.self)
            #expect(!PassphrasePage.check(template: text, file: "p.html").isEmpty)
        }
        for piece in [
            "<", "<a", "<a ", "<a b", "<a b=", "<a b='", "<!--", "<script", "<script>", "{{", "{{x", "<a =",
            "</",
        ] {
            #expect(!PassphrasePage.check(template: piece, file: "p.html").isEmpty)
        }
    }
}
