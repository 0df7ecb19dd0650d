public import Domain
internal import Glibc
internal import MailTransport

/// Where the private mail servers of a live rehearsal answer: what `scripts/mail-servers` writes down.
public struct ServerList: Sendable, Hashable {
    /// IMAP over TLS.
    public let imapsPort: UInt16
    /// SMTP over TLS.
    public let smtpsPort: UInt16
    /// The authority that both certificates come from.
    public let certificateAuthorityFile: String
    /// Everybody's password.
    public let passwordFile: String

    /// Reads the lines `NAME=value` of a `servers.env`; `nil` when one is missing.
    public init?(text: String) {
        var values: [Substring: Substring] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { values[parts[0]] = parts[1] }
        }
        guard let imaps = values["IMAPS_PORT"].flatMap({ UInt16($0) }),
            let smtps = values["SMTPS_PORT"].flatMap({ UInt16($0) }), let authority = values["CA_FILE"],
            let password = values["PASSWORD_FILE"]
        else { return nil }
        imapsPort = imaps
        smtpsPort = smtps
        certificateAuthorityFile = String(authority)
        passwordFile = String(password)
    }
}

/// The post office of a live rehearsal: people submit by SMTP and read over IMAP, through real servers.
///
/// The servers stamp Authentication-Results by the domain of MAIL FROM, so a forged mail leaves from
/// `forged.test`.
public final class ServerPostOffice: PostOffice {
    private let servers: ServerList
    private let desk: EmailAddress
    private let submission: any MailSubmission
    private var boxes: [EmailAddress: Letterbox] = [:]
    private var carried: Int64 = 0

    /// The servers, with every mailbox emptied that a former rehearsal left full.
    public init(servers: ServerList, desk: EmailAddress, people: [EmailAddress]) throws {
        self.servers = servers
        self.desk = desk
        submission = try MailServer(url: "smtps://localhost:\(servers.smtpsPort)").makeSubmission(
            TransportOptions(certificateAuthorityFile: servers.certificateAuthorityFile, connections: 1))
        for address in [desk] + people { try box(address).clear(into: "Former") }
    }

    /// Submits, then waits until the recipient's mailbox holds one message more.
    public func carry(_ consignment: Consignment) throws {
        carried += 1
        // Codes stand in the desk's own address, behind a plus sign.
        let isToDesk =
            consignment.recipient.domain == desk.domain
            && consignment.recipient.subaddress.user == desk.subaddress.user
        let destination = isToDesk ? desk : consignment.recipient
        let before = try box(destination).count()
        let forger = EmailAddress("mallory@forged.test")
        var items = [
            SubmissionItem(
                id: carried,
                reversePath: consignment.provenance == .proven ? consignment.reversePath : forger,
                recipient: consignment.recipient, bytes: consignment.octets)
        ][...]
        try submission.deliver(next: { items.popFirst() }) { outcome in
            guard outcome.result == .accepted else {
                throw LostMail(description: "the server did not take a mail: \(outcome.detail)")
            }
        }
        try waiting(for: "a mail to \(destination)") { try box(destination).count() > before }
    }

    /// Reads the mailboxes until `count` mails have come.
    public func newMail(
        for people: [EmailAddress], expecting count: Int
    ) throws -> [(to: EmailAddress, octets: [UInt8])] {
        var found: [(to: EmailAddress, octets: [UInt8])] = []
        try waiting(for: "\(count) mails of the desk") {
            for person in people { found += try box(person).newMail().map { (person, $0) } }
            return found.count >= count
        }
        return found
    }

    private func box(_ address: EmailAddress) throws -> Letterbox {
        if let box = boxes[address] { return box }
        let options = TransportOptions(
            credentials: Credentials(user: address.addrSpec, passwordFile: servers.passwordFile),
            certificateAuthorityFile: servers.certificateAuthorityFile)
        let source = try MailServer(url: "imaps://localhost:\(servers.imapsPort)/INBOX").makeMailbox(options)
        let box = Letterbox(source)
        boxes[address] = box
        return box
    }

    /// Asks again and again for at most 20 s.
    private func waiting(for what: String, _ isThere: () throws -> Bool) throws {
        for _ in 0..<200 {
            if try isThere() { return }
            usleep(100_000)
        }
        throw LostMail(description: "\(what) did not arrive within 20 s")
    }
}
