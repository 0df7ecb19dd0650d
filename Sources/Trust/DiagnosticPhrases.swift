/// The words mail servers use for the few causes that matter, lower case. The first cause that fits wins.
enum DiagnosticPhrases {
    /// Causes and their phrases, in the order of the search.
    static let all: [(cause: DeliveryStatusNotification.Cause, phrases: [[UInt8]])] = [
        (.policy, octets(aboutUs)), (.other, octets(passing)), (.mailboxFull, octets(full)),
        (.moved, octets(moved)),
        (.unknownHost, octets(host)), (.unknownMailbox, octets(mailbox)),
    ]

    /// Words of a refusal by rule; they count only where the status code does not name the address itself.
    static let refusals = octets(policy)

    private static func octets(_ phrases: [String]) -> [[UInt8]] { phrases.map { Array($0.utf8) } }

    /// The sender is refused; the recipient may well exist.
    private static let aboutUs = [
        "sender address rejected", "domain of sender", "sender domain", "sender verify failed",
        "sender rejected", "your domain", "client host rejected", "reverse dns", "ptr record",
        "fix reverse", "invalid sender", "bad sender", "sender is not", "sender unknown", "unknown sender",
        "after mail from:", "in reply to mail from command",
    ]

    /// Trouble of the moment in words that otherwise name an unknown host.
    private static let passing = ["not found, try again", "name server reply", "temporary lookup failure"]

    private static let full = [
        "mailbox full", "mailbox is full", "over quota", "overquota", "quota exceeded", "exceeded its quota",
        "exceeds quota", "exceeded storage", "insufficient storage", "quota is full", "inbox is full",
        "out of storage space", "mail box full", "mailbox quota", "exceed mailbox quota",
    ]

    private static let moved = [
        "not our user", "not our customer", "user has moved", "recipient has moved", "address has changed",
        "is no longer valid, please use",
    ]

    private static let host = [
        "host unknown", "unknown host", "host not found", "domain not found", "no such domain", "nxdomain",
        "domain name not found", "domain does not exist", "host or domain name not found",
        "non-existent hosts", "no such host", "name or service not known", "unrouteable mail domain",
        "bad destination host", "bad destination system", "does not accept mail", "null mx", "nullmx",
        "illegal host/domain", "domain must resolve", "couldn't be found", "could not be found",
        "cannot find your domain", "no mail server", "mx points to 0.0.0.0",
    ]

    private static let mailbox = [
        "user unknown", "unknown user", "no such user", "user not found", "user doesn't exist",
        "user does not exist", "unknown or illegal user", "unknown or illegal alias", "no such recipient",
        "recipient unknown", "unknown recipient", "recipient not found", "recipient does not exist",
        "no such mailbox", "mailbox not found", "mailbox does not exist", "mailbox unavailable",
        "no mailbox here", "no mailbox by that name", "invalid recipient", "unknown address",
        "address unknown", "no such address", "address not found", "address does not exist",
        "account that you tried to reach does not exist", "account does not exist", "no such account",
        "doesn't have a", "does not have an account", "not a valid mailbox", "not a known user",
        "unknown local", "no such local user", "addressee unknown",
        "recipient address rejected: undeliverable",
        "invalid mailbox", "no valid recipients", "unrouteable address", "unknown account",
        "recipient address rejected: access denied",
        "alamat tidak ditemukan", "pengguna tidak dikenal",
    ]

    private static let policy = [
        "spam", "blocked", "blacklist", "black list", "block list", "blocklist", "policy", "access denied",
        "relay access denied", "relaying denied", "relay not permitted", "unauthenticated", "dmarc", "spf ",
        "dkim", "virus", "reputation", "rejected", "banned", "spamhaus", "spamcop", "denied",
    ]
}
