import Foundation

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
