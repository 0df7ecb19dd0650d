public import Domain

/// One field of a form.
public struct FormField: Sendable, Hashable {
    /// Its machine name.
    public let key: FieldKey
    /// Labels per language; the first is shown, the others are understood.
    public let labels: [Locale: [String]]
    /// What it holds.
    public let kind: FieldKind
    /// Whether a form without it is incomplete.
    public let isRequired: Bool
    /// One line of help per language; never a value.
    public let help: [Locale: String]
    /// A good value per language, for answers; never a value itself.
    public let example: [Locale: String]
    /// Mechanisms the field belongs to; empty means all.
    public let onlyFor: [Mechanism]
    /// First words that are typical of the field (`Kepala`, `Dinas`), to detect values in the wrong field.
    public let typicalWords: [String]
    /// The field people mix this one up with.
    public let confusedWith: FieldKey?

    /// A field.
    public init(
        key: FieldKey, labels: [Locale: [String]], kind: FieldKind, isRequired: Bool,
        help: [Locale: String] = [:], example: [Locale: String] = [:], onlyFor: [Mechanism] = [],
        typicalWords: [String] = [], confusedWith: FieldKey? = nil
    ) {
        self.key = key
        self.labels = labels
        self.kind = kind
        self.isRequired = isRequired
        self.help = help
        self.example = example
        self.onlyFor = onlyFor
        self.typicalWords = typicalWords
        self.confusedWith = confusedWith
    }

    /// The label to show.
    public func label(_ locale: Locale) -> String { labels[locale]?.first ?? key.rawValue }

    /// Whether the field is asked for in `mechanism`; `nil` asks for all.
    public func applies(to mechanism: Mechanism?) -> Bool {
        guard let mechanism, !onlyFor.isEmpty else { return true }
        return onlyFor.contains(mechanism)
    }
}
