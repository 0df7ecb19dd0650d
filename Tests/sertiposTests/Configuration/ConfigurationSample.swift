import Domain

@testable import sertipos

/// The least that makes a desk, and what is wrong with a variant of it.
enum ConfigurationSample {
    static let minimum = """
        desk: { name: Layanan SE, address: layanan@contoh.go.id }
        people: { registration-authority: ra@psre.id, officer: petugas@contoh.go.id, administrator: admin@contoh.go.id }
        mailbox: { url: "maildir:inbox", authserv-id: mx.contoh.go.id }
        submission: { url: "maildir:outbox" }
        """

    static func load(_ text: String = minimum) throws -> Configuration {
        try Configuration(try YAMLDocument.parse(text: text, file: "desk.yaml"))
    }

    /// The minimum after replacing `old` by `new`.
    static func load(replacing old: String, by new: String) throws -> Configuration {
        try load(minimum.replacing(old, with: new, maxReplacements: 1))
    }

    /// The mistakes of the minimum after replacing `old` by `new`.
    static func mistakes(replacing old: String, by new: String) -> [String] {
        guard minimum.contains(old) else { return ["'\(old)' is not there"] }
        return mistakes(minimum.replacing(old, with: new, maxReplacements: 1))
    }

    static func mistakes(_ text: String) -> [String] {
        do {
            _ = try load(text)
            return []
        } catch let error as ConfigurationError { return error.problems.map(\.description) } catch {
            return ["\(error)"]
        }
    }

    /// The warnings of the minimum after replacing `old` by `new`.
    static func warnings(replacing old: String, by new: String) throws -> [String] {
        try load(replacing: old, by: new).warnings.map(\.description)
    }
}
