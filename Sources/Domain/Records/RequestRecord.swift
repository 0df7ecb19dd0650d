/// A request as it is stored: searchable facts beside the state, whose form only `Workflows` knows.
public struct RequestRecord: Sendable, Hashable {
    /// Its number.
    public let number: RequestNumber
    /// Which mechanism.
    public let mechanism: Mechanism
    /// Name of the state, such as `awaitingIdentity`: whose move it is.
    public var state: String
    /// Version of the payload's form.
    public var payloadVersion: Int
    /// The state and its data as JSON.
    public var payload: String
    /// The applicant's name as given.
    public var applicantName: String
    /// Where the applicant is written to.
    public var applicant: EmailAddress
    /// Who opened it.
    public var verifier: EmailAddress
    /// The agency the verifier spoke for.
    public var agency: String
    /// When it was opened.
    public let openedAt: Timestamp
    /// When its state last changed.
    public var changedAt: Timestamp
    /// When the present step expires; `nil` for closed requests.
    public var dueAt: Timestamp?

    /// A record.
    public init(
        number: RequestNumber, mechanism: Mechanism, state: String, payloadVersion: Int, payload: String,
        applicantName: String, applicant: EmailAddress, verifier: EmailAddress, agency: String,
        openedAt: Timestamp, changedAt: Timestamp, dueAt: Timestamp?
    ) {
        self.number = number
        self.mechanism = mechanism
        self.state = state
        self.payloadVersion = payloadVersion
        self.payload = payload
        self.applicantName = applicantName
        self.applicant = applicant
        self.verifier = verifier
        self.agency = agency
        self.openedAt = openedAt
        self.changedAt = changedAt
        self.dueAt = dueAt
    }
}

/// Which requests to list.
public struct RequestFilter: Sendable, Hashable {
    /// Only those in one of these states; empty means any.
    public var states: [String] = []
    /// Only this mechanism.
    public var mechanism: Mechanism?
    /// Only those opened by this person.
    public var verifier: EmailAddress?
    /// Only those of this applicant.
    public var applicant: EmailAddress?
    /// Only those that are not closed.
    public var isOpen = false
    /// Only those whose present step expires at or before this moment.
    public var dueBy: Timestamp?
    /// Only those opened at or after this moment.
    public var openedFrom: Timestamp?
    /// Only those opened before this moment.
    public var openedBefore: Timestamp?
    /// Only those whose agency holds these words, whatever their case (ASCII letters).
    public var agency: String?
    /// Only those whose applicant's name holds these words, whatever their case (ASCII letters).
    public var applicantName: String?
    /// At most this many, newest first (due ones: earliest deadline first).
    public var limit = 1000

    /// Everything.
    public init() {}
}
