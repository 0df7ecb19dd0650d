public import Domain

/// Remembers what canaries found, and tells the administrator when the trust ends.
public struct CanaryLog {
    /// The ledger's fact: the moment in seconds, a space, and the finding's word.
    public static let key = "canary-flown"
    /// How old the last flight may be, in seconds, before somebody is reminded of it.
    public static let freshness: Int64 = 8 * 86_400

    /// The last flight that came back.
    public struct Flight: Sendable, Hashable {
        /// When.
        public let at: Timestamp
        /// The finding's word.
        public let finding: String
    }

    private let desk: Desk
    private let ledger: any RequestLedger

    /// A log in this ledger.
    public init(desk: Desk, ledger: any RequestLedger) {
        self.desk = desk
        self.ledger = ledger
    }

    /// The last flight that came back, if any did.
    public static func last(_ view: any LedgerView) throws -> Flight? {
        guard let words = try view.fact(key)?.split(separator: " "), words.count == 2,
            let seconds = Int64(words[0])
        else { return nil }
        return Flight(at: Timestamp(seconds: seconds), finding: String(words[1]))
    }

    /// Writes down what was found: a trusted forgery suspends the trust, and queues one mail about it; anything
    /// else that came back restores it. A lost canary changes nothing.
    public func note(_ finding: CanaryFinding, authservID: String) throws {
        let now = desk.clock.now()
        try ledger.write { transaction in
            switch finding {
            case .lost: return
            case .removed, .untrusted: _ = try TrustSuspension.lift(transaction)
            case .trusted(let spellings):
                if try TrustSuspension.begin(transaction, at: now) {
                    let draft = try AdministratorAlert(desk: desk, now: now).trustSuspended(
                        authservID: authservID, spellings: spellings)
                    try Outgoing(desk: desk, now: now).queue([draft], transaction)
                }
            }
            try transaction.setFact(Self.key, "\(now.seconds) \(finding.word)")
        }
    }
}
