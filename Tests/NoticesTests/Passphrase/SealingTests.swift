import Domain
import Foundation
import TestSupport
import Testing

@testable import Notices

extension PassphraseInBrowser {
    /// From the first key to the answer mail.
    @Suite struct SealingTests {
        let visit: Visit
        var page: ChromiumPage { visit.page }
        var browser: ChromiumBrowser { visit.browser }

        init() throws { visit = try Visit() }

        @Test func `a passphrase is typed, sealed and offered as a mail that only the desk's key opens`()
            throws
        {
            let opener = try SealOpener(browser)
            try visit.open(try PassphraseSample.settings(key: opener.key))
            #expect(try page.evaluate("document.querySelector('#seal').disabled") == "true")
            try page.type(Visit.passphrase, into: "#passphrase")
            #expect(try page.evaluate("document.querySelectorAll('.met').length") == "6")
            #expect(try page.evaluate("document.querySelector('#seal').disabled") == "true")
            try page.type(Visit.passphrase, into: "#repeat")
            #expect(try page.evaluate("document.querySelectorAll('.met').length") == "7")
            #expect(try visit.text("#status") == "Semua syarat terpenuhi. Kekuatan: sangat kuat.")
            try visit.seal()
            let mail = try AnswerMail(page)
            try mail.expectForm(
                number: PassphraseSample.number, nonce: PassphraseSample.nonce, code: PassphraseSample.code,
                key: opener.key)
            #expect(mail.link.recipient.addrSpec == "layanan+\(PassphraseSample.code)@contoh.example")
            #expect(mail.link.subject == "[\(PassphraseSample.number)] Passphrase tersegel")
            let plaintext = try opener.open(mail.jwe)
            let expected =
                "{\"v\":1,\"request\":\"\(PassphraseSample.number)\",\"nonce\":\"\(PassphraseSample.nonce)\","
                + "\"passphrase\":\"\(Visit.passphrase)\"}"
            #expect(plaintext == expected + String(repeating: " ", count: 384 - expected.utf8.count))
            #expect(try visit.text("#sealed").contains("budi.s@dinas.example"))
            try visit.expectNothingLeft()
            try visit.expectQuiet()
        }

        @Test func `the opener of these tests derives the key of RFC 7518 appendix C`() throws {
            #expect(try SealOpener(browser).exampleOfRFC7518() == "VqqN6vgjbSBcIijNcacQGg")
        }

        @Test func `the longest passphrase, nonce and name still fit, and every seal is new`() throws {
            let opener = try SealOpener(browser)
            let nonce = String(repeating: "n-_Z", count: 16)
            let reply =
                String(repeating: "r", count: 31) + "+\(PassphraseSample.code)@"
                + String(repeating: "a.", count: 90) + "example"
            try visit.open(
                try PassphraseSample.settings(
                    key: opener.key, holder: String(repeating: "Ñame ", count: 60), nonce: nonce, reply: reply
                ))
            let passphrase = String(repeating: "\"\\<&'{", count: 10) + "aB3~"
            #expect(passphrase.utf8.count == 64)
            var seals: Set<[String]> = []
            for _ in 0..<2 {
                try visit.fill(passphrase)
                try visit.seal()
                let mail = try AnswerMail(page)
                try mail.expectForm(
                    number: PassphraseSample.number, nonce: nonce, code: PassphraseSample.code,
                    key: opener.key)
                let plaintext = try opener.open(mail.jwe)
                #expect(plaintext.utf8.count == 384)
                let payload = try JSONSerialization.jsonObject(with: Data(plaintext.utf8)) as? [String: Any]
                #expect(payload?["passphrase"] as? String == passphrase)
                seals.insert([mail.parts[2], mail.header["epk"]?.members?["x"] ?? ""])
                try page.click("#again")
                #expect(try page.evaluate("document.querySelector('#open').hasAttribute('href')") == "false")
            }
            #expect(seals.count == 2 && Set(seals.flatMap(\.self)).count == 4)
            try visit.expectQuiet()
        }

        @Test func `the keyboard alone is enough`() throws {
            try visit.open(try PassphraseSample.settings())
            var visited: [String] = []
            for _ in 0..<4 {
                try page.press("Tab")
                visited.append(try page.evaluate("document.activeElement.id"))
                if visited.last == "passphrase" || visited.last == "repeat" {
                    try page.type(Visit.passphrase)
                }
            }
            #expect(visited == ["language", "passphrase", "reveal", "repeat"])
            try page.press("Tab")
            #expect(try page.evaluate("document.activeElement.id") == "seal")
            try page.press("Space")
            try page.wait(until: "!document.querySelector('#sealed').hidden")
            #expect(try page.evaluate("document.activeElement.tagName") == "H1")
            try page.press("Tab")
            #expect(try page.evaluate("document.activeElement.id") == "open")
            try visit.expectQuiet()
        }

