public import Domain

/// In which role a sender claims to act, after their address was looked up.
public enum SenderRole: String, Sendable, Hashable, Codable, CaseIterable {
    /// A registered verifier.
    case verifier
    /// The registration authority.
    case registrationAuthority = "registration-authority"
    /// The applicant or subscriber of the request in question.
    case applicant
    /// The officer for information and complaints.
    case officer
    /// Anybody else. Administrators act on the host, not by mail, and count here.
    case stranger

    /// The sender role of a participant; `nil` is somebody nobody knows.
    public init(_ role: Role?) {
        switch role {
        case .verifier: self = .verifier
        case .registrationAuthority: self = .registrationAuthority
        case .applicant: self = .applicant
        case .officer: self = .officer
        case .administrator, nil: self = .stranger
        }
    }
}

/// What a mail wants the desk to do, as far as proof is concerned.
public enum ActionClass: String, Sendable, Hashable, Codable, CaseIterable {
    /// Open a certificate request.
    case openRequest = "open-request"
    /// Give data or a case answer that a link asked for.
    case answerWithToken = "answer-with-token"
    /// Approve, return or reject.
    case decideWithToken = "decide-with-token"
    /// STATUS, RESEND, CANCEL, FORM, HELP.
    case command
    /// A complaint, suggestion or information request.
    case complaint
}

/// The one-time token that came with a mail.
public enum TokenEvidence: String, Sendable, Hashable, Codable, CaseIterable {
    /// There was none, or nobody ever issued it.
    case none
    /// It lives, and was issued for this step to this very address.
    case live
    /// As `live`, and it came from a confirmation mail: the address has now answered twice.
    case confirmation
    /// It was issued to this very address, but has expired or is spent.
    case dead
    /// It was issued to another address.
    case foreign
}
