internal import Domain
internal import Forms
internal import Ledger
internal import MIME
internal import MailTransport
internal import Notices
internal import PKI
internal import Pipeline
internal import Spool
internal import Trust

/// A desk's folder with its configuration read, and the live ports made on demand: an idle run opens the
/// mailbox and the ledger and nothing else.
struct LiveDesk {
    let folder: DeskFolder
    let configuration: Configuration
    let clock: any WallClock

    init(folder: DeskFolder, clock: any WallClock = SystemClock()) throws {
        self.folder = folder
        self.clock = clock
        configuration = try Configuration.load(from: folder)
    }

    /// SHA-256.
    var digesting: any Digesting { OpenSSLDigest() }

    /// The ledger, made if it is not there.
    func ledger(readOnly: Bool = false) throws -> any RequestLedger {
        try SQLiteLedger(path: folder.ledger, digesting: OpenSSLDigest(), readOnly: readOnly)
    }

    /// The spool.
    func spool() throws -> any MessageSpool {
        try SpoolDirectory(path: folder.spool, digesting: OpenSSLDigest(), creating: true)
    }

    /// What the pipeline is told.
    var settings: DeskSettings {
        var moveTo: String?
        if case .move(let target) = configuration.mailbox.afterwards { moveTo = target }
        let (links, steps) = (configuration.links, configuration.steps)
        return DeskSettings(
            name: configuration.desk.name, address: configuration.desk.address,
            locale: configuration.desk.locale, zone: configuration.desk.zone, fee: configuration.desk.fee,
            officer: configuration.people.officer, administrator: configuration.people.administrator,
            linkLifetimes: [
                "identity": links.identity, "verification": links.decision, "passphrase": links.passphrase,
            ],
            stepLifetimes: [
                "identity": steps.identity, "verification": steps.verification,
                "passphrase": steps.passphrase,
            ],
            budget: OutboundBudget(
                address: configuration.budget.address, request: configuration.budget.request,
                day: configuration.budget.day),
            maximumMessageSize: configuration.limits.message,
            messagesPerRun: configuration.limits.messagesPerRun, moveTo: moveTo,
            senderVerifier: SenderVerifier(
                authservID: configuration.mailbox.authservID,
                trustedHosts: configuration.mailbox.trustedHosts))
    }

    /// Everything a decision needs; reads forms, templates and the verifier list.
    func desk(random: any RandomSource = SystemRandom()) throws -> Desk {
        let templates = TemplateFolder(path: folder.templates)
        let verifiers = try VerifierList.load(path: folder.verifiers)
        let conflicts = verifiers.conflicts(with: configuration)
        guard conflicts.isEmpty else { throw ConfigurationError(conflicts) }
        return Desk(
            settings: settings, codec: Self.codec, forms: try templates.forms(),
            faultWording: try templates.faultWording(), words: try templates.words(),
            notices: try templates.notices(),
            verifiers: Dictionary(
                verifiers.verifiers.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first }),
            clock: clock, random: random,
            digesting: OpenSSLDigest())
    }

    /// Octets to message and back.
    static let codec = MailCodec(
        read: { MessageReader().receivedMessage($0) }, readHeader: { MessageReader().headerSection($0) },
        write: { try MessageWriter().bytes(of: $0) })

    /// The mailbox that feeds the desk.
    func mailbox() throws -> any MailboxSource {
        let mailbox = configuration.mailbox
        var options = try transportOptions(mailbox.login, mailbox.certificateAuthorities)
        options.messageLimit = configuration.limits.message
        return try MailServer(
            url: mailbox.url.resolved(in: folder), plaintextLoopback: mailbox.isPlaintext
        ).makeMailbox(options)
    }

    /// The way mail leaves.
    func submission() throws -> any MailSubmission {
        let submission = configuration.submission
        var options = try transportOptions(submission.login, submission.certificateAuthorities)
        options.connections = submission.connections
        return try MailServer(
            url: submission.url.resolved(in: folder), plaintextLoopback: submission.isPlaintext
        ).makeSubmission(options)
    }

    private func transportOptions(
        _ login: Login, _ certificateAuthorities: FileReference?
    ) throws -> TransportOptions {
        let credentials: Credentials? =
            switch login {
            case .anonymous: nil
            case .password(let user, let file):
                Credentials(user: user, passwordFile: folder.resolve(file.path))
            case .oauth(let user, let file):
                Credentials(user: user, tokenFile: OAuthTokenFile(path: folder.resolve(file.path)))
            }
        return TransportOptions(
            credentials: credentials,
            certificateAuthorityFile: certificateAuthorities.map { folder.resolve($0.path) })
    }
}
