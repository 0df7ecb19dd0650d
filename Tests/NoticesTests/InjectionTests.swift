import Domain
import TestSupport
import Testing

@testable import Notices

@Suite struct InjectionTests {
    private static let pieces = [
        "{{number}}", "{{{form}}}", "{{#faults}}", "{{/faults}}", "{{> footer}}", "{{=<% %>=}}", "{{", "}}",
        "**tebal**", "*", "_", "`", "```", "~~~", "# Judul", "#", "> ", "- ", "1. ", "1) ", "===", "---",
        "***",
        "[x](https://evil.example)", "![x](y)", "<https://evil.example>", "[a]: b", "\\", "\\\\", "|", "    ",
        "<b>", "</p>", "</div>", "<script>alert(1)</script>", "<!--", "-->", "<![CDATA[", "&lt;", "&#60;",
        "&",
        "\"", "'", "\" onclick=\"x", "javascript:", "\r\n", "\n", "\r", "\n\n", "\r\nBcc: a@b.example",
        "\u{0}",
        "\u{B}", "\u{85}", "\u{2028}", "\u{2029}", "\u{202E}", "\u{2066}", "\u{200B}", "\u{FEFF}", "\u{A0}",
        "\u{F0000}", "\u{F0001}", "\u{10FFFF}", "مرحبا", "日本", "é", "e\u{301}", "🇮🇩", "=?UTF-8?B?QQ==?=",
        "%0D%0A",
        "budi", "Santoso", " ", "  ", "\t",
    ]

    private static func payload(_ random: inout SeededRandom) -> String {
        (0...Int.random(in: 0...8, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
            .joined()
    }

    /// Notices with every kind of value between them.
    private static let notices: [NoticeName] = [
        .applicantIdentityFaults, .verifierVerificationLink, .applicantRequestRejected, .senderStatus,
        .administratorQuarantined, .authorityRequestLink, .officerCaseOpened,
    ]

    @Test func `no value becomes template, Markdown, HTML or a header line`() throws {
        let catalog = try Templates.catalog.get()
        var random = SeededRandom(20_261_123)
        var values = 0
        while values < 6_000 {
            for name in Self.notices {
                var hostile = name.sampleValues(.indonesian)
                var tame = hostile
                var literals: [String] = []
                // The desk's own address is configuration, and the number is shown by the subject alone.
                for variable in name.variables where !["deskAddress", "number"].contains(variable.name) {
                    Self.replace(variable, in: &hostile, &tame, &literals, &random)
                }
                values += literals.count
                let notice = try catalog.render(name, .indonesian, hostile)
                let expected = try catalog.render(name, .indonesian, tame)
                try Self.expectHarmless(notice, like: expected, holding: literals)
            }
        }
    }

    /// Puts a payload into `hostile` and a word into `tame`, which has the same shape.
    private static func replace(
        _ variable: NoticeVariable, in hostile: inout [String: NoticeValue],
        _ tame: inout [String: NoticeValue], _ literals: inout [String], _ random: inout SeededRandom
    ) {
        let payload = payload(&random)
        switch variable.kind {
        case .text:
            let line = PlainText.line(payload)
            literals.append(line)
            hostile[variable.name] = .text(payload)
            tame[variable.name] = .text(line.isEmpty ? "" : "x")
        case .multiline:
            let lines = PlainText.lines(payload)
            literals += lines
            hostile[variable.name] = .multiline(payload)
            tame[variable.name] = .multiline(lines.map { $0.isEmpty ? "" : "x" }.joined(separator: "\n"))
        case .preformatted:
            let lines = PlainText.preformatted(payload)
            literals += lines
            hostile[variable.name] = .preformatted(payload)
            tame[variable.name] = .preformatted(lines.isEmpty ? "" : "x")
        case .list(let row):
            var rows: ([[String: NoticeValue]], [[String: NoticeValue]]) = ([], [])
            for _ in 0..<2 {
                var pair: ([String: NoticeValue], [String: NoticeValue]) = ([:], [:])
                for column in row { replace(column, in: &pair.0, &pair.1, &literals, &random) }
                rows.0.append(pair.0)
                rows.1.append(pair.1)
            }
            hostile[variable.name] = .rows(rows.0)
            tame[variable.name] = .rows(rows.1)
        case .flag, .link, .webLink, .picture: break
        }
    }

    private static func expectHarmless(
        _ notice: RenderedNotice, like expected: RenderedNotice, holding literals: [String]
    ) throws {
        let controls = notice.subject.unicodeScalars.filter {
            $0.properties.generalCategory == .control
                || "\u{2028}\u{2029}\u{202E}".unicodeScalars.contains($0)
        }
        #expect(controls.isEmpty)
        let outline = HTMLOutline(notice.html)
        let hasSameTags = outline.tags == HTMLOutline(expected.html).tags
        #expect(hasSameTags, "\(literals)")
        let text = squeezed(notice.text)
        let html = squeezed(outline.text)
        for literal in literals.map(squeezed) {
            let isShown = Wording.contains(text, literal) && Wording.contains(html, literal)
            #expect(isShown, "\(literal)")
        }
        #expect(!notice.text.utf8.contains { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F })
    }

    private static func squeezed(_ text: String) -> String {
        String(decoding: text.utf8.filter { $0 != 0x20 && $0 != 0x0A }, as: UTF8.self)
    }

    @Test func `a form keeps every line and no line leaves its block`() throws {
        let form = "```\n~~~\n</pre><b>\n    Nama:  Budi\n\n\n# x\n{{number}}\n-- \n- a"
        var values = NoticeName.senderForm.sampleValues(.english)
        values["form"] = .preformatted(form)
        let notice = try Templates.catalog.get().render(.senderForm, .english, values)
        let lines = form.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0 == "-- " ? "--" : String($0)
        }
        #expect(notice.text.contains("\n\n" + lines.joined(separator: "\n") + "\n\n"))
        #expect(notice.html.contains("```\n~~~\n&lt;/pre&gt;&lt;b&gt;\n    Nama:  Budi\n\n\n# x\n{{number}}"))
        #expect(HTMLOutline(notice.html).tags.count { $0.hasPrefix("<pre") } == 1)
    }

    @Test func `a reason keeps its line breaks`() throws {
        let name = NoticeName.applicantRequestCancelled
        var values = name.sampleValues(.english)
        values["reason"] = .multiline("\n\nsatu\r\n  dua \u{2028}\n\n\n\ntiga\n")
        let notice = try Templates.catalog.get().render(name, .english, values)
        #expect(notice.text.contains("    satu\n    dua\n\n    tiga\n"))
        #expect(notice.html.contains("satu<br>\ndua<br>\n<br>\ntiga"))
    }
}
