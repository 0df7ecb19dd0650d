public import Domain
public import Forms
public import Notices

/// Everything a decision needs besides the ledger: settings, forms, texts, people, clock and chance.
public struct Desk: Sendable {
    /// What the desk is told about itself.
    public let settings: DeskSettings
    /// Octets to message and back.
    public let codec: MailCodec
    /// The forms people fill in.
    public let forms: FormCatalog
    /// How faults of a form are put.
    public let faultWording: FaultWording
    /// Short words.
    public let words: Wording
    /// The notices.
    public let notices: NoticeCatalog
    /// Who may open requests, by address.
    public let verifiers: [EmailAddress: Verifier]
    /// The desk's clock.
    public let clock: any WallClock
    /// Codes and identifiers.
    public let random: any RandomSource
    /// Digests of codes.
    public let digesting: any Digesting

    /// A desk.
    public init(
        settings: DeskSettings, codec: MailCodec, forms: FormCatalog, faultWording: FaultWording,
        words: Wording, notices: NoticeCatalog, verifiers: [EmailAddress: Verifier], clock: any WallClock,
        random: any RandomSource, digesting: any Digesting
    ) {
        self.settings = settings
        self.codec = codec
        self.forms = forms
        self.faultWording = faultWording
        self.words = words
        self.notices = notices
        self.verifiers = verifiers
        self.clock = clock
        self.random = random
        self.digesting = digesting
    }

    /// The locale a person is written to in.
    func locale(of address: EmailAddress) -> Locale { verifiers[address]?.locale ?? settings.locale }

    /// An identifier nobody can guess, under the desk's own domain.
    func makeMessageID() throws -> MessageID {
        let unique = Base32.encode(try random.randomBytes(20))
        guard let id = MessageID("\(unique)@\(settings.address.domain)") else { throw UnusableDomain() }
        return id
    }
}

/// The desk's own domain cannot stand in a Message-ID.
struct UnusableDomain: ClassifiedError {
    var failureClass: FailureClass { .permanent }
    var description: String { "desk.address has a domain that cannot stand in a Message-ID; shorten it" }
}
