public import Domain

/// What the verifier opened the request with.
public struct Submission: Sendable, Hashable, Codable {
    /// Which mechanism.
    public let mechanism: Mechanism
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
    /// The submitted form.
    public let form: FormData
    /// When it was opened.
    public let openedAt: Timestamp

    /// A submission.
    public init(
        mechanism: Mechanism, verifier: EmailAddress, verifierName: String, agency: String,
        applicant: EmailAddress, applicantName: String, form: FormData, openedAt: Timestamp
    ) {
        self.mechanism = mechanism
        self.verifier = verifier.addrSpec
        self.verifierName = verifierName
        self.agency = agency
        self.applicant = applicant.addrSpec
        self.applicantName = applicantName
        self.form = form
        self.openedAt = openedAt
    }
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
