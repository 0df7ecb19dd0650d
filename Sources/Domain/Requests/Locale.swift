/// A language the desk writes.
public enum Locale: String, Sendable, Hashable, Codable, CaseIterable {
    /// Bahasa Indonesia, the default.
    case indonesian = "id"
    /// English.
    case english = "en"
}
