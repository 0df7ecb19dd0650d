public import Domain

/// A place in the audit log with the link that stands there, written `COUNT:HEAD`. Kept outside the desk, it shows
/// later that nothing before it was written anew.
public struct AuditHead: Sendable, Hashable, CustomStringConvertible {
    /// The position, from 1.
    public let count: Int64
    /// The link there.
    public let digest: Digest

    /// The place `count` with its link.
    public init(count: Int64, digest: Digest) {
        self.count = count
        self.digest = digest
    }

    /// What `COUNT:HEAD` says; `nil` if it says something else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int64(parts[0]), count > 0,
            let digest = Digest(hex: String(parts[1]).lowercased())
        else { return nil }
        self.init(count: count, digest: digest)
    }

    /// `COUNT:HEAD`
    public var description: String { "\(count):\(digest.hex)" }

    /// Whether the log still holds this very link at this place.
    public func stands(in view: any LedgerView) throws -> Bool {
        try view.eventLink(at: count) == digest
    }
}

/// Mails the end of the audit log to the administrator once in every ISO week, so that a copy lies where nobody who may
/// write the desk's files can change it.
struct AuditHeadLetter {
    private static let weekKey = "audit-head-week"
    private static let lastKey = "audit-head-mailed"

    let desk: Desk
    let ledger: any RequestLedger
    let now: Timestamp

    /// Writes the mail if this week has none yet. A desk in its first week has little to vouch for: its first mail
    /// comes with the next.
    func run() throws {
        let week = LocalTime(now, in: desk.settings.zone).date.isoWeek
        let (known, last) = try ledger.read { view in
            (try view.fact(Self.weekKey), try view.fact(Self.lastKey).flatMap { AuditHead($0) })
        }
        guard known != week else { return }
        guard known != nil else { return try ledger.write { try $0.setFact(Self.weekKey, week) } }
        // The walk takes a while in an old desk; nobody has to wait for it with a transaction.
        let chain = try ledger.read { try $0.verifyChain() }
        guard let digest = chain.head else { return }
        let head = AuditHead(count: chain.count, digest: digest)
        var broken = chain.firstBroken.map { "\($0) / \(chain.count)" }
        if broken == nil, let last, try !ledger.read({ try last.stands(in: $0) }) {
            broken = "\(last.count) / \(chain.count)"
        }
        let draft = try AdministratorAlert(desk: desk, now: now).auditHead(
            head, previous: last, broken: broken)
        try ledger.write { transaction in
            try transaction.setFact(Self.weekKey, week)
            guard try transaction.reach("audit-head", of: week, at: now) else { return }
            try transaction.setFact(Self.lastKey, head.description)
            try Outgoing(desk: desk, now: now).queue([draft], transaction)
        }
    }
}
