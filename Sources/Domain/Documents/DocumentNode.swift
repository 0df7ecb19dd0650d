/// A value out of a YAML file together with the place where it stands.
///
/// The file format is known only to the outermost room; forms and configuration read these nodes.
public struct DocumentNode: Sendable {
    /// The kinds of value.
    public enum Content: Sendable {
        /// A string, number or boolean, as written.
        case scalar(String)
        /// A list.
        case sequence([DocumentNode])
        /// Keys and values in file order.
        case mapping([(key: DocumentNode, value: DocumentNode)])
        /// Nothing after the colon.
        case null
    }

    /// The value.
    public let content: Content
    /// The file.
    public let file: String
    /// Line, from 1.
    public let line: Int
    /// Column, from 1.
    public let column: Int

    /// A value at a place.
    public init(_ content: Content, file: String, line: Int, column: Int) {
        self.content = content
        self.file = file
        self.line = line
        self.column = column
    }

    /// A mistake at this place.
    public func error(_ problem: String, remedy: String? = nil) -> DocumentError {
        DocumentError(file: file, line: line, column: column, problem: problem, remedy: remedy)
    }

    /// The text of a scalar.
    public func string() throws(DocumentError) -> String {
        guard case .scalar(let text) = content else { throw error("expected a single value") }
        return text
    }

    /// A whole number.
    public func integer() throws(DocumentError) -> Int {
        let text = try string()
        guard let number = Int(text) else { throw error("'\(text)' is not a whole number") }
        return number
    }

    /// `true` or `false`.
    public func boolean() throws(DocumentError) -> Bool {
        switch try string() {
        case "true", "yes": return true
        case "false", "no": return false
        case let text: throw error("'\(text)' is neither true nor false")
        }
    }

    /// The items of a list; one scalar counts as a list of one, nothing as an empty list.
    public func list() throws(DocumentError) -> [DocumentNode] {
        switch content {
        case .sequence(let items): return items
        case .scalar: return [self]
        case .null: return []
        case .mapping: throw error("expected a list")
        }
    }

    /// The mapping's values by key. Unknown and repeated keys are refused, with the nearest known one.
    public func mapping(allowing known: [String]) throws(DocumentError) -> [String: DocumentNode] {
        var values: [String: DocumentNode] = [:]
        for (key, value) in try pairs() {
            let name = try key.string()
            guard known.contains(name) else {
                let nearest = Spelling.nearest(to: name, among: known)
                throw key.error(
                    "unknown key '\(name)'",
                    remedy: nearest.map { "did you mean '\($0)'?" }
                        ?? "known keys: \(known.sorted().joined(separator: ", "))")
            }
            guard values[name] == nil else { throw key.error("key '\(name)' stands here twice") }
            values[name] = value
        }
        return values
    }

    /// The mapping's keys and values in file order, whatever the keys are.
    public func pairs() throws(DocumentError) -> [(key: DocumentNode, value: DocumentNode)] {
        switch content {
        case .mapping(let pairs): return pairs
        case .null: return []
        case .scalar, .sequence: throw error("expected keys with values")
        }
    }
}
