public import Domain

/// What a request was opened with.
public struct Submission: Sendable, Hashable, Codable {
    /// Which mechanism.
    public let mechanism: Mechanism
    /// Who opened it: the verifier, or the subscriber who revokes their own certificate.
    public let openedBy: Role
    /// The verifier's address, as registered.
    public let verifier: String
    /// The verifier's name.
    public let verifierName: String
    /// The agency the verifier speaks for.
    public let agency: String
    /// The applicant's address: links go there and nowhere else.
    public let applicant: String
    /// The applicant's name as the verifier wrote it.
    public let applicantName: String
    /// The certificate it is about; `nil` for an issuance.
    public let certificate: CertificateSerial?
    /// Why the certificate shall end; `nil` unless it is a revocation.
    public let revocation: RevocationCode?
    /// What the owner has to confirm before the Registration Authority is asked; `nil` for nothing.
    public let confirmation: PendingConfirmation?
    /// The submitted form.
    public let form: FormData
    /// When it was opened.
    public let openedAt: Timestamp

    /// A submission.
    public init(
        mechanism: Mechanism, openedBy: Role = .verifier, verifier: EmailAddress, verifierName: String,
        agency: String, applicant: EmailAddress, applicantName: String,
        certificate: CertificateSerial? = nil, revocation: RevocationCode? = nil,
        confirmation: PendingConfirmation? = nil, form: FormData, openedAt: Timestamp
    ) {
        self.mechanism = mechanism
        self.openedBy = openedBy
        self.verifier = verifier.addrSpec
        self.verifierName = verifierName
        self.agency = agency
        self.applicant = applicant.addrSpec
        self.applicantName = applicantName
        self.certificate = certificate
        self.revocation = revocation
        self.confirmation = confirmation
        self.form = form
        self.openedAt = openedAt
    }

    /// Whether it goes before all others: a key that somebody else knows does harm every hour.
    public var isUrgent: Bool { revocation == .keyCompromise }

    /// The same request with a mended form.
    public func amended(_ form: FormData, revocation: RevocationCode?) -> Submission {
        Submission(self, form: form, revocation: revocation)
    }

    /// The same request for the same person at another mailbox.
    public func addressed(to applicant: String) -> Submission {
        var form = form
        form.values["email"] = applicant
        return Submission(self, form: form, revocation: revocation, applicant: applicant)
    }

    /// The same request without what people filled in.
    var withoutIdentity: Submission {
        Submission(self, form: form.withoutIdentity, revocation: revocation)
    }

    /// The same request without the applicant.
    var withoutApplicant: Submission {
        Submission(self, form: form, revocation: revocation, isApplicantKept: false)
    }

    private init(
        _ other: Submission, form: FormData, revocation: RevocationCode?, applicant: String? = nil,
        isApplicantKept: Bool = true
    ) {
        mechanism = other.mechanism
        openedBy = other.openedBy
        verifier = other.verifier
        verifierName = other.verifierName
        agency = other.agency
        self.applicant = isApplicantKept ? applicant ?? other.applicant : ""
        applicantName = isApplicantKept ? other.applicantName : ""
        certificate = other.certificate
        self.revocation = revocation
        confirmation = PendingConfirmation.required(by: form, other.mechanism)
        self.form = form
        openedAt = other.openedAt
    }

    /// The mailbox the certificate shall have after an update that changes it.
    public var newAddress: String? { form["new-email"] }
}

/// What the applicant stated about themselves.
public struct Identity: Sendable, Hashable, Codable {
    /// The identity form with its documents.
    public let form: FormData
    /// When the complete answer came.
    public let receivedAt: Timestamp

    /// Identity data.
    public init(form: FormData, receivedAt: Timestamp) {
        self.form = form
        self.receivedAt = receivedAt
    }
}

/// Why somebody has to mend something.
public struct Correction: Sendable, Hashable, Codable {
    /// Who asked for it.
    public let returnedBy: Role
    /// In their words.
    public let reason: String
    /// When.
    public let at: Timestamp

    /// A return for correction.
    public init(returnedBy: Role, reason: String, at: Timestamp) {
        self.returnedBy = returnedBy
        self.reason = reason
        self.at = at
    }
}

/// Who approved a step, and when.
public struct Approval: Sendable, Hashable, Codable {
    /// In which role.
    public let by: Role
    /// When.
    public let at: Timestamp

    /// An approval.
    public init(by: Role, at: Timestamp) {
        self.by = by
        self.at = at
    }
}
