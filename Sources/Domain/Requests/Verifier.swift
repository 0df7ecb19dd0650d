/// A person who may open requests for an agency: one line of `cron/verifiers.csv`.
public struct Verifier: Sendable, Hashable {
    /// Where they write from.
    public let address: EmailAddress
    /// Their name.
    public let name: String
    /// The agency they speak for.
    public let agency: String
    /// The language they are written to in.
    public let locale: Locale

    /// A registered verifier.
    public init(address: EmailAddress, name: String, agency: String, locale: Locale) {
        self.address = address
        self.name = name
        self.agency = agency
        self.locale = locale
    }
}
