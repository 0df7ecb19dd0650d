/// How much a sender has shown, from the weakest to the strongest. Each level includes those before it.
public enum ProofLevel: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// The domain in From vouches for the mail: DMARC passed, or an aligned DKIM signature is valid.
    case domain
    /// DMARC passed.
    case dmarc
    /// Somebody with access to the mailbox answered a confirmation mail.
    case confirmed
    /// The mail is signed with S/MIME.
    case signed

    /// What `proof` amounts to.
    public init(_ proof: SenderVerdict.Proof) {
        self =
            switch proof {
            case .alignedDKIM: .domain
            case .dmarc: .dmarc
            case .confirmation: .confirmed
            case .signature: .signed
            }
    }

    /// Weaker before stronger.
    public static func < (left: ProofLevel, right: ProofLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .domain: 0
        case .dmarc: 1
        case .confirmed: 2
        case .signed: 3
        }
    }
}
