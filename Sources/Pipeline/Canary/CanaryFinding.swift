import Domain
public import Trust

/// What became of the forged fields of a canary.
public enum CanaryFinding: Sendable, Hashable {
    /// None came back: the provider removes or renames them.
    case removed
    /// Some came back, where the desk believes nothing.
    case untrusted(SenderVerdict.Reason)
    /// Some came back where the desk would believe them; the spellings that did.
    case trusted([String])
    /// The mail itself did not come back in time.
    case lost

    /// The machine name, for the ledger and for JSON.
    public var word: String {
        switch self {
        case .removed: "removed"
        case .untrusted: "untrusted"
        case .trusted: "trusted"
        case .lost: "lost"
        }
    }

    /// Judges the canary as it arrived. Fields that the provider itself wrote are left out: a forged one must not
    /// be believed even where it stands alone.
    init(_ message: ReceivedMessage, mark: String, verifier: SenderVerifier) {
        let name = "Authentication-Results"
        var trusted: [String] = []
        var reason: SenderVerdict.Reason?
        for spelling in CanaryMail.Spelling.allCases {
            let own = "\(mark)-\(spelling.rawValue)"
            var alone = message
            alone.headerFields.removeAll { $0.isNamed(name) && !Self.ends($0.value, with: own) }
            guard alone.headerFields.contains(where: { $0.isNamed(name) }) else { continue }
            switch verifier.verdict(of: alone) {
            case .proven: trusted.append(spelling.rawValue)
            case .unproven(let found): reason = reason ?? found
            }
        }
        if !trusted.isEmpty {
            self = .trusted(trusted)
        } else if let reason {
            self = .untrusted(reason)
        } else {
            self = .removed
        }
    }

    /// Whether `value` holds `word` with nothing but its end or a separator behind it.
    private static func ends(_ value: String, with word: String) -> Bool {
        value.split { " \t;()".contains($0) }.contains { $0.hasSuffix("=\(word)") }
    }
}
