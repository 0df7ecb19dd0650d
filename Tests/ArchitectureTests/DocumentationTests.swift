import Foundation
import TestSupport
import Testing

/// README.md, the documentation and what the shipped files say to people: nothing is named that is not there.
@Suite("Documentation")
struct DocumentationTests {
    static let catalog = "Sources/sertipos/Documentation.docc"

    /// Pages for readers; what they claim is checked against the project.
    static let pages: [String] = {
        let names = (try? SourceTree.folders(in: catalog)) ?? []
        return ["README.md"] + names.filter { $0.hasSuffix(".md") }.sorted().map { "\(catalog)/\($0)" }
    }()

    /// Files for operators and staff, which name commands as well.
    static let operatorFiles = ["cron/desk.yaml", "cron/sertipos.crontab", "mail-templates/README.md"]

    @Test("all pages are there, none is empty and none is a book", arguments: pages)
    func sizes(page: String) throws {
        let lines = try SourceTree.text(of: page).split(separator: "\n", omittingEmptySubsequences: false)
        #expect((40...200).contains(lines.count), "\(page) has \(lines.count) lines")
    }

    @Test("only commands that exist are named", arguments: pages + operatorFiles)
    func commands(page: String) throws {
        let commands = try CommandTree()
        #expect(commands.names.contains("run") && commands.names.contains("audit verify"))
        let text = MarkedText(try SourceTree.text(of: page))
        // Only Markdown marks its code; elsewhere every line may hold a command.
        let places = page.hasSuffix(".md") || page.hasSuffix(".yaml") ? text.code : text.lines
        for named in places.flatMap({ CommandTree.named(in: $0) }) {
            #expect(commands.accepts(named), "\(page) names 'sertipos \(named.joined(separator: " "))'")
        }
    }

    @Test("the README names every command")
    func completeness() throws {
        let code = MarkedText(try SourceTree.text(of: "README.md")).code
        let named = Set(code.flatMap { CommandTree.named(in: $0) }.compactMap(\.first))
        for command in try CommandTree().topLevel where command != "help" {
            #expect(named.contains(command), "README.md does not name 'sertipos \(command)'")
        }
    }

    @Test("only files and folders that exist are named", arguments: pages)
    func paths(page: String) throws {
        for path in MarkedText(try SourceTree.text(of: page)).paths {
            #expect(SourceTree.exists(path), "\(page) names \(path)")
        }
    }

    @Test("every link leads somewhere", arguments: pages + ["mail-templates/README.md"])
    func links(page: String) throws {
        for target in MarkedText(try SourceTree.text(of: page)).links {
            let path = Self.resolve(target, from: page)
            #expect(SourceTree.exists(path), "\(page) links to \(target)")
        }
    }

    @Test("every page is reached from the landing page, by DocC and by plain links")
    func reachability() throws {
        let landing = "\(Self.catalog)/Documentation.md"
        let articles = Set(Self.pages).subtracting(["README.md"])
        let text = MarkedText(try SourceTree.text(of: landing))
        let curated = Set(text.topics.map { "\(Self.catalog)/\($0).md" })
        #expect(curated == articles.subtracting([landing]))
        var reached: Set<String> = [landing]
        var waiting = [landing]
        while let page = waiting.popLast() {
            for target in MarkedText(try SourceTree.text(of: page)).links {
                let next = Self.resolve(target, from: page)
                if articles.contains(next), reached.insert(next).inserted { waiting.append(next) }
            }
        }
        #expect(reached == articles)
    }

    @Test("every test that is named as proof of a guarantee exists")
    func proofs() throws {
        let page = try ["Guarantees", "FurtherGuarantees"].map { name in
            try SourceTree.text(of: "\(Self.catalog)/\(name).md")
        }.joined(separator: "\n")
        var count = 0
        for line in page.split(separator: "\n") where line.hasPrefix("- “") {
            let parts = line.dropFirst("- “".count).split(separator: "”", maxSplits: 1)
            let path = MarkedText(String(parts.last ?? "")).paths.first
            guard parts.count == 2, let path else {
                Issue.record("Guarantees.md: \(line)")
                continue
            }
            count += 1
            let source = try SourceTree.text(of: path)
            let quoted = ["`\(parts[0])`", "\"\(parts[0])\""]
            #expect(quoted.contains { source.contains($0) }, "\(path) has no test '\(parts[0])'")
        }
        #expect(count >= 30)
        for number in 1...25 { #expect(page.contains("\n## \(number). "), "guarantee \(number) is missing") }
    }

    @Test("a wrong command, path or link would be seen")
    func sensitivity() throws {
        let text = MarkedText("Run `sertipos dance`, see `Sources/None.swift` and [it](None.md#part).")
        #expect(text.code == ["sertipos dance", "Sources/None.swift"])
        #expect(text.paths == ["Sources/None.swift"])
        #expect(text.links == ["None.md"])
        #expect(!SourceTree.exists("Sources/None.swift"))
        let commands = try CommandTree()
        #expect(!commands.accepts(["dance"]) && !commands.accepts(["audit", "dance"]))
        #expect(CommandTree.named(in: "sertipos init ~/desk && sertipos run") == [["init"], ["run"]])
    }

    private static func resolve(_ target: String, from page: String) -> String {
        var parts = page.split(separator: "/").dropLast().map(String.init)
        for part in target.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }
}

/// The parts of a Markdown page that can be checked: its code, and in it paths; its links; its topics.
struct MarkedText {
    /// All lines.
    let lines: [String]
    /// Inline code and the lines of code blocks, in order.
    private(set) var code: [String] = []
    /// Paths of the project that stand in code, patterns cut to their fixed folder.
    private(set) var paths: [String] = []
    /// Targets of relative links, without their fragment.
    private(set) var links: [String] = []
    /// Articles that the page curates for DocC.
    private(set) var topics: [String] = []

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var isBlock = false
        for line in lines {
            if line.drop(while: { $0 == " " }).hasPrefix("```") {
                isBlock.toggle()
            } else if isBlock {
                note(code: line)
            } else {
                readInline(line)
            }
        }
    }

