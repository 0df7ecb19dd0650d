internal import Domain

/// One Authentication-Results field (RFC 8601 section 2.2), read completely or not at all.
public struct AuthenticationResults: Sendable, Hashable {
    /// One `ptype.property=value`.
    public struct Property: Sendable, Hashable {
        /// The kind of thing it was read from: `header`, `smtp`, `policy`, `body`, lower case; empty for the bare
        /// `name=value` pairs that Outlook writes.
        public let type: String
        /// Its name in lower case, such as `from` or `d`.
        public let name: String
        /// Its value as written, unquoted.
        public let value: String
    }

    /// One `method=result` with what follows it.
    public struct MethodResult: Sendable, Hashable {
        /// The method in lower case, such as `dmarc`.
        public let method: String
        /// The method's version; 1 unless told.
        public let methodVersion: Int
        /// The result in lower case, such as `pass`.
        public let result: String
        /// The `reason=`, if there is one.
        public let reason: String?
        /// The properties in their order.
        public let properties: [Property]

        /// Whether exactly one property `type.name` is there and names `domain` (A-labels).
        func names(_ type: String, _ name: String, domain: String) -> Bool {
            let values = properties.filter { $0.type == type && $0.name == name }.map(\.value)
            guard values.count == 1, let written = values.first else { return false }
            let host = OctetScanner.comparableHost(written.utf8)
            guard let labels = DomainName.aLabels(OctetScanner.text(host)) else { return false }
            return labels.utf8.elementsEqual(domain.utf8)
        }
    }

    /// Who wrote it: comments removed, ASCII lower case, no trailing dot. `nil` for the fields without one that
    /// Outlook writes; nobody's results.
    public let authservID: String?
    /// The version of the field's format; only 1 exists.
    public let version: Int
    /// The results in their order; empty for `none`.
    public let results: [MethodResult]

    /// The field with this unfolded value, or `nil` if it breaks the grammar or its version is not 1.
    public init?(_ value: String) { self.init(Array(value.utf8)) }

    init(authservID: String?, version: Int, results: [MethodResult]) {
        self.authservID = authservID
        self.version = version
        self.results = results
    }

    /// The authserv-id alone in comparable form, read even from a field that is broken further on; `nil` if
    /// there is none.
    static func identifier(of octets: [UInt8]) -> [UInt8]? {
        var scanner = OctetScanner(octets)
        guard scanner.skipCFWS(), let value = scanner.identifier() else { return nil }
        guard scanner.skipCFWS(), scanner.next != UInt8(ascii: "=") else { return nil }
        return OctetScanner.comparableHost(value)
    }
}
