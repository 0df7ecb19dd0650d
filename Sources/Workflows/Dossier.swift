public import Domain

/// What the Registration Authority judges, and what its decision is carried out with.
public enum Dossier: Sendable, Hashable, Codable {
    /// A person who was verified and has set a passphrase: issuance and renewal.
    case person(Identity, Approval, SealedPassphrase)
    /// New data for a certificate, with the owner's own word where that is needed.
    case change(confirmedAt: Timestamp?)
    /// The end of a certificate.
    case revocation
}

/// Where a sealed passphrase lies. The seal itself stays in the mail that brought it: the ledger and its
/// audit log never hold it.
public struct SealedPassphrase: Sendable, Hashable, Codable {
    /// Digest (hexadecimal) of the spooled message.
    public let message: String
    /// Digest (hexadecimal) of the compact JWE.
    public let digest: String
    /// The nonce of the link it came through.
    public let nonce: String
    /// When it came.
    public let receivedAt: Timestamp

    /// A sealed passphrase.
    public init(message: Digest, digest: Digest, nonce: String, receivedAt: Timestamp) {
        self.message = message.hex
        self.digest = digest.hex
        self.nonce = nonce
        self.receivedAt = receivedAt
    }
}

/// The Registration Authority's approval.
public struct Ruling: Sendable, Hashable, Codable {
    /// A fee it states, in its own words.
    public let fee: String?
    /// A note for the people concerned.
    public let note: String?
    /// When.
    public let at: Timestamp

    /// A ruling.
    public init(fee: String? = nil, note: String? = nil, at: Timestamp) {
        self.fee = fee
        self.note = note
        self.at = at
    }
}

/// One of the owner's mailboxes. Whoever can read both is the owner of the old and the new address.
public enum OwnerMailbox: String, Sendable, Hashable, Codable, CaseIterable {
    /// The one in the certificate.
    case current
    /// The one it shall have.
    case new

    /// The step in which this mailbox answers.
    public var step: Step { self == .current ? .confirmation : .newConfirmation }
}

/// Which of the owner's mailboxes have not confirmed an update yet. Never empty.
public enum PendingConfirmation: String, Sendable, Hashable, Codable {
    /// Both.
    case both
    /// The one in the certificate.
    case current
    /// The one it shall have.
    case new

    /// What the owner has to confirm of `form`: a new mailbox from both, a new name or NIK from the one in the
    /// certificate; `nil` for anything less.
    public static func required(by form: FormData, _ mechanism: Mechanism) -> PendingConfirmation? {
        guard mechanism == .update else { return nil }
        if form["new-email"] != nil { return .both }
        return form["new-name"] != nil || form["new-nik"] != nil ? .current : nil
    }

    /// Whether this mailbox still has to answer.
    public func contains(_ mailbox: OwnerMailbox) -> Bool {
        switch (self, mailbox) {
        case (.both, _), (.current, .current), (.new, .new): true
        case (.current, .new), (.new, .current): false
        }
    }

    /// What is left once `mailbox` has confirmed; `nil` when nothing is.
    public func removing(_ mailbox: OwnerMailbox) -> PendingConfirmation? {
        switch (self, mailbox) {
        case (.both, .current): .new
        case (.both, .new): .current
        case (.current, .current), (.new, .new): nil
        case (.current, .new), (.new, .current): self
        }
    }
}
