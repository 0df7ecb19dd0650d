import Domain
import Testing

@testable import Notices

@Suite struct WebLinkTests {
    private func render(_ url: String?) throws -> RenderedNotice {
        var values = NoticeName.applicantPassphraseLink.sampleValues(.english)
        values["link.page"] = url.map { .webLink($0) }
        return try Templates.catalog.get().render(.applicantPassphraseLink, .english, values)
    }

    @Test func `a page of the desk is a button, and its address stands in the text`() throws {
        let notice = try render("https://desk.contoh.example:8443/a/b.html?x=1&y='2'#k7q2")
        #expect(
            notice.text.contains("\nOpen the passphrase page:\n<https://desk.contoh.example:8443/a/b.html"))
        #expect(notice.text.contains("?x=1&y='2'#k7q2>\n"))
        let button = try #require(HTMLOutline(notice.html).tags.first { $0.contains("class=\"button\"") })
        #expect(
            button.hasPrefix(
                "<a href=\"https://desk.contoh.example:8443/a/b.html?x=1&amp;y=&#39;2&#39;#k7q2\""))
    }

    @Test func `without a page on the web the attachment does the work`() throws {
        let notice = try render(nil)
        #expect(!notice.html.contains("class=\"button\"") && !notice.text.contains("https://desk"))
        #expect(notice.text.contains("Save the attachment"))
    }

    @Test(arguments: [
        "http://desk.contoh.example/", "javascript:alert(1)", "mailto:a@b.example", "", "https://",
        "https:///x",
        "https://desk.contoh.example/\n", "https://desk.contoh.example/ x",
        "https://user@desk.contoh.example/",
        "https://desk.contoh.example/\"onclick=", "https://desk.contoh.example/<b>", "//desk.contoh.example/",
        " https://desk.contoh.example/", "https://désk.contoh.example/",
        "https://desk.contoh.example/\u{202E}",
        "https://desk.contoh.example/\\x", "https://-desk.contoh.example/", "https://desk{{fee}}/",
        "https://desk.contoh.example/" + String(repeating: "x", count: 2_100),
    ])
    func `anything but a plain https address is refused`(url: String) {
        #expect(throws: NoticeError.unsafeWebLink(.applicantPassphraseLink, "link.page")) { try render(url) }
    }

    @Test func `an answer link is no web link, and a web link no answer`() throws {
        let desk = try #require(EmailAddress("desk@contoh.example"))
        var values = NoticeName.applicantPassphraseLink.sampleValues(.english)
        values["link.page"] = .link(MailtoLink(recipient: desk, subject: "x", body: "y"))
        let catalog = try Templates.catalog.get()
        #expect(
            throws: NoticeError.wrongKind(
                .applicantPassphraseLink, "link.page", expected: "web link", found: "link")
        ) { try catalog.render(.applicantPassphraseLink, .english, values) }
        var other = NoticeName.verifierLinkRenewed.sampleValues(.english)
        other["link.approve"] = .webLink("https://desk.contoh.example/")
        #expect(
            throws: NoticeError.wrongKind(
                .verifierLinkRenewed, "link.approve", expected: "link", found: "web link")
        ) { try catalog.render(.verifierLinkRenewed, .english, other) }
    }

    @Test func `a template still names no web address of its own`() {
        let path = "en/applicant.passphrase-link.md"
        let text = (Templates.files[path] ?? "")
            .replacing("]({{link.page}})", with: "](https://desk.contoh.example/{{link.page}})")
        let problems = NoticeCatalog.check(files: Templates.replacing(path, text)).map(\.description)
        #expect(
            problems.contains { $0.contains("'https://desk.contoh.example/{{link.page}}' is not allowed") },
            "\(problems)")
        let inline = (Templates.files[path] ?? "")
            .replacing("[Open the passphrase page]", with: "Now [open the passphrase page]")
        let complaints = NoticeCatalog.check(files: Templates.replacing(path, inline)).map(\.description)
        #expect(complaints.contains { $0.contains("a link stands alone") }, "\(complaints)")
    }
}
