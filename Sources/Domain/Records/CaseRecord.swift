/// What a citizen or an official wants of the officer.
public enum CaseKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Pengaduan; also Isu dan Keluhan.
    case complaint
    /// Saran.
    case suggestion
    /// Aspirasi.
    case aspiration
    /// Permintaan Informasi.
    case information
    /// What the desk holds about a mailbox (UU 27/2022 article 7). The desk answers it itself, at once.
    case access
    /// Personal data that are wrong (UU 27/2022 article 6).
    case correction
    /// Personal data that are to go (UU 27/2022 article 8).
    case erasure
    /// Consent that is taken back (UU 27/2022 article 9).
    case withdrawal

    /// Whether it is a person's right over their own data: its clock runs day and night, see
    /// ``CaseRecord/personalDataTime``.
    public var isPersonalData: Bool {
        switch self {
        case .complaint, .suggestion, .aspiration, .information: false
        case .access, .correction, .erasure, .withdrawal: true
        }
    }
}

/// Where a case stands.
public enum CaseStatus: String, Sendable, Hashable, Codable, CaseIterable {
    /// The officer's move.
    case awaitingOfficer
    /// Answered; it opens again if the citizen writes again.
    case answered
    /// Ended by the officer.
    case closed
}

/// A numbered case (`PA-…`) as it is stored.
public struct CaseRecord: Sendable, Hashable {
    /// Seconds within which a request about personal data is to be answered: 3 × 24 hours (UU 27/2022 articles 30,
    /// 32, 40 and 44), weekends and holidays included.
    public static let personalDataTime: Int64 = 72 * 3600

    /// Its number, of the series ``RequestNumber/Series/complaint``.
    public let number: RequestNumber
    /// What it is.
    public let kind: CaseKind
    /// Where it stands.
    public var status: CaseStatus
    /// The citizen's mailbox: known to the desk, shown to nobody.
    public let citizen: EmailAddress
    /// The name the citizen writes under.
    public let citizenName: String
    /// The subject of the first mail.
    public let subject: String
    /// The first mail.
    public let message: Digest
    /// The number under which SP4N-LAPOR! knows it, once somebody said so.
    public var laporNumber: String?
    /// When it was opened.
    public let openedAt: Timestamp
    /// When it last changed.
    public var changedAt: Timestamp
    /// When the officer first answered.
    public var answeredAt: Timestamp?

    /// A record.
    public init(
        number: RequestNumber, kind: CaseKind, status: CaseStatus, citizen: EmailAddress, citizenName: String,
        subject: String, message: Digest, laporNumber: String? = nil, openedAt: Timestamp,
        changedAt: Timestamp, answeredAt: Timestamp? = nil
    ) {
        self.number = number
        self.kind = kind
        self.status = status
        self.citizen = citizen
        self.citizenName = citizenName
        self.subject = subject
        self.message = message
        self.laporNumber = laporNumber
        self.openedAt = openedAt
        self.changedAt = changedAt
        self.answeredAt = answeredAt
    }
}

/// Which cases to list. Fields that are set must all fit.
public struct CaseFilter: Sendable, Hashable {
    /// Only with this status.
    public var status: CaseStatus?
    /// Only of this kind.
    public var kind: CaseKind?
    /// Only of this citizen.
    public var citizen: EmailAddress?
    /// Only those opened at or after this moment.
    public var openedFrom: Timestamp?
    /// Only those opened before this moment.
    public var openedBefore: Timestamp?
    /// At most so many, newest first.
    public var limit = 1000

    /// Everything.
    public init() {}
}
