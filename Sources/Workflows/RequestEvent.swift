public import Domain

/// Something that happened: a past fact with its moment. What people answered stands under the step they
/// answered in.
public enum RequestEvent: Sendable, Hashable, Codable {
    /// A complete form opened the request.
    case submitted(Submission)
    /// The applicant answered the identity form.
    case identity(IdentityAnswer, at: Timestamp)
    /// The verifier decided.
    case verification(Judgement, at: Timestamp)
    /// The applicant set a passphrase.
    case passphrase(PassphraseAnswer, at: Timestamp)
    /// The owner answered from one mailbox.
    case confirmation(OwnerMailbox, OwnerAnswer, at: Timestamp)
    /// The Registration Authority decided.
    case authority(AuthorityAnswer, at: Timestamp)
    /// Whoever opened the request mended its form.
    case amendment(AmendmentAnswer, at: Timestamp)
    /// The desk, or the certification body, carried out what was approved.
    case execution(Execution, at: Timestamp)
    /// An answer could not be understood as a decision.
    case unclear(Step, line: String, at: Timestamp)
    /// Somebody withdrew the request.
    case cancelled(by: Role, reason: String, at: Timestamp)
    /// The applicant withdrew the consent to the use of their data.
    case consentWithdrawn(at: Timestamp)
    /// The verifier wrote down a wrong mailbox of the applicant and names the right one.
    case addressCorrected(String, at: Timestamp)
    /// Somebody whose move it is asked for the link again, or used a dead one.
    case linkRequested(Step, at: Timestamp)
    /// Half of the step's time has passed.
    case reminderDue(Step, at: Timestamp)
    /// The step stayed unanswered.
    case deadlinePassed(Step, at: Timestamp)
    /// So many per cent of the promised service time are used up.
    case serviceTimeUsed(percent: Int, at: Timestamp)
    /// Our mail to this person was refused for good.
    case undeliverable(Role, diagnostic: String, at: Timestamp)
}

/// What an identity form's answer came to.
public enum IdentityAnswer: Sendable, Hashable, Codable {
    /// Complete.
    case complete(FormData)
    /// With faults; `draft` holds what was right.
    case faulty(draft: FormData)
}

/// What a person who checks decided.
public enum Judgement: Sendable, Hashable, Codable {
    /// Setuju.
    case approved
    /// Kembalikan, with the reason.
    case returned(reason: String)
    /// Tolak, with the reason.
    case rejected(reason: String)
}

/// What the passphrase page's answer came to.
public enum PassphraseAnswer: Sendable, Hashable, Codable {
    /// A sealed passphrase that can be used.
    case sealed(SealedPassphrase)
    /// A seal that cannot be opened or is not for this link.
    case unreadable
}

/// What the owner of a certificate says about new data.
public enum OwnerAnswer: Sendable, Hashable, Codable {
    /// They are right.
    case confirmed
    /// They are not, with the reason.
    case denied(reason: String)
}

/// What the Registration Authority decided.
public enum AuthorityAnswer: Sendable, Hashable, Codable {
    /// Setuju.
    case approved(Ruling)
    /// Kembalikan, with the reason.
    case returned(reason: String)
    /// Tolak, with the reason.
    case rejected(reason: String)
    /// Approved, but the certificate that came along does not fit; nothing counts yet.
    case certificateUnfit
}

/// What a mended form came to.
public enum AmendmentAnswer: Sendable, Hashable, Codable {
    /// Complete: the submission as it is now, about the same certificate.
    case complete(Submission)
    /// With faults.
    case faulty
}

/// What came of carrying out an approval.
public enum Execution: Sendable, Hashable, Codable {
    /// The certificate is there.
    case made(CertificateSummary)
    /// The revocation is in force.
    case revoked(Revocation)
    /// The sealed passphrase opens with none of the keys any more.
    case passphraseLost
}
