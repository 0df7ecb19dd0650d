import Domain
import Foundation
import Testing

@testable import Notices

@Suite struct PassphrasePageTests {
    @Test func `the shipped page has no mistake`() {
        #expect(PassphrasePage.check(template: PassphraseSample.template, file: "passphrase.html") == [])
    }

    @Test func `the policy names the digests of exactly the script and the style that stand in the page`()
        throws
    {
        let html = try render()
        for (name, open) in [("script", "<script>"), ("style", "<style>")] {
            let parts = html.components(separatedBy: open)
            #expect(parts.count == 2)
            let text = parts[1].components(separatedBy: "</\(name)>")[0]
            let digest = Data(CoreutilsDigest().digest(Array(text.utf8)).bytes).base64EncodedString()
            #expect(html.contains("\(name)-src 'sha256-\(digest)';"))
        }
        #expect(html.contains("content=\"default-src 'none'; script-src 'sha256-"))
        #expect(html.contains("; form-action 'none'; base-uri 'none'\">"))
    }

    @Test func `nothing of the template is left, and the page is small`() throws {
        let settings = try PassphraseSample.settings(
            holder: String(repeating: "\u{1}<", count: 500), nonce: String(repeating: "n", count: 64),
            deskName: String(repeating: "&", count: 5_000), subject: String(repeating: "\"", count: 5_000))
        let page = try PassphraseSample.page.get()
        let whole = page.render(settings, digesting: CoreutilsDigest())
        let empty = page.renderStatic(settings.desk, locale: .english, digesting: CoreutilsDigest())
        for html in [whole, empty] {
            #expect(!html.contains("{{"))
            #expect(html.utf8.count <= PassphrasePage.maximumLength)
        }
        #expect(empty.contains("<html lang=\"en\">"))
        for secret in [
            PassphraseSample.code, PassphraseSample.nonce, PassphraseSample.number, "dinas.example",
        ] {
            #expect(!empty.contains(secret))
        }
    }

    @Test(arguments: [
        "</script><script>alert(1)</script>", "<!--<script>", "]]>", "\"'\\",
        "\u{2028}\u{2029}\u{85}\r\n\t\u{0}",
        "{{settings}}{{/}}", "&lt;&#60;&amp;", "\u{202E}evil", "नमस्ते 🇮🇩 é",
    ])
    func `whatever a name holds, the settings stay one JSON string on one line`(name: String) throws {
        let settings = try PassphraseSample.settings(holder: name, deskName: name, subject: name)
        let html = try PassphraseSample.page.get().render(settings, digesting: CoreutilsDigest())
        let open = "<script type=\"application/json\" id=\"settings\">"
        let start = try #require(html.range(of: open)?.upperBound)
        let json = html[start...].prefix { $0 != "<" }
        #expect(html[json.endIndex...].hasPrefix("</script>\n<script>\n'use strict';"))
        #expect(
            !json.unicodeScalars.contains { "<>&'\u{2028}\u{2029}\n\r\u{85}".unicodeScalars.contains($0) })
        let members = try #require(
            try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(members["holderName"] as? String == PlainText.line(name))
        #expect(members["deskName"] as? String == PlainText.line(name))
        #expect(members["subject"] as? String == PlainText.line(name))
        #expect(html.components(separatedBy: "<script").count == 4)
    }

    @Test func `the settings hold what the page needs, and nothing else`() throws {
        let settings = try PassphraseSample.settings()
        let members = Dictionary(settings.members.map { ($0.0, $0.1.json) }) { first, _ in first }
        #expect(
            members == [
                "locale": "\"id\"", "deskName": "\"Meja Layanan Sertifikat\"",
                "deskAddress": "\"layanan@contoh.example\"", "zone": "\"WIB\"", "zoneOffset": "25200",
                "key":
                    "{\"id\":\"\(PassphraseSample.key.id)\",\"x\":\"\(PassphraseSample.key.x)\",\"y\":\"\(PassphraseSample.key.y)\"}",
                "number": "\"SE-2026-000123-7\"", "code": "\"\(PassphraseSample.code)\"",
                "nonce": "\"\(PassphraseSample.nonce)\"",
                "replyAddress": "\"layanan+\(PassphraseSample.code)@contoh.example\"",
                "expiresAt": "\(settings.expiresAt.seconds)", "holderName": "\"Budi Santoso\"",
                "holderAddress": "\"budi.s@dinas.example\"",
            ])
    }

    @Test func `a nonce of another length or alphabet is refused`() {
        for nonce in ["", String(repeating: "n", count: 25), String(repeating: "n", count: 65)] {
            #expect(throws: PassphraseSample.Wrong.self) { try PassphraseSample.settings(nonce: nonce) }
        }
        for sign in ["+", "/", "=", " ", "é", "<"] {
            let nonce = String(repeating: "n", count: 30) + sign
            #expect(throws: PassphraseSample.Wrong.self) { try PassphraseSample.settings(nonce: nonce) }
        }
    }

    @Test func `the link of the static page is plain ASCII and carries no key`() throws {
        let settings = try PassphraseSample.settings(
            holder: "Ñame & Co = 100% #1 + <b>", address: "nama+label@dinas.example")
        let link = PassphrasePage.staticLink(base: "https://desk.example/passphrase.html#old", settings)
        #expect(
            link
                == "https://desk.example/passphrase.html#v=1&number=SE-2026-000123-7&code=\(PassphraseSample.code)"
                + "&nonce=\(PassphraseSample.nonce)&until=\(settings.expiresAt.seconds)"
                + "&name=%C3%91ame%20%26%20Co%20%3D%20100%25%20%231%20%2B%20%3Cb%3E&user=nama&lang=id")
        #expect(link.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        let longest = try PassphraseSample.settings(
            holder: String(repeating: "字", count: 300), nonce: String(repeating: "n", count: 64))
        #expect(PassphrasePage.staticLink(base: "https://desk.example/", longest).utf8.count <= 1_024)
    }

    private func render() throws -> String {
        try PassphraseSample.page.get().render(try PassphraseSample.settings(), digesting: CoreutilsDigest())
    }
}