    private mutating func readInline(_ line: String) {
        for (index, part) in line.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
            if index % 2 == 1 { note(code: String(part)) }
        }
        for part in line.split(separator: "](", omittingEmptySubsequences: false).dropFirst() {
            let target = part.prefix { $0 != ")" }.prefix { $0 != "#" }
            if !target.isEmpty, !target.contains(":"), !target.contains("{") { links.append(String(target)) }
        }
        if let start = line.range(of: "<doc:") {
            topics.append(String(line[start.upperBound...].prefix { $0 != ">" }))
        }
    }

    private mutating func note(code text: String) {
        guard !text.isEmpty else { return }
        code.append(text)
        for word in text.split(whereSeparator: { " (),;'\"".contains($0) }) {
            if let path = Self.path(word) { paths.append(path) }
        }
    }

    /// The folders whose entries are the project's, not a desk's at run time.
    private static let roots = ["Sources/", "Tests/", "cron/", "mail-templates/", "scripts/", "spool/README"]

    /// `Sources/X.swift:12` gives the file; `mail-templates/<locale>/x.md` gives the folder that is sure.
    private static func path(_ word: Substring) -> String? {
        guard roots.contains(where: word.hasPrefix) else { return nil }
        let plain = word.prefix { $0 != ":" }
        guard let end = plain.firstIndex(where: { "<*{…".contains($0) }) else { return String(plain) }
        return plain[..<end].lastIndex(of: "/").map { String(plain[..<$0]) }
    }
}

extension SourceTree {
    /// Whether the project has this file or folder.
    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: Corpora.projectRoot.appending(path: path).path)
    }
}

/// The commands as `Sources/sertipos` declares them, read from its text.
struct CommandTree {
    /// `run`, `audit`, `audit verify`, …
    private(set) var names: Set<String> = ["help"]
    /// The first words.
    var topLevel: Set<String> { Set(names.filter { !$0.contains(" ") }) }

    private struct Declaration {
        let name: String
        let children: [String]
    }

    init() throws {
        var declared: [String: Declaration] = [:]
        let sources = try SourceTree.files(under: "Sources/sertipos/Subcommands").map(\.text)
        let root = try SourceTree.text(of: "Sources/sertipos/SertiposCommand.swift")
        for text in sources + [root] {
            for part in text.components(separatedBy: "\nstruct ").dropFirst() where Self.isCommand(part) {
                let type = String(part.prefix { $0 != ":" })
                declared[type] = Declaration(
                    name: Self.quoted(after: "commandName:", in: part) ?? Self.kebab(type),
                    children: Self.types(after: "subcommands: [", in: part))
            }
        }
        for child in declared["SertiposCommand"]?.children ?? [] {
            guard let command = declared[child] else { continue }
            names.insert(command.name)
            for name in command.children.compactMap({ declared[$0]?.name }) {
                names.insert("\(command.name) \(name)")
            }
        }
    }

    /// Whether these words, which stand behind `sertipos`, begin with a command.
    func accepts(_ words: [String]) -> Bool {
        guard let first = words.first, names.contains(first) else { return false }
        let hasChildren = names.contains { $0.hasPrefix(first + " ") }
        guard hasChildren, first != "help", words.count > 1 else { return true }
        return names.contains("\(first) \(words[1])")
    }

    /// The lower-case words behind every `sertipos ` in a line of code, at most two each.
    static func named(in line: String) -> [[String]] {
        line.components(separatedBy: "sertipos ").dropFirst().map { rest in
            rest.split(separator: " ").prefix(2).map(String.init).prefix { word in
                word.allSatisfy { $0.isLowercase || $0 == "-" } && !word.hasPrefix("-")
            }.map { $0 }
        }.filter { !$0.isEmpty }
    }

    private static func isCommand(_ part: String) -> Bool {
        part.prefix { $0 != "\n" }.contains("ParsableCommand")
    }

    private static func quoted(after mark: String, in text: String) -> String? {
        guard let found = text.range(of: mark) else { return nil }
        return text[found.upperBound...].split(separator: "\"", maxSplits: 2).dropFirst().first.map(
            String.init)
    }

    private static func types(after mark: String, in text: String) -> [String] {
        guard let found = text.range(of: mark) else { return [] }
        return text[found.upperBound...].prefix { $0 != "]" }.split(separator: ",").compactMap { word in
            word.split(whereSeparator: { " .\n".contains($0) }).first.map(String.init)
        }
    }

    /// `AuditVerify` gives `audit-verify`, as the argument parser does.
    private static func kebab(_ type: String) -> String {
        type.reduce(into: "") { name, letter in
            if letter.isUppercase, !name.isEmpty { name.append("-") }
            name.append(letter.lowercased())
        }
    }
}
