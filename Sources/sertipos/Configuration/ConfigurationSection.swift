internal import Domain

/// The keys below one heading of `desk.yaml`. Unknown and repeated keys are noted when it is made.
struct ConfigurationSection {
    /// The heading, such as `mailbox`; empty for the top of the file.
    let name: String
    /// Where mistakes go.
    let problems: DocumentProblems
    private let place: DocumentNode
    private var values: [String: DocumentNode] = [:]
    /// Whether there are keys at all: what is not even a mapping is one mistake, not one for each missing key.
    private let isMapping: Bool

    /// The section that `node` holds; a key with nothing behind it counts as absent.
    init(_ name: String, _ node: DocumentNode, keys: [String], problems: DocumentProblems) {
        self.name = name
        self.problems = problems
        place = node
        let pairs = problems.noting(at: node) { try $0.pairs() }
        isMapping = pairs != nil
        for (key, value) in pairs ?? [] {
            guard let word = problems.noting(at: key, { try $0.string() }) else { continue }
            guard keys.contains(word) else {
                problems.note(Self.unknown(key, word, keys))
                continue
            }
            guard values[word] == nil else {
                problems.note(key.error("key '\(word)' stands here twice"))
                continue
            }
            if case .null = value.content { continue }
            values[word] = value
        }
    }

    /// The section below `key`; if it is missing, its required keys are reported at this section's place.
    func section(_ key: String, keys: [String]) -> ConfigurationSection {
        let node =
            values[key] ?? DocumentNode(.null, file: place.file, line: place.line, column: place.column)
        return ConfigurationSection(key, node, keys: keys, problems: problems)
    }

    /// Where `key` stands, else where the section stands.
    func node(_ key: String) -> DocumentNode { values[key] ?? place }

    /// Whether `key` has a value.
    func has(_ key: String) -> Bool { values[key] != nil }

    /// What `read` makes of the value, or `nil` if there is none or it is wrong (then it is noted).
    func value<Value>(_ key: String, _ read: (DocumentNode) throws -> Value) -> Value? {
        guard let node = values[key] else { return nil }
        return problems.noting(at: node, read)
    }

    /// The same with a default for an absent key.
    func value<Value>(
        _ key: String, default fallback: Value, _ read: (DocumentNode) throws -> Value
    ) -> Value {
        value(key, read) ?? fallback
    }

    /// The same for a key that must be there; `example` shows what to write.
    func required<Value>(
        _ key: String, example: String, _ read: (DocumentNode) throws -> Value
    ) -> Value? {
        guard has(key) else {
            if isMapping { problems.note(missing(key, example: example)) }
            return nil
        }
        return value(key, read)
    }

    /// The mistake of leaving out `key`.
    func missing(_ key: String, example: String) -> DocumentError {
        let line = "write '\(key): \(example)'"
        return name.isEmpty
            ? place.error("\(key) is missing", remedy: line)
            : place.error("\(name).\(key) is missing", remedy: "\(line) below '\(name):'")
    }

    private static func unknown(_ key: DocumentNode, _ word: String, _ keys: [String]) -> DocumentError {
        if word == "password", keys.contains("password-file") {
            return key.error(
                "unknown key 'password'",
                remedy:
                    "secrets stay outside this file: put it in a file of its own, named by 'password-file'")
        }
        let nearest = Spelling.nearest(to: word, among: keys).map { "did you mean '\($0)'?" }
        return key.error(
            "unknown key '\(word)'", remedy: nearest ?? "known keys: \(keys.joined(separator: ", "))")
    }
}
