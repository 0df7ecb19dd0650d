import Testing

@testable import Notices

@Suite struct TextRenditionTests {
    private func text(_ markdown: String) throws -> String {
        let table = ValueTable()
        return TextRendition(table: table).text(
            of: try #require(MarkdownReader.blocks(of: markdown, with: table)))
    }

    @Test func `words wrap at 72 columns and are never cut`() throws {
        let word = String(repeating: "w", count: 100)
        let output = try text("a " + word + " " + String(repeating: "ré ", count: 60))
        let lines = output.split(separator: "\n")
        #expect(lines[0] == "a" && lines[1] == word)
        #expect(lines[2].count == 71)
    }

    @Test(arguments: [
        ("# Satu\n\ndua", "Satu\n====\n\ndua\n"),
        ("## Satu *dua*", "Satu dua\n--------\n"),
        ("- a\n- b\n  1. c\n  2. d", "- a\n- b\n  1. c\n  2. d\n"),
        ("9. a\n10. b", "9. a\n10. b\n"),
        ("- a\n\n- b\n\n  c", "- a\n\n- b\n\n  c\n"),
        ("> a\n> b", "    a b\n"),
        ("a\\\nb", "a\nb\n"),
        ("```\na  b\n\n  c\n```", "a  b\n\n  c\n"),
        ("a\n\n---\n\nb", "a\n\n________________________\n\nb\n"),
        ("[LAPOR!](https://www.lapor.go.id)", "LAPOR! <https://www.lapor.go.id>\n"),
        ("<https://www.lapor.go.id>", "https://www.lapor.go.id\n"),
        ("<a@b.example>", "a@b.example\n"),
        ("`kode` **tebal**", "kode tebal\n"),
        ("<b>x</b> ![y](z)", "x\n"),
    ])
    func `Markdown reads well as plain text`(markdown: String, expected: String) throws {
        #expect(try text(markdown) == expected)
    }

    @Test func `hostile nesting is bounded`() throws {
        #expect(try text(String(repeating: "> ", count: 20_000) + "x").utf8.count < 100)
        _ = try text(String(repeating: "*a **b ", count: 5_000))
        _ = try text(String(repeating: "[", count: 50_000))
    }
}
