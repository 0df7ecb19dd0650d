/// Whether a message's From address is the one it really comes from.
public enum SenderVerdict: Sendable, Hashable, CustomStringConvertible {
    /// What proved it.
    public enum Proof: String, Sendable, Hashable, Codable {
        /// DMARC passed for the very domain in From (RFC 7489).
        case dmarc
        /// A valid DKIM signature whose `d=` equals the domain in From (RFC 6376).
        case alignedDKIM = "aligned-dkim"
        /// The link in a confirmation mail was answered from the mailbox it was sent to.
        case confirmation
        /// An S/MIME signature (RFC 8551) by a certificate that names the address in From and leads to an anchor of
        /// the desk's own.
        case signature
    }

    /// Why it is not proven; the raw value is the machine name `explain` shows.
    public enum Reason: String, Sendable, Hashable, Codable, Error, CaseIterable {
        /// No authserv-id is configured.
        case notConfigured = "no-authserv-id-configured"
        /// The message can be understood in two ways.
        case defective = "defective-message"
        /// There is not exactly one address in From.
        case noSingleOriginator = "no-single-from"
        /// No Authentication-Results field bears our authserv-id.
        case noResults = "no-results-of-ours"
        /// The field stands below a Received field of a host that is not ours.
        case belowForeignReceived = "results-below-foreign-received"
        /// The field stands below the line in which our own host took the message from outside: the sender
        /// may have written it. Name that host as trusted if it removes forged fields.
        case belowOwnBorder = "results-below-own-border"
        /// More than one field claims to be ours.
        case severalFields = "several-results-of-ours"
        /// The field does not follow RFC 8601.
        case malformed = "malformed-results"
        /// Two DMARC results in one field.
        case contradictory = "contradictory-results"
        /// DMARC passed, but for another domain than the one in From.
        case otherDomain = "dmarc-for-other-domain"
        /// DMARC failed.
        case dmarcFailed = "dmarc-failed"
        /// Neither DMARC nor DKIM passed; SPF alone proves nothing.
        case nothingPassed = "nothing-passed"
        /// A DKIM signature is valid, but of another domain than the one in From.
        case notAligned = "dkim-not-aligned"
        /// The canary found that forged results survive on the way to the mailbox: results count for nothing.
        case suspended = "trust-suspended"
    }

    /// The sender is who From says.
    case proven(by: Proof)
    /// Nobody knows who wrote this.
    case unproven(Reason)

    /// Whether the sender is proven.
    public var isProven: Bool {
        switch self {
        case .proven: true
        case .unproven: false
        }
    }

    /// A machine name such as `proven:dmarc` or `unproven:no-results-of-ours`.
    public var description: String {
        switch self {
        case .proven(let proof): "proven:\(proof.rawValue)"
        case .unproven(let reason): "unproven:\(reason.rawValue)"
        }
    }
}
