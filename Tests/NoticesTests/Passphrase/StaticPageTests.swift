import Domain
import TestSupport
import Testing

@testable import Notices

extension PassphraseInBrowser {
    /// The page on the desk's web site, which learns everything but desk and key from its link.
    @Suite struct StaticPageTests {
        let visit: Visit

        init() throws { visit = try Visit() }

        @Test func `a link opens it, is removed from the address at once, and the answer is the same`() throws
        {
            let opener = try SealOpener(visit.browser)
            let settings = try PassphraseSample.settings(key: opener.key)
            try open(opener.key, fragment: settings.fragment)
            #expect(try visit.section() == "choose")
            #expect(try visit.text("#number") == PassphraseSample.number)
            #expect(try visit.text("#name") == "Budi Santoso")
            let place = try visit.page.evaluate("location.href + history.length")
            #expect(!place.contains("#") && !place.contains(PassphraseSample.code))
            try visit.fill("budi.s-Budi-4-lumba")
            #expect(try visit.text("#rule-personal .why").contains("budi"))
            try visit.fill(Visit.passphrase)
            try visit.seal()
            let mail = try AnswerMail(visit.page)
            try mail.expectForm(
                number: PassphraseSample.number, nonce: PassphraseSample.nonce, code: PassphraseSample.code,
                key: opener.key)
            #expect(mail.link.recipient.addrSpec == "layanan+\(PassphraseSample.code)@contoh.example")
            #expect(try opener.open(mail.jwe).contains("\"passphrase\":\"\(Visit.passphrase)\""))
            #expect(try visit.text("#sealed").contains("alamat email yang menerima tautan"))
            try visit.expectNothingLeft()
            try visit.expectQuiet()
        }

        @Test func `what no link of ours says is not believed`() throws {
            let good = try PassphraseSample.settings().fragment
            let wrong = [
                "", "v=1", good.replacing("v=1", with: "v=2"), good + "&code=" + PassphraseSample.code,
                good.replacing(PassphraseSample.number, with: "SE-2026-123"),
                good.replacing(PassphraseSample.code, with: "short"),
                good.replacing(PassphraseSample.nonce, with: "n"), good.replacing("until=", with: "until=x"),
            ]
            for fragment in wrong {
                try open(PassphraseSample.key, fragment: fragment)
                #expect(try visit.section() == "incomplete", "\(fragment)")
                #expect(!(try visit.page.evaluate("location.href")).contains("code="))
            }
            try visit.expectQuiet()
        }

        @Test func `neither key nor address nor a message can be brought in by a link`() throws {
            let opener = try SealOpener(visit.browser)
            let settings = try PassphraseSample.settings(
                key: opener.key, holder: "Hubungi 0812-3456 https://evil.example <b>x</b> segera")
            let extra =
                "&key=x&x=\(PassphraseSample.key.x)&deskAddress=a%40evil.example&replyAddress=a%40evil.example"
            try open(
                opener.key,
                fragment: settings.fragment + extra + "&holderAddress=x%40evil.example&subject=Evil")
            let name = try visit.text("#name")
            #expect(!name.contains { "0123456789/:<>@".contains($0) }, "\(name)")
            try visit.fill(Visit.passphrase)
            try visit.seal()
            let mail = try AnswerMail(visit.page)
            #expect(mail.link.recipient.domain == "contoh.example")
            #expect(mail.link.subject.hasPrefix("[\(PassphraseSample.number)]"))
            #expect(try opener.open(mail.jwe).contains(Visit.passphrase))
            #expect(!(try visit.text("#sealed")).contains("evil"))
            try visit.expectQuiet()
        }

        @Test func `a second link in the same tab replaces the first, and its language holds`() throws {
            try open(PassphraseSample.key, fragment: try PassphraseSample.settings().fragment)
            #expect(try visit.page.evaluate("document.documentElement.lang") == "id")
            let other = try PassphraseSample.settings(holder: "Siti Aminah", locale: .english).fragment
            try visit.page.navigate(try visit.page.evaluate("location.href") + "#" + other)
            try visit.page.wait(until: "document.querySelector('#name').textContent === 'Siti Aminah'")
            #expect(try visit.page.evaluate("document.documentElement.lang") == "en")
            #expect(!(try visit.page.evaluate("location.href")).contains("#"))
        }

        @Test func `the attached page ignores what stands behind its name`() throws {
            let settings = try PassphraseSample.settings()
            let html = try PassphraseSample.page.get().render(settings, digesting: CoreutilsDigest())
            let other = try PassphraseSample.settings(holder: "Siti Aminah").fragment
            try visit.page.open(html: html, fragment: "#\(other)")
            #expect(try visit.text("#name") == "Budi Santoso")
        }

        private func open(_ key: SealingKey, fragment: String) throws {
            let html = try PassphraseSample.page.get().renderStatic(
                try PassphraseSample.desk(key), locale: .indonesian, digesting: CoreutilsDigest())
            // A document of its own each time: otherwise only the fragment would change.
            try visit.page.navigate("about:blank")
            try visit.page.open(
                html: html, name: "static.html", fragment: fragment.isEmpty ? "" : "#\(fragment)")
        }
    }
}
