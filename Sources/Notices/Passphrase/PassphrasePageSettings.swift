public import Domain

/// What the passphrase page of one mail is made for.
public struct PassphrasePageSettings: Sendable, Hashable {
    /// How long a nonce may be, in characters.
    public static let nonceLength = 26...64

    /// Whose page it is.
    public let desk: PassphraseDesk
    /// The request whose certificate the passphrase is for.
    public let number: RequestNumber
    /// The one-time code that the answer brings back.
    public let code: OneTimeCode
    /// What the sealed text is bound to besides the number.
    public let nonce: String
    /// Where the answer goes: the desk's address, with the code in it where the server allows that.
    public let replyAddress: EmailAddress
    /// The answer's whole subject; `nil` for `[number]` and the page's own words, in the reader's language.
    public let subject: String?
    /// When the link dies.
    public let expiresAt: Timestamp
    /// Whose passphrase it is; no word of it may be part of the passphrase.
    public let holderName: String
    /// The only address that the desk accepts the answer from.
    public let holderAddress: EmailAddress
    /// The language that the page opens in.
    public let locale: Locale

    /// Settings, or `nil` unless `nonce` is 26 to 64 characters of base64url.
    public init?(
        desk: PassphraseDesk, number: RequestNumber, code: OneTimeCode, nonce: String,
        replyAddress: EmailAddress, subject: String? = nil, expiresAt: Timestamp, holderName: String,
        holderAddress: EmailAddress, locale: Locale
    ) {
        guard Self.nonceLength.contains(nonce.utf8.count),
            nonce.utf8.allSatisfy({ PercentEncoding.isBase64URL($0) })
        else { return nil }
        self.desk = desk
        self.number = number
        self.code = code
        self.nonce = nonce
        self.replyAddress = replyAddress
        self.subject = subject
        self.expiresAt = expiresAt
        self.holderName = holderName
        self.holderAddress = holderAddress
        self.locale = locale
    }

    /// The members of the page's settings.
    var members: [(String, ScriptValue)] {
        var members = desk.members(locale)
        members += [
            ("number", .text(number.description)),
            ("code", .text(code.text)),
            ("nonce", .text(nonce)),
            ("replyAddress", .text(replyAddress.addrSpec)),
            ("expiresAt", .number(expiresAt.seconds)),
            ("holderName", .text(shownName)),
            ("holderAddress", .text(holderAddress.addrSpec)),
        ]
        if let subject { members.append(("subject", .text(PlainText.line(PlainText.cut(subject, to: 200))))) }
        return members
    }

    /// What ``PassphrasePage/staticLink(base:_:)`` writes behind the `#`.
    var fragment: String {
        let parameters = [
            ("v", "1"), ("number", number.description), ("code", code.text), ("nonce", nonce),
            ("until", String(expiresAt.seconds)), ("name", shownName),
            ("user", String(holderAddress.subaddress.user)), ("lang", locale.rawValue),
        ]
        return parameters.map { "\($0)=\(PercentEncoding.encoded($1))" }.joined(separator: "&")
    }

    /// A longer name helps nobody, and would break a link.
    private var shownName: String { PlainText.line(PlainText.cut(holderName, to: 80)) }
}