        @Test func `Enter in a field seals only when all rules are met`() throws {
            try visit.open(try PassphraseSample.settings())
            try page.type("terlalu", into: "#passphrase")
            try page.press("Enter")
            #expect(try page.evaluate("document.querySelector('#choose').hidden") == "false")
            try page.type(" pendek? 4 kata!")
            try page.type("terlalu pendek? 4 kata!", into: "#repeat")
            try page.press("Enter")
            try page.wait(until: "!document.querySelector('#sealed').hidden")
            #expect(!(try page.evaluate("location.href")).contains("?"))
            try visit.expectQuiet()
        }

        @Test func `what was typed can be shown, and Caps Lock is named`() throws {
            try visit.open(try PassphraseSample.settings())
            try page.type("abc", into: "#passphrase")
            #expect(try page.evaluate("document.querySelector('#passphrase').type") == "password")
            try page.click("#reveal")
            #expect(
                try page.evaluate("[...document.querySelectorAll('#form input')].map((f) => f.type).join()")
                    == "text,text")
            #expect(try visit.text("#reveal") == "Sembunyikan")
            try page.click("#reveal")
            #expect(try page.evaluate("document.querySelector('#repeat').type") == "password")
            // The protocol has no Caps Lock key, so its event is made by hand.
            for (isOn, hint) in [(true, "Caps Lock menyala."), (false, "")] {
                _ = try page.evaluate(
                    """
                    document.querySelector('#passphrase').dispatchEvent(
                      new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: \(isOn), bubbles: true })) && 0
                    """)
                #expect(try visit.text("#caps") == hint)
            }
            try visit.expectQuiet()
        }

        @Test func `the language changes everything but what was typed`() throws {
            try visit.open(try PassphraseSample.settings())
            try page.type("abc", into: "#passphrase")
            #expect(try page.evaluate("document.documentElement.lang") == "id")
            try page.click("#language")
            #expect(try page.evaluate("document.documentElement.lang") == "en")
            #expect(try page.evaluate("document.title") == "Choose your passphrase – Meja Layanan Sertifikat")
            #expect(try visit.text("#status") == "3 of 7 rules met. Only 3 characters so far.")
            #expect(try visit.text("#deadline").contains(" at "))
            #expect(try page.evaluate("document.querySelector('#passphrase').value") == "abc")
            try page.click("#language")
            #expect(try visit.text("#seal") == "Segel")
            try visit.open(try PassphraseSample.settings(locale: .english))
            #expect(try visit.text("#seal") == "Seal")
            try visit.expectQuiet()
        }

        @Test func `the parts of the answer can be copied for web mail`() throws {
            try page.allowClipboard()
            try visit.open(
                try PassphraseSample.settings(subject: "[\(PassphraseSample.number)] Jawaban <b>&amp;"))
            try visit.fill(Visit.passphrase)
            try visit.seal()
            let mail = try AnswerMail(page)
            #expect(mail.link.subject == "[\(PassphraseSample.number)] Jawaban <b>&amp;")
            let parts = [
                ("address", mail.link.recipient.addrSpec), ("subject", mail.link.subject),
                ("text", mail.link.body),
            ]
            for (name, expected) in parts {
                try page.click("[data-copy=copy-\(name)]")
                try page.wait(until: "document.querySelector('#copied').textContent.includes(': tersalin.')")
                #expect(try page.evaluate("navigator.clipboard.readText()") == expected)
                _ = try page.evaluate("document.querySelector('#copied').textContent = ''")
            }
            try visit.expectQuiet()
        }

        @Test func `a hostile name is shown as it is and changes nothing`() throws {
            let name =
                "</script><script>alert(1)</script><img src=x onerror=alert(2)> {{settings}} \u{2028}\"';"
            try visit.open(
                try PassphraseSample.settings(holder: name, deskName: "<b>Meja</b> & \"Kantor\"</p>"))
            #expect(try visit.text("#name") == String(name.replacing("\u{2028}", with: "").prefix(80)))
            #expect(try visit.text(".desk") == "<b>Meja</b> & \"Kantor\"</p>")
            #expect(try page.evaluate("document.querySelectorAll('img, b').length") == "0")
            try visit.fill(Visit.passphrase)
            try visit.seal()
            _ = try AnswerMail(page)
            try visit.expectQuiet()
        }

        @Test func `leaving the page empties the fields`() throws {
            try visit.open(try PassphraseSample.settings())
            try page.type("rahasiaku", into: "#passphrase")
            _ = try page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
            try visit.expectNothingLeft()
        }
    }
}
