/// Why a mail at rest cannot be sealed or read. Names the mail and the key, never any content.
public struct EvidenceError: ClassifiedError, Hashable {
    /// The kinds of obstacle.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// Octets were altered, cut, or are those of another mail.
        case damaged
        /// The key file does not hold the key that wraps this mail's data key.
        case unknownKey
        /// The data key was destroyed: the mail was erased.
        case erased
        /// The ledger knows no data key for it.
        case missingKey
    }

    /// The kind.
    public let code: Code
    /// The mail or the owner of the key.
    public let subject: String

    /// An error.
    public init(_ code: Code, _ subject: String) {
        self.code = code
        self.subject = subject
    }

    /// A person has to look.
    public var failureClass: FailureClass { .permanent }

    /// What is in the way, and what to do.
    public var description: String {
        switch code {
        case .damaged:
            "evidence: \(subject) is damaged or was exchanged; put it back from a backup"
        case .unknownKey:
            "evidence: secrets/evidence-key does not hold the key for \(subject); put back the key file that "
                + "belongs to this desk"
        case .erased: "evidence: \(subject) was erased, its key is destroyed"
        case .missingKey:
            "evidence: the ledger holds no key for \(subject); ledger and spool are of different backups"
        }
    }
}
