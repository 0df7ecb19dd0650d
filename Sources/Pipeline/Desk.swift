public import Domain
public import Forms
public import Notices
public import Trust

/// Everything a decision needs besides the ledger: settings, forms, texts, people, clock and chance.
public struct Desk: Sendable {
    /// What the desk is told about itself.
    public var settings: DeskSettings
    /// Octets to message and back.
    public let codec: MailCodec
    /// The forms people fill in.
    public let forms: FormCatalog
    /// The readers of these forms, made once: making one costs more than reading a mail.
    let readers: [FormName: FormReader]
    /// How faults of a form are put.
    public let faultWording: FaultWording
    /// Short words.
    public let words: Wording
    /// The notices.
    public let notices: NoticeCatalog
    /// Who may open requests, by address.
    public let verifiers: [EmailAddress: Verifier]
    /// Verifies S/MIME signatures; `nil` if the desk has no anchors for them.
    public var signatures: (any SignedMailVerification)?
    /// The page on which a passphrase is set.
    public let page: PassphrasePage
    /// Who makes certificates.
    public let certification: Certification
    /// Reads the grammar of a CSV annex.
    public let annexParsing: CSVParsing
    /// The desk's clock.
    public let clock: any WallClock
    /// Codes and identifiers.
    public let random: any RandomSource
    /// Digests of codes.
    public let digesting: any Digesting
    /// Who looks for malware in what people send; `nil` when nobody does.
    public var scanner: (any MalwareScanning)?

    /// A desk.
    public init(
        settings: DeskSettings, codec: MailCodec, forms: FormCatalog, faultWording: FaultWording,
        words: Wording, notices: NoticeCatalog, page: PassphrasePage, certification: Certification,
        annexParsing: @escaping CSVParsing, verifiers: [EmailAddress: Verifier], clock: any WallClock,
        random: any RandomSource, digesting: any Digesting, scanner: (any MalwareScanning)? = nil
    ) {
        self.settings = settings
        self.codec = codec
        self.forms = forms
        readers = Dictionary(
            forms.all.map { ($0.name, FormReader($0, mechanism: $0.name.mechanism)) },
            uniquingKeysWith: { first, _ in first })
        self.faultWording = faultWording
        self.words = words
        self.notices = notices
        self.page = page
        self.certification = certification
        self.annexParsing = annexParsing
        self.verifiers = verifiers
        self.clock = clock
        self.random = random
        self.digesting = digesting
        self.scanner = scanner
    }

    /// The same desk with another ladder of proof.
    public func asking(_ ladder: ProofLadder) -> Desk {
        var desk = self
        desk.settings.ladder = ladder
        return desk
    }

    /// The reader of a form.
    func reader(_ name: FormName) -> FormReader { readers[name] ?? FormReader(forms[name]) }

    /// The reader of lists of people for the form of a mechanism.
    func annexReader(_ mechanism: Mechanism) -> AnnexReader {
        AnnexReader(reader(FormName(mechanism)), parsing: annexParsing)
    }

    /// The locale a person is written to in.
    func locale(of address: EmailAddress) -> Locale { verifiers[address]?.locale ?? settings.locale }

    /// An identifier nobody can guess, under the desk's own domain. It begins with the time, so that the
    /// ledger's index of identifiers grows at its end only.
    func makeMessageID(at now: Timestamp) throws -> MessageID {
        let unique = Base32.encode(try random.randomBytes(20))
        let moment = String(now.seconds, radix: 16)
        guard let id = MessageID("\(moment).\(unique)@\(settings.address.domain)") else {
            throw UnusableDomain()
        }
        return id
    }
}

/// The desk's own domain cannot stand in a Message-ID.
struct UnusableDomain: ClassifiedError {
    var failureClass: FailureClass { .permanent }
    var description: String { "desk.address has a domain that cannot stand in a Message-ID; shorten it" }
}
