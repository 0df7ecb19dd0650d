internal import Domain

/// Reads `{ id: …, en: … }`; a single value stands for both languages.
enum LocalizedNode {
    /// One text per language.
    static func texts(_ node: DocumentNode) throws(DocumentError) -> [Locale: String] {
        if case .scalar(let text) = node.content {
            return [.indonesian: text, .english: text]
        }
        var texts: [Locale: String] = [:]
        let values = try node.mapping(allowing: Locale.allCases.map(\.rawValue))
        for locale in Locale.allCases {
            guard let value = values[locale.rawValue] else {
                throw node.error("no text in '\(locale.rawValue)'")
            }
            texts[locale] = try value.string()
        }
        return texts
    }

    /// A list of texts per language.
    static func lists(_ node: DocumentNode) throws(DocumentError) -> [Locale: [String]] {
        var lists: [Locale: [String]] = [:]
        if case .mapping = node.content {
            let values = try node.mapping(allowing: Locale.allCases.map(\.rawValue))
            for locale in Locale.allCases {
                guard let value = values[locale.rawValue] else { continue }
                lists[locale] = try strings(value)
            }
            return lists
        }
        let both = try strings(node)
        for locale in Locale.allCases { lists[locale] = both }
        return lists
    }

    private static func strings(_ node: DocumentNode) throws(DocumentError) -> [String] {
        var strings: [String] = []
        for item in try node.list() { strings.append(try item.string()) }
        return strings
    }
}
