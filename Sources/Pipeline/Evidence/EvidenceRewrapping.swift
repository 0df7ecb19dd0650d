public import Domain

/// Wraps every data key with the newest key of the file, so that the older ones can go.
public struct EvidenceRewrapping {
    private static let roundCount = 500

    private let ledger: any RequestLedger
    private let cipher: any EvidenceCipher

    /// Re-wrapping in this ledger. Whoever calls holds the run lock.
    public init(ledger: any RequestLedger, cipher: any EvidenceCipher) {
        self.ledger = ledger
        self.cipher = cipher
    }

    /// Returns how many keys were wrapped anew. May be repeated.
    public func run() throws -> Int {
        var count = 0
        var last: EvidenceOwner?
        while true {
            let keys = try ledger.read { try $0.liveEvidenceKeys(after: last, limit: Self.roundCount) }
            guard let end = keys.last else { return count }
            try ledger.write { transaction in
                for key in keys {
                    guard let wrapped = key.wrapped,
                        let anew = try cipher.rewrapped(wrapped, for: key.owner)
                    else { continue }
                    try transaction.rewrap(key.owner, anew)
                    count += 1
                }
            }
            last = end.owner
        }
    }
}
