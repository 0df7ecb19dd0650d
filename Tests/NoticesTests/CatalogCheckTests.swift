import Domain
import Testing

@testable import Notices

@Suite struct CatalogCheckTests {
    static let path = "id/sender.too-large.md"

    @Test func `the templates of the project have no mistakes`() {
        #expect(NoticeCatalog.check(files: Templates.files) == [])
    }

    /// A body for `sender.too-large` and what must be said about it, place included.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let body: String
        let place: String
        let words: String
        var testDescription: String { words }

        init(_ body: String, _ place: String, _ words: String) {
            self.body = body
            self.place = place
            self.words = words
        }
    }

    static let mistakes: [Mistake] = [
        .init("Batas {{limit}}, {{limmit}}.", "4:18", "did you mean 'limit'?"),
        .init("Batas {{limit}}\n\n{{#fee", "6:1", "the tag is not closed"),
        .init("{{#fee}}\n{{limit}}", "4:1", "{{#fee}} is not closed"),
        .init("{{limit}}{{/fee}}", "4:10", "{{/fee}} closes nothing"),
        .init("{{#fee}}{{limit}}{{/officer}}", "4:18", "is due"),
        .init("{{limit}} {{{fee}}}", "4:11", "this kind of tag is not known"),
        .init("{{limit}} {{&fee}}", "4:11", "this kind of tag is not known"),
        .init("{{limit}} {{>footer}}", "4:11", "this kind of tag is not known"),
        .init("{{limit}} {{=<% %>=}}", "4:11", "this kind of tag is not known"),
        .init("{{limit}} {{% CONTENT_TYPE: TEXT}}", "4:11", "this kind of tag is not known"),
        .init("{{limit}} {{upper(fee)}}", "4:11", "this kind of tag is not known"),
        .init("Batas.", "1:1", "the variable 'limit' is missing"),
        .init("{{limit}}\n\nSatu <b>tebal</b>", "6:6", "HTML tags are not allowed"),
        .init("{{limit}}\n\n<div>\n</div>", "6:1", "HTML tags are not allowed"),
        .init("{{#fee}}\n{{limit}}\n{{/fee}}\n\n<!-- x -->", "8:1", "HTML tags are not allowed"),
        .init("{{limit}} ![x](y.png)", "4:11", "pictures are not allowed"),
        .init("{{limit}} [x](https://evil.example/a?b=c)", "4:15", "'https://evil.example/a?b=c' is not"),
        .init("{{limit}} buka www.evil.example.", "4:16", "'www.evil.example' is not allowed"),
        .init("{{limit}} [x](HTTP://Evil.example)", "4:15", "is not allowed"),
        .init("{{limit}} [x](ht&#116;ps://evil.example)", "4:1", "is not allowed"),
        .init("{{limit}} [x](javascript:alert)", "4:1", "'javascript:alert' is not allowed"),
        .init("{{limit}} [x](mailto:a@b.example?cc=c)", "4:1", "is not allowed"),
        .init("{{limit}} [x]({{fee}})", "4:15", "this value is not a link"),
        .init("{{limit}} [x](mailto:{{recipientName}})", "4:22", "only the desk's own address"),
        .init("{{limit}} &#xF0000;", "4:11", "a character's number may not stand here"),
        .init("{{limit}} [x](&#xF0009;)", "4:15", "a character's number may not stand here"),
        .init("{{limit}}\n\nx\u{202E}y", "6:2", "the invisible character U+202E"),
        .init("{{limit}} \u{F0001}", "4:11", "the invisible character U+F0001"),
        .init("{{limit}}\n" + String(repeating: "> ", count: 40) + "x", "5:1", "nested this deep"),
    ]

    @Test(arguments: mistakes)
    func `a mistake is named with its line and column`(mistake: Mistake) throws {
        let text = "---\nsubject: Terlalu besar\n---\n" + mistake.body
        let problems = NoticeCatalog.check(files: Templates.replacing(Self.path, text))
        let expected = "\(Self.path):\(mistake.place): "
        #expect(
            problems.contains { "\($0)".hasPrefix(expected) && "\($0)".contains(mistake.words) },
            "\(problems)")
    }

    @Test(arguments: [
        ("subject: A\n---\n{{limit}}", "1:1: the file does not start with front matter"),
        ("---\nsubject: A\n{{limit}}", "1:1: the front matter has no end"),
        ("---\n---\n{{limit}}", "1:1: there is no subject"),
        ("---\nsubject:\n---\n{{limit}}", "2:1: the subject is empty"),
        ("---\nsubject: A\n  B\n---\n{{limit}}", "3:1: the subject goes on here"),
        ("---\nsubject: |\n  B\n---\n{{limit}}", "2:1: the subject is empty"),
        ("---\nsubject: A\nsubject: B\n---\n{{limit}}", "3:1: the subject stands here twice"),
        ("---\nto: a@b.example\nsubject: A\n---\n{{limit}}", "2:1: only 'subject:' stands here"),
        ("---\nsubject: A {{nobody}}\n---\n{{limit}}", "2:12: there is no variable 'nobody'"),
        ("---\nsubject: A =?utf-8?q?=0AX?=\n---\n{{limit}}", "2:12: '=?' may not stand in a subject"),
        ("---\nsubject: A {{#fee}}x{{/fee}}\n---\n{{limit}}", "2:12: a subject holds only"),
    ])
    func `front matter is one subject on one line`(text: String, complaint: String) {
        let problems = NoticeCatalog.check(files: Templates.replacing(Self.path, text))
        #expect(problems.contains { "\($0)".hasPrefix("\(Self.path):\(complaint)") }, "\(problems)")
    }

    @Test func `the subject of a request starts with its number`() {
        let path = "id/applicant.request-expired.md"
        let files = Templates.replacing(path, "---\nsubject: Ditutup {{number}}\n---\nx")
        #expect("\(NoticeCatalog.check(files: files))".contains("starts with '[{{number}}] '"))
    }

    @Test func `an optional link or form needs a section, and every kind its own place`() {
        let path = "id/applicant.link-renewed.md"
        let body = """
            {{deadline}} [a]({{link.answer}}) {{form}}

            {{link.answer}} {{#link.answer}}b [c]({{link.answer}}){{/link.answer}}
            """
        let text = "---\nsubject: [{{number}}] x\n---\n" + body
        let problems = NoticeCatalog.check(files: Templates.replacing(path, text)).map(\.description)
        for (place, words) in [
            ("4:18", "'link.answer' is not always there"), ("4:35", "a preformatted value stands alone"),
            ("6:1", "a link belongs behind its label"), ("6:39", "a link stands alone"),
        ] {
            #expect(problems.contains { $0.hasPrefix("\(path):\(place): \(words)") }, "\(problems)")
        }
    }

    @Test func `lists and flags are sections, and every column of a list is shown`() {
        let path = "id/sender.help.md"
        let text = "---\nsubject: x\n---\n{{words}} {{hasWords}} {{word}} {{#words}}{{word}}{{/words}}"
        let problems = NoticeCatalog.check(files: Templates.replacing(path, text)).map(\.description)
        for words in [
            "4:1: 'words' is a list", "4:11: 'hasWords' is a flag", "4:24: there is no variable 'word'",
            "1:1: the list 'words' never shows 'meaning'",
        ] {
            #expect(problems.contains { $0.hasPrefix("\(path):\(words)") }, "\(problems)")
        }
    }

    @Test func `missing and unknown files are named, others are left alone`() {
        var files = Templates.replacing("en/sender.help.md", nil)
        files["id/footer.md"] = nil
        files["layout.html"] = nil
        files["id/sender.halp.md"] = "x"
        files["forms/issuance.yaml"] = "x"
        files["id/notes.txt~"] = "x"
        let problems = NoticeCatalog.check(files: files).map(\.description)
        #expect(problems.count == 4, "\(problems)")
        #expect(problems.contains("en/sender.help.md: the file is missing"))
        #expect(problems.contains("id/footer.md: the file is missing"))
        #expect(problems.contains("layout.html: the file is missing"))
        #expect(
            problems.contains(
                "id/sender.halp.md: no notice has this file name; did you mean 'id/sender.help.md'?"))
    }

    @Test func `all mistakes of all files come at once, in file order`() throws {
        var files = Templates.replacing(Self.path, "---\nsubject: x\n---\n{{a}}\n\n{{b}}")
        files["en/sender.too-large.md"] = "---\nsubject: x\n---\n{{limit}} <b>"
        let error = #expect(throws: NoticeError.self) { try NoticeCatalog(files: files) }
        guard case .templates(let problems)? = error else { return #expect(Bool(false)) }
        #expect(problems.map(\.file).first == "en/sender.too-large.md")
        #expect(problems.count == 4, "\(problems)")
        #expect(problems.compactMap(\.line).filter { $0 > 1 } == [4, 4, 6])
    }

    @Test func `a footer holds fee, officer, address and channels, and nothing of one notice`() {
        let text = "{{fee}} {{#fee}}x{{/fee}} {{number}} <b>{{#channels}}x{{/channels}}"
        let problems = NoticeCatalog.check(files: Templates.replacing("id/footer.md", text))
            .map(\.description)
        for words in [
            "1:27: there is no variable 'number'", "1:1: 'officer' is missing",
            "1:1: 'deskAddress' is missing", "1:38: HTML tags",
            "1:1: the list 'channels' never shows 'channel'",
        ] {
            #expect(problems.contains { $0.hasPrefix("id/footer.md:\(words)") }, "\(problems)")
        }
        let files = Templates.replacing("id/footer.md", "{{fee}} {{officer}} {{deskAddress}} {{#fee}}")
        #expect("\(NoticeCatalog.check(files: files))".contains("{{#fee}} is not closed"))
        #expect("\(NoticeCatalog.check(files: files))".contains("1:1: 'channels' is missing"))
    }

    @Test func `the subject of a case starts with its number`() {
        let path = "id/officer.case-recorded.md"
        let files = Templates.replacing(path, "---\nsubject: {{kind}} {{number}}\n---\nx")
        #expect("\(NoticeCatalog.check(files: files))".contains("starts with '[{{number}}] '"))
    }

    @Test func `files saved with CRLF and a byte order mark are fine`() throws {
        var files = Templates.files
        for path in files.keys where path.hasSuffix(".md") {
            files[path] =
                "\u{FEFF}"
                + (files[path] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: "\r\n")
        }
        let name = NoticeName.verifierVerificationLink
        let values = name.sampleValues(.indonesian)
        let crlf = try NoticeCatalog(files: files).render(name, .indonesian, values)
        #expect(crlf == (try Templates.catalog.get().render(name, .indonesian, values)))
    }
}
