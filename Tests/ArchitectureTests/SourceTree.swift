import Foundation
import TestSupport

/// The project's own text, for tests that read it.
enum SourceTree {
    struct File {
        let path: String
        let text: String
    }

    static func files(under folder: String, suffix: String = ".swift") throws -> [File] {
        let root = Corpora.projectRoot.appending(path: folder)
        let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return try paths.filter { $0.hasSuffix(suffix) }.sorted().map { path in
            File(path: "\(folder)/\(path)", text: try text(of: "\(folder)/\(path)"))
        }
    }

    static func folders(in folder: String) throws -> Set<String> {
        Set(
            try FileManager.default.contentsOfDirectory(
                atPath: Corpora.projectRoot.appending(path: folder).path))
    }

    static func text(of path: String) throws -> String {
        try String(contentsOf: Corpora.projectRoot.appending(path: path), encoding: .utf8)
    }

    /// Modules named in import lines, in order.
    static func imports(in text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard let at = words.firstIndex(of: "import"), at + 1 < words.count else { return nil }
            let before = words[..<at]
            guard
                before.allSatisfy({
                    $0.hasPrefix("@") || ["public", "internal", "package", "private"].contains($0)
                })
            else { return nil }
            let kinds = ["struct", "class", "enum", "func", "protocol", "let", "var", "typealias"]
            let name = kinds.contains(words[at + 1]) && at + 2 < words.count ? words[at + 2] : words[at + 1]
            return name.split(separator: ".").first.map(String.init)
        }
    }
}
