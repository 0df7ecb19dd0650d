import Domain
import Forms
import Foundation
import TestSupport
import Yams

/// The forms as the desk ships them, and forms written in a test.
enum FormFiles {
    static let folder = Corpora.projectRoot.appending(path: "mail-templates/forms")

    static func document(_ name: String) throws -> DocumentNode {
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        return try node(text, file: "mail-templates/forms/" + name)
    }

    static func node(_ yaml: String, file: String = "test.yaml") throws -> DocumentNode {
        guard let root = try Yams.compose(yaml: yaml) else {
            return DocumentNode(.null, file: file, line: 1, column: 1)
        }
        return convert(root, file)
    }

    static func catalog() throws -> FormCatalog {
        try FormCatalog(documents: FormName.allCases.map { try document($0.rawValue + ".yaml") })
    }

    static func wording() throws -> FaultWording { try FaultWording(document: document("faults.yaml")) }

    private static func convert(_ node: Node, _ file: String) -> DocumentNode {
        let content: DocumentNode.Content =
            switch node {
            case .scalar(let scalar):
                scalar.string.isEmpty && scalar.style == .plain ? .null : .scalar(scalar.string)
            case .sequence(let items): .sequence(items.map { convert($0, file) })
            case .mapping(let pairs): .mapping(pairs.map { (convert($0.key, file), convert($0.value, file)) })
            case .alias: .null
            }
        return DocumentNode(content, file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }
}
