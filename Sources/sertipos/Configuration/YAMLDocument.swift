internal import Domain
internal import Yams

/// Reads YAML into `DocumentNode`s that know where they stand: the one place that knows the file format.
///
/// Only what a person needs is taken: one document, no anchors and aliases, no key twice, at most
/// ``depthLimit`` levels. Plain scalars stay text as written; nothing is resolved to numbers or dates.
enum YAMLDocument {
    /// How deep lists and mappings may nest.
    static let depthLimit = 32

    /// The document in the file at `path`, which is also the name in messages.
    static func load(path: String) throws(DocumentError) -> DocumentNode {
        try parse(text: EditedFile(path: path).text(), file: path)
    }

    /// The document in `text`; an empty one is `null` at line 1.
    static func parse(text: String, file: String) throws(DocumentError) -> DocumentNode {
        guard text.utf8.count <= EditedFile.sizeLimit else {
            throw DocumentError(file: file, problem: "is larger than 1 MiB")
        }
        let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        guard !multipliesItself(text) else { throw anchorError(file: file, line: nil, column: nil) }
        do {
            // Scalars hold their anchors weakly: the parser must outlive the conversion.
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            return try withExtendedLifetime(parser) {
                guard let root = try parser.singleRoot() else {
                    return DocumentNode(.null, file: file, line: 1, column: 1)
                }
                return try convert(root, file: file, depth: 0)
            }
        } catch let error as DocumentError {
            throw error
        } catch let error as YamlError {
            throw error.documentError(file: file)
        } catch {
            throw DocumentError(file: file, problem: "is not readable as YAML")
        }
    }

    private static func convert(_ node: Node, file: String, depth: Int) throws(DocumentError) -> DocumentNode
    {
        let line = node.mark?.line ?? 1
        let column = node.mark?.column ?? 1
        guard node.anchor == nil else { throw anchorError(file: file, line: line, column: column) }
        guard depth <= depthLimit else {
            throw DocumentError(
                file: file, line: line, column: column,
                problem: "lists and keys are nested more than \(depthLimit) levels deep")
        }
        let content: DocumentNode.Content
        switch node {
        case .scalar(let scalar):
            let isNull = scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
            content = isNull ? .null : .scalar(scalar.string)
        case .sequence(let sequence):
            var items: [DocumentNode] = []
            for item in sequence { items.append(try convert(item, file: file, depth: depth + 1)) }
            content = .sequence(items)
        case .mapping(let mapping):
            var pairs: [(key: DocumentNode, value: DocumentNode)] = []
            for (key, value) in mapping {
                pairs.append(
                    (
                        try convert(key, file: file, depth: depth + 1),
                        try convert(value, file: file, depth: depth + 1)
                    ))
            }
            content = .mapping(pairs)
        case .alias: throw anchorError(file: file, line: line, column: column)
        }
        return DocumentNode(content, file: file, line: line, column: column)
    }

    private static func anchorError(file: String, line: Int?, column: Int?) -> DocumentError {
        DocumentError(
            file: file, line: line, column: column,
            problem: "anchors and aliases (&name, *name) are not used here",
            remedy: "write the value out, or put it in quotes if it is meant as text")
    }

    /// Whether `text` may hold an alias bomb: the library hashes keys while it composes, long before the
    /// anchors can be seen in its nodes. A few aliases are harmless, many together with an anchor are not.
    private static func multipliesItself(_ text: String) -> Bool {
        var anchors = 0
        var aliases = 0
        var atStart = true
        var mark: UInt8 = 0
        for octet in text.utf8 {
            let isSpace = octet == 0x20 || (0x09...0x0D).contains(octet)
            if mark != 0, !isSpace {
                if mark == UInt8(ascii: "&") { anchors += 1 } else { aliases += 1 }
            }
            let isMark = octet == UInt8(ascii: "&") || octet == UInt8(ascii: "*")
            mark = atStart && isMark ? octet : 0
            atStart = isSpace || "[]{},:?-\u{FEFF}".utf8.contains(octet)
        }
        return anchors > 0 && aliases > 16
    }
}
