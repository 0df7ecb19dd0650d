public import Domain

/// While the desk's own provider lets forged results through, nobody is proven: the canary suspends the trust, and
/// the next canary that comes back without its forged field restores it.
public enum TrustSuspension {
    /// The ledger's fact; its value is the moment in seconds, or nothing when the desk trusts its provider.
    public static let key = "trust-suspended"

    /// Since when nobody is proven; `nil` when senders are proven as usual. A value that cannot be read counts as
    /// a suspension: it must never open a door.
    public static func since(_ view: any LedgerView) throws -> Timestamp? {
        guard let text = try view.fact(key), !text.isEmpty else { return nil }
        return Timestamp(seconds: Int64(text) ?? 0)
    }

    /// Proves nobody from now on. Returns false if that was so already; the first moment stays.
    public static func begin(_ transaction: any LedgerTransaction, at now: Timestamp) throws -> Bool {
        guard try since(transaction) == nil else { return false }
        try transaction.setFact(key, String(now.seconds))
        return true
    }

    /// Proves senders again. Returns whether there was a suspension.
    public static func lift(_ transaction: any LedgerTransaction) throws -> Bool {
        guard try since(transaction) != nil else { return false }
        try transaction.setFact(key, "")
        return true
    }
}
