public import Domain

/// The short words of `mail-templates/words.yaml`: what notices call states, mechanisms and decisions.
public struct Wording: Sendable {
    private let words: [String: [Locale: String]]

    /// The words of a file, or every mistake in it: unknown, missing and untranslated words.
    public init(document: DocumentNode) throws(WordingError) {
        var words: [String: [Locale: String]] = [:]
        var problems: [DocumentError] = []
        do {
            for (key, value) in try document.mapping(allowing: Self.keys).sorted(by: { $0.key < $1.key }) {
                do {
                    words[key] = try Self.translations(value)
                } catch {
                    problems.append(error)
                }
            }
        } catch {
            throw WordingError(problems: [error])
        }
        for key in Self.keys where words[key] == nil && problems.isEmpty {
            problems.append(
                DocumentError(file: document.file, problem: "the word '\(key)' is missing", remedy: "add it"))
        }
        guard problems.isEmpty else { throw WordingError(problems: problems) }
        self.words = words
    }

    private static func translations(_ node: DocumentNode) throws(DocumentError) -> [Locale: String] {
        let values = try node.mapping(allowing: Locale.allCases.map(\.rawValue))
        var translations: [Locale: String] = [:]
        for locale in Locale.allCases {
            guard let value = values[locale.rawValue] else {
                throw node.error(
                    "no '\(locale.rawValue)' translation", remedy: "add \(locale.rawValue): \"…\"")
            }
            translations[locale] = try value.string()
        }
        return translations
    }

    /// The word in this language, with `{name}` replaced by the values given.
    public subscript(_ key: Key, _ locale: Locale, _ values: [String: String] = [:]) -> String {
        values.reduce(words[key.rawValue]?[locale] ?? key.rawValue) { text, pair in
            text.split(separator: "{\(pair.key)}", omittingEmptySubsequences: false).joined(
                separator: pair.value)
        }
    }

    /// What a mechanism is called.
    public func mechanism(_ mechanism: Mechanism, _ locale: Locale) -> String {
        words["mechanism.\(mechanism.rawValue)"]?[locale] ?? mechanism.rawValue
    }

    /// What a state is called, by its stored name.
    public func state(_ name: String, _ locale: Locale) -> String {
        words["state.\(name)"]?[locale] ?? name
    }

    /// A word by its name in the file.
    public struct Key: Sendable, Hashable, ExpressibleByStringLiteral {
        /// The name.
        public let rawValue: String
        /// The word named so; ``Wording/keys`` lists them all.
        public init(stringLiteral value: String) { rawValue = value }
    }
}

/// Every mistake in the file of short words.
public struct WordingError: ClassifiedError, Hashable {
    /// The mistakes, each with its place.
    public let problems: [DocumentError]
    /// A person has to edit the file.
    public var failureClass: FailureClass { .permanent }
    /// One line per mistake.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
