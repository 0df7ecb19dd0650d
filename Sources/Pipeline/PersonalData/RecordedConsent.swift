public import Domain
internal import FoundationEssentials

/// A consent as the audit log holds it: who gave it and when is the event's; this is to which words.
public struct RecordedConsent: Sendable, Hashable, Codable {
    /// SHA-256 over ``wording``, in hexadecimal.
    public let digest: String
    /// The words on the form; `nil` if the desk no longer has this version.
    public let wording: String?

    /// What `event` records; `nil` if it records no consent.
    public init?(_ event: EventRecord, in view: any LedgerView) throws {
        // Any other payload has no such key, and one that cannot be read records nothing.
        let payload = try? JSONDecoder().decode(Payload.self, from: Data(event.payload.utf8))
        guard let digest = payload?.consent else { return nil }
        self.digest = digest
        wording = try view.fact(ConsentWording.factKey(digest))
    }

    private struct Payload: Decodable {
        let consent: String?
    }

    /// The consent behind the event's name, on one line.
    public var remark: String {
        let words =
            wording.map { " “\($0.split(whereSeparator: \.isNewline).joined(separator: " / "))”" } ?? ""
        return ", consented to text \(digest.prefix(16))\(words)"
    }
}
