import Domain
import TestSupport
import Testing

@testable import Notices

extension PassphraseInBrowser {
    /// Where no passphrase can be sealed: the page says what to do and offers nothing else.
    @Suite struct UnusableTests {
        let visit: Visit

        init() throws { visit = try Visit() }

        static let missing = [
            "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined });",
            "Object.defineProperty(window, 'isSecureContext', { value: false });",
            "Object.defineProperty(window, 'crypto', { value: undefined });",
        ]

        @Test(arguments: missing)
        func `without WebCrypto the page names another way and takes no passphrase`(script: String) throws {
            try visit.page.runFirst(script)
            try visit.open(try PassphraseSample.settings())
            #expect(try visit.section() == "blocked")
            let text = try visit.text("main")
            #expect(text.contains("Chrome, Firefox, atau Edge") && text.contains("verifikator instansi Anda"))
            #expect(text.contains("Jangan menulis passphrase dalam email") && !text.contains("On Android"))
            #expect(!text.contains("JavaScript"))
            try expectNoWayOut()
            try visit.page.click("#language")
            #expect(try visit.text("main").contains("ask the verifier of your agency"))
            #expect(!(try visit.text("main").contains("Di Android")))
            try visit.expectQuiet()
        }

        @Test func `without JavaScript the page says so in both languages`() throws {
            try visit.page.setScripts(enabled: false)
            try visit.open(try PassphraseSample.settings())
            #expect(try visit.section() == "blocked")
            let text = try visit.text("main")
            #expect(text.contains("JavaScript tidak aktif.") && text.contains("JavaScript is off."))
            #expect(text.contains("Meja Layanan Sertifikat"))
            try expectNoWayOut()
            try visit.expectQuiet()
        }

        @Test func `a page whose script somebody changed does not run, and the policy's refusal is seen`()
            throws
        {
            let html = try PassphraseSample.page.get().render(
                try PassphraseSample.settings(), digesting: CoreutilsDigest())
            try visit.page.open(html: html.replacing("'use strict';", with: "'use strict'; var changed = 1;"))
            #expect(try visit.section() == "blocked")
            #expect(try visit.page.evaluate("typeof changed") == "undefined")
            try expectNoWayOut()
            #expect(visit.page.complaints.contains { $0.contains("Content Security Policy") })
            #expect(visit.page.complaints.contains { $0.hasPrefix("ContentSecurityPolicyIssue") })
        }

        @Test func `a foreign picture in the page is not loaded, and the attempt is seen`() throws {
            let html = try PassphraseSample.page.get().render(
                try PassphraseSample.settings(), digesting: CoreutilsDigest())
            try visit.page.open(
                html: html.replacing("<main", with: "<img src=\"https://desk.example/x.png\"><main"))
            #expect(visit.page.complaints.contains { $0.contains("desk.example") })
        }

        @Test func `a dead link says since when, and how to get a fresh one`() throws {
            try visit.open(try PassphraseSample.settings(expiresIn: -60))
            #expect(try visit.section() == "expired")
            let text = try visit.text("#expired")
            #expect(text.contains("KIRIM ULANG \(PassphraseSample.number)") && text.contains(" WIB"))
            let link = MailtoLink(url: try visit.page.evaluate("document.querySelector('#resend').href"))
            #expect(link?.recipient.addrSpec == "layanan@contoh.example")
            #expect(link?.subject == "KIRIM ULANG \(PassphraseSample.number)" && link?.body == "")
            try visit.page.click("#language")
            #expect(try visit.text("#expired").contains("RESEND \(PassphraseSample.number)"))
            try expectNoWayOut(except: "#resend")
            try visit.expectQuiet()
        }

        @Test func `a link that dies while the page is open seals nothing`() throws {
            try visit.open(try PassphraseSample.settings(expiresIn: 3600))
            try visit.fill(Visit.passphrase)
            _ = try visit.page.evaluate("const later = Date.now() + 3601e3; Date.now = () => later; 0")
            try visit.page.click("#seal")
            #expect(try visit.section() == "expired")
            try visit.expectNothingLeft()
            try visit.expectQuiet()
        }

        @Test func `a key that is none ends in words, with the fields emptied`() throws {
            let key = SealingKey(id: "x", x: PassphraseSample.key.y, y: PassphraseSample.key.x)
            try visit.open(try PassphraseSample.settings(key: key))
            try visit.fill(Visit.passphrase)
            try visit.page.click("#seal")
            try visit.page.wait(until: "document.querySelector('#passphrase').value === ''")
            #expect(try visit.text("#status").hasPrefix("Peramban ini tidak dapat menyegel."))
            #expect(try visit.section() == "choose")
            try visit.expectNothingLeft()
            try visit.expectQuiet()
        }

        /// No field, no link and no button but the language's can be used.
        private func expectNoWayOut(except allowed: String = "#none") throws {
            let usable = """
                [...document.querySelectorAll('input, textarea, button, a')]
                  .filter((e) => e.offsetHeight && !e.matches('#language, \(allowed)')).length
                """
            #expect(try visit.page.evaluate(usable) == "0")
        }
    }
}
