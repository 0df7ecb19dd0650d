internal import Domain

/// A file that the configuration names, together with the place where it does.
struct FileReference: Sendable, Hashable {
    /// What is expected in it.
    enum Kind: Sendable, Hashable {
        /// Something nobody else may read.
        case secret
        /// Public certificates or keys.
        case certificates
    }

    /// The full name of the key, such as `mailbox.password-file`.
    let key: String
    /// What is expected in it.
    let kind: Kind
    /// The path as written: absolute, or relative to the desk.
    let path: String
    private let file: String
    private let line: Int
    private let column: Int

    /// The file that `node`, the value of `key`, names.
    init(key: String, kind: Kind, path: String, at node: DocumentNode) {
        self.key = key
        self.kind = kind
        self.path = path
        file = node.file
        line = node.line
        column = node.column
    }

    /// A mistake at the place where the file is named.
    func error(_ problem: String, remedy: String) -> DocumentError {
        DocumentError(file: file, line: line, column: column, problem: problem, remedy: remedy)
    }
}

extension ConfigurationSection {
    /// The file named by `key`, if any.
    func file(_ key: String, _ kind: FileReference.Kind) -> FileReference? {
        value(key) { node in
            let path = try node.line()
            guard !path.hasPrefix("~") else {
                throw node.error(
                    "'~' is not expanded here", remedy: "write an absolute path or one relative to the desk")
            }
            return FileReference(key: "\(name).\(key)", kind: kind, path: path, at: node)
        }
    }
}
