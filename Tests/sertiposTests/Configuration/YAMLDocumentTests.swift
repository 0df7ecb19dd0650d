import Domain
import Testing

@testable import sertipos

@Suite("YAML documents")
struct YAMLDocumentTests {
    private func error(_ text: String) -> String? {
        do {
            _ = try YAMLDocument.parse(text: text, file: "f.yaml")
            return nil
        } catch { return error.description }
    }

    @Test("every node knows its line and column")
    func places() throws {
        let text = "# head\ndesk:\n  name: A\n  list: [x, \"yes\"]\nempty:\n"
        let root = try YAMLDocument.parse(text: text, file: "f.yaml")
        let pairs = try root.pairs()
        #expect(pairs.map { "\($0.key.line):\($0.key.column)" } == ["2:1", "5:1"])
        let desk = try pairs[0].value.pairs()
        #expect("\(desk[0].value.line):\(desk[0].value.column)" == "3:9")
        let items = try desk[1].value.list()
        #expect(items.map { "\($0.line):\($0.column)" } == ["4:10", "4:13"])
        #expect(try items.map { try $0.string() } == ["x", "yes"])
        guard case .null = pairs[1].value.content else {
            Issue.record("nothing after the colon is null"); return
        }
        #expect(items[0].file == "f.yaml")
    }

    @Test(
        "plain scalars stay text as written, quoted words are never null",
        arguments: [
            ("010", "010"), ("yes", "yes"), ("2026-01-01", "2026-01-01"), ("\"~\"", "~"), ("''", ""),
            ("1e3", "1e3"),
        ])
    func scalars(written: String, read: String) throws {
        let pairs = try YAMLDocument.parse(text: "k: \(written)", file: "f").pairs()
        #expect(try pairs[0].value.string() == read)
    }

    @Test("an empty file, a comment, CRLF and a byte order mark are no mistakes")
    func tolerance() throws {
        for text in ["", "# nothing\n"] {
            guard case .null = try YAMLDocument.parse(text: text, file: "f").content else {
                Issue.record("not null")
                return
            }
        }
        let pairs = try YAMLDocument.parse(text: "\u{FEFF}a: 1\r\nb: 2\r\n", file: "f").pairs()
        #expect(try pairs.map { try $0.key.string() } == ["a", "b"])
        #expect(pairs[1].value.line == 2)
    }

    @Test(
        "mistakes are named with file, line and column",
        arguments: [
            (
                "a: 1\nb: c: d\n",
                "f.yaml:2:5: mapping values are not allowed in this context; put a value that holds"
            ),
            ("a: \"x\n", "f.yaml:2:1: found unexpected end of stream; close the quotes"),
            ("a:\n\tb: 1\n", "f.yaml:2:1: found character that cannot start any token"),
            ("a: 1\nb 2\n", "f.yaml:3:1: could not find expected ':'; write 'key: value'"),
            ("a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document starts here; remove the line '---'"),
            ("x: 1\na: 2\nx: 3\n", "f.yaml:1:1: key 'x' stands twice in the same place; keep one of them"),
            ("a: *b\n", "f.yaml:1:4: found undefined alias"),
            ("a: 1\nb: &c d\n", "f.yaml:2:4: anchors and aliases (&name, *name) are not used here"),
            ("a: &b [1]\nc: *b\n", "f.yaml:1:4: anchors and aliases"),
            ("a: [1, 2\n", "f.yaml:2:1: did not find expected ',' or ']'"),
            ("ok: 1\nb: a\u{1}c\n", "f.yaml:2:5: control characters are not allowed"),
        ])
    func mistakes(text: String, beginning: String) {
        let found = error(text) ?? "no error"
        #expect(found.hasPrefix(beginning), "\(found)")
    }

    @Test("alias bombs are refused at once, as values and as keys")
    func bombs() {
        for tail in ["v: *a19\n", "*a19 : v\n", "? [*a19]\n: v\n"] {
            var text = "a0: &a0 [x, x]\n"
            for level in 1..<20 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
            #expect(error(text + tail)?.contains("anchors and aliases") == true)
        }
        let wide =
            "a: &a [\(String(repeating: "x,", count: 100_000))]\n[\(String(repeating: "*a,", count: 100_000))]: 1\n"
        #expect(error(wide)?.contains("anchors and aliases") == true)
    }

    @Test("ampersands and asterisks in ordinary text are no anchors")
    func ampersands() throws {
        let emphasis = String(repeating: "*kata* ", count: 30)
        let text = "a: Dinas Komunikasi & Informatika\nb: R&D\nc: >-\n  \(emphasis)\n"
        #expect(try YAMLDocument.parse(text: text, file: "f").pairs().count == 3)
    }

    @Test("deep nesting is refused, whatever its shape")
    func depth() {
        for text in [
            String(repeating: "[", count: 40) + String(repeating: "]", count: 40),
            String(repeating: "[", count: 100_000), String(repeating: "- ", count: 900) + "x",
            String(repeating: "{a: ", count: 5000),
        ] {
            let found = error(text) ?? "no error"
            #expect(found.contains("nested") || found.contains("nesting"), "\(found.prefix(200))")
        }
    }

    @Test("a file that is not UTF-8, too large, missing or no file is refused by name")
    func files() throws {
        let folder = try ScratchFolder()
        let latin = try folder.write(Array("a: 1\nb: caf".utf8) + [0xE9, 0x0A], to: "latin.yaml")
        let large = try folder.write(
            [UInt8](repeating: 0x23, count: EditedFile.sizeLimit + 1), to: "large.yaml")
        let expected = [
            latin: "\(latin):2: this line is not UTF-8; save the file with the encoding UTF-8",
            large: "\(large): is larger than 1 MiB",
            folder.path("none.yaml"):
                "\(folder.path("none.yaml")): cannot be read: No such file or directory",
            folder.path: "\(folder.path): is not a plain file",
        ]
        for (path, message) in expected {
            let error = #expect(throws: DocumentError.self) { try YAMLDocument.load(path: path) }
            #expect(error?.description == message)
        }
        let exact = try folder.write([UInt8](repeating: 0x23, count: EditedFile.sizeLimit), to: "exact.yaml")
        _ = try YAMLDocument.load(path: exact)
    }
}
