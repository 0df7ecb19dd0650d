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
        let page = try SourceTree.text(of: "\(Self.catalog)/Guarantees.md")
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
        for number in 1...10 { #expect(page.contains("\n## \(number). "), "guarantee \(number) is missing") }
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
