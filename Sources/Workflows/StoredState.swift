public import Domain
import FoundationEssentials

/// A state as the ledger keeps it: a name to search by, and versioned JSON only this room understands.
public struct StoredState: Sendable, Hashable {
    /// The version this program writes. It also reads version 1.
    public static let currentVersion = 2

    /// The state's name.
    public let name: String
    /// Version of the payload's form.
    public let version: Int
    /// JSON.
    public let payload: String

    /// A stored state could not be understood.
    public struct Unreadable: ClassifiedError, Hashable {
        /// The version found.
        public let version: Int
        /// A newer program, or a person, has to look.
        public var failureClass: FailureClass { .permanent }
        /// For operators.
        public var description: String {
            version > StoredState.currentVersion
                ? "a request was stored by a newer sertipos (form \(version)); install that version"
                : "a stored request cannot be read (form \(version)); run `sertipos audit verify`"
        }
    }

    /// `state` ready to be kept.
    public init(_ state: RequestState) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        name = state.name
        version = Self.currentVersion
        payload = String(decoding: try encoder.encode(state), as: UTF8.self)
    }

    /// The state kept as `payload` in form `version`.
    public static func state(version: Int, payload: String) throws(Unreadable) -> RequestState {
        do {
            let data = Data(payload.utf8)
            if version == currentVersion { return try JSONDecoder().decode(RequestState.self, from: data) }
            if version == 1 { return try JSONDecoder().decode(Version1.self, from: data).state }
        } catch {
            // What is wrong with it can be read in the payload; the error may quote what people wrote.
            throw Unreadable(version: version)
        }
        throw Unreadable(version: version)
    }
}
