public import Domain
import Trust

/// While the canary has shown that forged Authentication-Results survive on the way to the mailbox, no result proves
/// anybody. Signatures and confirmed mailboxes go on counting: they do not rest on the provider.
public enum TrustSuspension {
    /// The fact in the ledger that says so; its value is the moment, in seconds.
    public static let key = "trust-suspended"

    /// Since when results count for nothing; `nil` if they count.
    public static func since(_ view: any LedgerView) throws -> Timestamp? {
        guard let value = try view.fact(key), !value.isEmpty else { return nil }
        return Timestamp(seconds: Int64(value) ?? 0)
    }
}

extension Desk {
    /// The desk as it has to judge now.
    func judging(by ledger: any RequestLedger) throws -> Desk {
        guard try ledger.read({ try TrustSuspension.since($0) }) != nil else { return self }
        var desk = self
        desk.settings.senderVerifier.isSuspended = true
        return desk
    }
}
