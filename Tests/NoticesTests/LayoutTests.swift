import Domain
import Foundation
import Testing

@testable import Notices

@Suite struct LayoutTests {
    private static let path = "layout.html"
    private static let layout = Templates.files["layout.html"] ?? ""

    @Test(arguments: [
        ("<p>{{{content}}}</p>", "layout.html: {{{footer}}} is missing"),
        ("{{{content}}}\n{{{footer}}}{{{content}}}", "layout.html:2:13: {{{content}}} stands here twice"),
        ("{{{content}}}{{{footer}}}\n {{contents}}", "layout.html:2:2: this tag is not known here"),
        ("{{content}}{{{footer}}}{{{content}}}", "layout.html:1:1: this tag is not known here"),
        ("{{{content}}}{{{footer}}}\n<script>", "layout.html:2:1: '<script' may not stand"),
        ("{{{content}}}{{{footer}}}\n<a style='x:URL(a)'>", "layout.html:2:13: 'url(' may not stand"),
        ("{{{content}}}{{{footer}}}\n<p x='https://a'>", "layout.html:2:12: '://' may not stand"),
        ("<style data-inline>\nq { a: b }\n</style>{{{content}}}{{{footer}}}", "layout.html:2: no element"),
        ("<style data-inline>p { a: \"b\" }</style>{{{content}}}{{{footer}}}", "layout.html:1: the rule 'p'"),
        (
            "<style data-inline>\np { a: b</style>{{{content}}}{{{footer}}}",
            "layout.html:2: the rule 'p' has no"
        ),
    ])
    func `a mistake in the layout is named with its place`(text: String, complaint: String) {
        let problems = NoticeCatalog.check(files: Templates.replacing(Self.path, text)).map(\.description)
        #expect(problems.contains { $0.hasPrefix(complaint) }, "\(problems)")
    }

    @Test func `every element the renditions write has a look, and it is written into the tag`() throws {
        let name = NoticeName.verifierVerificationLink
        let html = try Templates.catalog.get().render(name, .indonesian, name.sampleValues(.indonesian)).html
        #expect(html.contains("<h2 style=\"margin:28px 0 10px;font-size:18px;line-height:24px\">"))
        #expect(html.contains("<html lang=\"id\">"))
        #expect(!html.contains("data-inline"))
        #expect(!html.contains("{{"))
    }

    @Test func `buttons are at least 44 px high`() throws {
        let rules = try Self.rules(of: ["button", "button2"])
        for rule in rules {
            let padding = try #require(Self.number(after: "padding: ", in: rule))
            let line = try #require(Self.number(after: "line-height: ", in: rule))
            #expect(2 * padding + line >= 44)
        }
    }

    @Test func `text and buttons have a contrast of at least 4,5 in light and dark`() throws {
        // Foreground and background as the layout pairs them.
        let pairs = [
            ("1c2733", "ffffff"), ("1c2733", "eef2f6"), ("4a5866", "eef2f6"), ("0b4f94", "ffffff"),
            ("0b5cad", "ffffff"), ("0b5cad", "eef2f6"), ("e4e9ee", "1e242b"), ("e4e9ee", "14181d"),
            ("a9b4c0", "14181d"), ("8ec4f7", "1e242b"), ("8ec4f7", "14181d"), ("9ccbf5", "1e242b"),
            ("0b1a2b", "8ec4f7"),
        ]
        for (foreground, background) in pairs {
            #expect(Self.layout.contains("#" + foreground) && Self.layout.contains("#" + background))
            #expect(try Self.contrast(foreground, background) >= 4.5, "\(foreground) on \(background)")
        }
    }

    private static func rules(of names: [String]) throws -> [Substring] {
        try names.map { name in
            let start = try #require(layout.range(of: "\n  \(name) {"))
            return layout[start.upperBound...].prefix { $0 != "}" }
        }
    }

    private static func number(after key: String, in rule: Substring) -> Int? {
        rule.range(of: key).flatMap { Int(rule[$0.upperBound...].prefix { $0.isNumber }) }
    }

    /// WCAG 2.2 contrast ratio.
    private static func contrast(_ left: String, _ right: String) throws -> Double {
        let luminances = try [left, right].map { colour in
            let value = try #require(Int(colour, radix: 16))
            let parts = [value >> 16, value >> 8 & 255, value & 255].map { part in
                let share = Double(part) / 255
                return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        }.sorted()
        return (luminances[1] + 0.05) / (luminances[0] + 0.05)
    }
}
