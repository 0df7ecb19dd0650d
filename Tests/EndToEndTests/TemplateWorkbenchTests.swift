import Foundation
import TestSupport
import Testing

/// What staff see of their texts on a terminal and in a browser.
@Suite(.enabled(if: Program.isPresent))
struct TemplateWorkbenchTests {
    private struct Finding: Decodable {
        let severity: String
        let file: String
        let line: Int?
        let column: Int?
        let problem: String
        let remedy: String?
    }

    @Test
    func `check names every mistake with file, line, column and remedy, and ends with 78`() throws {
        let desk = try DeskFixture()
        #expect(try desk.run("template", "check").output.isEmpty)
        let file = "mail-templates/id/sender.help.md"
        let good = try desk.read(file)
        try desk.write(file, good + "\n[buka](http://evil.example/?spend=1) {{recipientNam}}\n")
        let line = good.split(separator: "\n", omittingEmptySubsequences: false).count + 1
        let check = try desk.run("template", "check")
        #expect(check.code == 78)
        #expect(
            check.output.contains("\(file):\(line):8: the web address 'http://evil.example/?spend=1' is not"))
        #expect(
            check.output.contains(
                "\(file):\(line):38: there is no variable 'recipientNam'; did you mean 'recipientName'?"),
            "\(check)")
        let findings = try desk.run("template", "check", "--json", "--hints").json([Finding].self)
        #expect(findings.count { $0.severity == "mistake" } == 2)
        #expect(findings.contains { $0.severity == "hint" })
        // The desk's configuration is somebody else's file.
        try desk.write("cron/desk.yaml", "broken: [")
        #expect(try desk.run("template", "check").output == check.output)
    }

    @Test
    func `list names every notice with its subject and variables`() throws {
        let desk = try DeskFixture()
        let text = try desk.run("template", "list", "--locale", "en")
        #expect(text.isClean)
        #expect(text.output.contains("sender.help  "))
        let notices = try #require(
            JSONSerialization.jsonObject(with: Data(try desk.run("template", "list", "--json").output.utf8))
                as? [[String: Any]])
        #expect(notices.count == text.output.split(separator: "\n").count)
        let link = try #require(notices.first { $0["name"] as? String == "applicant.identity-link" })
        #expect(link["audience"] as? String == "applicant")
        #expect((link["subjects"] as? [String: String])?["id"]?.hasPrefix("[{{number}}] ") == true)
        let variables = try #require(link["variables"] as? [[String: Any]])
        #expect(
            variables.contains { $0["name"] as? String == "link.answer" && $0["kind"] as? String == "link" })
    }

    @Test
    func `preview writes every notice as a mail, and one page; a second preview replaces it`() throws {
        let desk = try DeskFixture()
        let folder = "\(desk.path)/preview"
        for _ in 0..<2 {
            let preview = try desk.run("template", "preview", "--to", folder)
            #expect(preview.isClean, "\(preview)")
            #expect(preview.output.hasSuffix("/preview/index.html\n"))
        }
        let count = try desk.run("template", "list").output.split(separator: "\n").count
        for locale in ["id", "en"] {
            #expect(desk.names("preview/\(locale)").count == count)
            #expect(desk.names("preview/\(locale)").allSatisfy { $0.hasSuffix(".eml") })
        }
        let mail = try desk.read("preview/id/applicant.identity-link.eml")
        for field in [
            "From: ", "To: ", "Reply-To: layanan+", "Subject: [SE-2026-000123-7] ", "Message-ID: ",
            "Auto-Submitted: auto-generated", "Content-Language: id",
        ] { #expect(mail.contains("\r\n\(field)") || mail.hasPrefix(field), "\(field)") }
        let page = try desk.read("preview/index.html")
        #expect(!page.contains("src=\"http") && page.contains("default-src 'none'"))
        #expect(page.components(separatedBy: "<li data-mail=").count == 2 * count + 1)
    }

    @Test
    func `preview leaves other people's pages alone and shows no broken text`() throws {
        let desk = try DeskFixture()
        try desk.write("index.html", "<p>mine</p>")
        #expect(try desk.run("template", "preview", "--to", desk.path).code == 78)
        #expect(try desk.read("index.html") == "<p>mine</p>")
        let one = try desk.run(
            "template", "preview", "sender.help", "--locale", "en", "--to", "\(desk.path)/one")
        #expect(one.isClean && desk.names("one") == ["en", "index.html"])
        let wrong = try desk.run("template", "preview", "sender.halp", "--to", "\(desk.path)/two")
        #expect(wrong.code == 64 && wrong.errors.contains("did you mean 'sender.help'?"))
        try desk.write("mail-templates/words.yaml", "x: y\n")
        let broken = try desk.run("template", "preview", "--to", "\(desk.path)/two")
        #expect(broken.code == 78 && broken.errors.contains("mail-templates/words.yaml:1:1"))
        #expect(desk.names("two").isEmpty)
    }

    @Test(.enabled(if: ChromiumBrowser.isPresent))
    func `the preview's page shows each mail on a telephone and a desktop, and finds mails by their words`()
        throws
    {
        let desk = try DeskFixture()
        try #require(try desk.run("template", "preview", "--to", "\(desk.path)/preview").isClean)
        let page = try ChromiumBrowser().newPage()
        try page.show(width: 1400, height: 900)
        try page.navigate("file://\(desk.path)/preview/index.html")
        #expect(try page.evaluate("document.querySelectorAll('iframe').length") == "2")
        #expect(try page.evaluate("document.querySelector('.phone iframe').clientWidth") == "360")
        #expect(try page.evaluate("document.querySelector('.desktop iframe').clientWidth") == "1280")
        try page.type("passphrase applicant", into: "#search")
        let shown = Int(try page.evaluate("document.getElementById('count').textContent")) ?? 0
        let total = Int(try page.evaluate("document.querySelectorAll('#inbox li').length")) ?? 0
        #expect(shown > 2 && shown < total)
        try page.click("input[value=dark]")
        #expect(
            try page.evaluate("document.querySelector('.phone iframe').srcdoc.includes('@media all')")
                == "true")
        #expect(page.complaints == [])
        #expect(
            page.requests.allSatisfy {
                $0.hasPrefix("file://\(desk.path)/preview/") || $0.hasPrefix("about:")
            })
    }

    @Test(.enabled(if: ChromiumBrowser.isPresent))
    func `the report's preview shows its pictures, and they are in its mail`() throws {
        let desk = try DeskFixture()
        let preview = try desk.run(
            "template", "preview", "administrator.report", "--locale", "id", "--to", "\(desk.path)/preview")
        try #require(preview.isClean, "\(preview)")
        let mail = try desk.read("preview/id/administrator.report.eml")
        #expect(mail.components(separatedBy: "Content-ID: <").count == 4)
        let page = try ChromiumBrowser().newPage()
        try page.navigate("file://\(desk.path)/preview/index.html")
        let frame = "document.querySelector('.phone iframe').srcdoc"
        #expect(try page.evaluate("\(frame).split('src=\"data:image/png;base64,').length") == "4")
        #expect(try page.evaluate("\(frame).includes('cid:')") == "false")
        // A picture that the page's policy or its data kept away would be among the complaints.
        #expect(page.complaints == [])
    }
}
