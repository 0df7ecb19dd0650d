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
    /// The office's working days.
    let calendar: WorkingCalendar
    /// The texts that staff edit.
    let templates: TemplateShelf

    init(folder: DeskFolder, clock: any WallClock = SystemClock()) throws {
        self.folder = folder
        self.clock = clock
        configuration = try Configuration.load(from: folder)
        templates = TemplateShelf(
            TemplateFolder(path: folder.templates),
            accepted: AcceptedTemplates(path: folder.acceptedTemplates, digesting: OpenSSLDigest()))
        calendar = try Holidays.load(path: folder.holidays).calendar(in: configuration.desk.zone)
    }

    /// SHA-256.
    var digesting: any Digesting { OpenSSLDigest() }

    /// The ledger, made if it is not there.
    func ledger(readOnly: Bool = false) throws -> any RequestLedger {
        try SQLiteLedger(path: folder.ledger, digesting: OpenSSLDigest(), readOnly: readOnly)
    }

    /// The spool.
    func spool() throws -> SpoolDirectory {
        try SpoolDirectory(path: folder.spool, digesting: OpenSSLDigest(), creating: true)
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
