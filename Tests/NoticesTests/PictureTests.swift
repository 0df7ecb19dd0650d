import Domain
import Testing

@testable import Notices

@Suite struct PictureTests {
    private func report(_ description: String) throws -> RenderedNotice {
        var values = NoticeName.administratorReport.sampleValues(.english)
        values["requestChart"] = .picture(
            try #require(
                NoticePicture(
                    contentID: "requests.1@contoh.example", description: description, width: 536, height: 99))
        )
        return try Templates.catalog.get().render(.administratorReport, .english, values)
    }

    @Test func `a picture stands in the HTML with its size and its description, and in no text`() throws {
        let notice = try report("Bars of requests: Issuance 22, 19")
        let tags = HTMLOutline(notice.html).tags.filter { $0.hasPrefix("<img") }
        #expect(tags.count == 3)
        let start =
            "<img src=\"cid:requests.1@contoh.example\" width=\"536\" height=\"99\" "
            + "alt=\"Bars of requests: Issuance 22, 19\""
        #expect(tags.contains { $0.hasPrefix(start) && $0.contains("max-width:100%") })
        #expect(!notice.text.contains("cid:") && !notice.text.contains("Bars of requests"))
    }

    @Test func `a description cannot leave its attribute`() throws {
        let notice = try report("\" onerror=\"x\n<script> & 'y'")
        #expect(notice.html.contains("alt=\"&quot; onerror=&quot;x &lt;script&gt; &amp; &#39;y&#39;\""))
        #expect(!notice.html.contains("<script"))
    }

    @Test(arguments: ["a\"b", "a b", "a>b", "%41", "", "ä", "a/b"])
    func `a name that would need escaping is refused`(name: String) {
        #expect(NoticePicture(contentID: name, description: "", width: 1, height: 1) == nil)
    }

    @Test func `a picture that stands among words is named by its line`() {
        var files = Templates.files
        let path = "en/administrator.report.md"
        files[path] = files[path]?.replacing("{{requestChart}}\n", with: "Look: {{requestChart}}\n")
        let problems = NoticeCatalog.check(files: files).map(\.description)
        #expect(problems.count == 1)
        #expect(problems.first?.contains("a picture stands alone") == true)
    }
}
