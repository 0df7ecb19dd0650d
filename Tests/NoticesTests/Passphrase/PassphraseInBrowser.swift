import Foundation
import TestSupport
import Testing

@testable import Notices

/// The page as people meet it, in a real browser. One test after the other in one browser: it is a dozen processes.
@Suite(.serialized, .enabled(if: ChromiumBrowser.isPresent), .sharedBrowser)
enum PassphraseInBrowser {}

/// A person in front of the page.
struct Visit {
    static let passphrase = "Kancil & 4 lumba-lumba"

    let browser: ChromiumBrowser
    let page: ChromiumPage

    init() throws {
        browser = try #require(SharedBrowser.current)
        page = try browser.newPage()
    }

    /// Opens the attached page of one mail.
    func open(_ settings: PassphrasePageSettings) throws {
        try page.open(html: try PassphraseSample.page.get().render(settings, digesting: CoreutilsDigest()))
    }

    func text(_ selector: String) throws -> String {
        try page.evaluate("document.querySelector(\(ChromiumPage.quoted(selector))).innerText.trim()")
    }

    /// The `id` of the one section that is shown.
    func section() throws -> String {
        try page.evaluate(
            "[...document.querySelectorAll('main section')].filter((s) => s.offsetHeight).map((s) => s.id).join()"
        )
    }

    /// Writes into both fields at once, as a password manager does.
    func fill(_ passphrase: String, _ repeated: String? = nil) throws {
        _ = try page.evaluate(
            """
            document.querySelector('#passphrase').value = \(ChromiumPage.quoted(passphrase));
            document.querySelector('#repeat').value = \(ChromiumPage.quoted(repeated ?? passphrase));
            document.querySelector('#repeat').dispatchEvent(new Event('change', { bubbles: true })) && 0
            """)
    }

    func seal() throws {
        try page.click("#seal")
        try page.wait(until: "!document.querySelector('#sealed').hidden")
    }

    /// Neither the document nor any store of the page holds what was typed.
    func expectNothingLeft() throws {
        let fields = "[...document.querySelectorAll('#form input')].map((field) => field.value).join('')"
        #expect(try page.evaluate(fields) == "")
        let whole = try page.evaluate("document.documentElement.outerHTML + document.title + location.href")
        #expect(!whole.contains(Self.passphrase))
        #expect(
            try page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == "0")
    }

    /// Only our own files were opened, and nobody complained: no script error, no violation of the policy.
    func expectQuiet() throws {
        #expect(!page.requests.isEmpty)
        #expect(page.requests.filter { !$0.hasPrefix("file://\(browser.folder.path)/") } == [])
        #expect(page.complaints == [])
    }
}
