public import Domain

/// What every passphrase page of one desk says about it, whoever opens the page.
public struct PassphraseDesk: Sendable, Hashable {
    /// The desk's name, shown at the top.
    public let name: String
    /// The desk's address, without a code.
    public let address: EmailAddress
    /// The key that the page seals to.
    public let key: SealingKey
    /// The zone that the deadline is shown in.
    public let zone: ServiceZone

    /// A desk.
    public init(name: String, address: EmailAddress, key: SealingKey, zone: ServiceZone) {
        self.name = name
        self.address = address
        self.key = key
        self.zone = zone
    }

    /// The name on one line, as long as a page can show it.
    var shownName: String { PlainText.line(PlainText.cut(name, to: 200)) }

    /// The members that both kinds of page have; `locale` is the language they open in.
    func members(_ locale: Locale) -> [(String, ScriptValue)] {
        [
            ("locale", .text(locale.rawValue)),
            ("deskName", .text(shownName)),
            ("deskAddress", .text(address.addrSpec)),
            ("zone", .text(zone.rawValue)),
            ("zoneOffset", .number(zone.offset)),
            ("key", .object([("id", .text(key.id)), ("x", .text(key.x)), ("y", .text(key.y))])),
        ]
    }
}
