// SUMMARY  From a mail to its effects: assess, decide, remember, speak. Stages run alone or one after the other.
// TRUST    Believes the ports it is given. Believes nothing a mail says until `Trust` has proven the sender.

public import Domain
public import Trust

/// What the desk is told about itself and its limits.
public struct DeskSettings: Sendable {
    /// The desk's name, shown as sender.
    public var name: String
    /// The desk's address; links carry a subaddress of it.
    public var address: EmailAddress
    /// The language for people whose own is not known.
    public var locale: Locale
    /// The zone deadlines are written in.
    public var zone: ServiceZone
    /// The fee statement, such as `Rp 0`.
    public var fee: String
    /// Ways to complain besides the desk's own address, one line each.
    public var channels: [String]
    /// Registration Authority at the certification body.
    public var registrationAuthority: EmailAddress
    /// Petugas Informasi dan Pengaduan.
    public var officer: EmailAddress
    /// Whoever runs the desk.
    public var administrator: EmailAddress
    /// Seconds a link lives, per step.
    public var linkLifetimes: [String: Int64]
    /// Seconds a step may stay unanswered before the request expires, per step.
    public var stepLifetimes: [String: Int64]
    /// The office's working days.
    public var calendar: WorkingCalendar
    /// Seconds for which things are kept, by the keys of `retention` in `desk.yaml`.
    public var retention: [String: Int64] = [:]
    /// What the service promises and how certificates live.
    public var service: ServiceTerms
    /// When the administrator gets reports.
    public var reports: ReportSchedule
    /// How much mail may leave.
    public var budget: OutboundBudget
    /// Largest message read whole, in octets.
    public var maximumMessageSize: Int
    /// At most so many messages are fetched in one run; 0 means no limit.
    public var messagesPerRun: Int
    /// Where messages go on the server once they are durable here; `nil` leaves them and marks them seen.
    public var moveTo: String?
    /// Whose Authentication-Results count; `nil` means nobody is proven.
    public var senderVerifier: SenderVerifier
    /// What each role must show for what it wants.
    public var ladder = ProofLadder.standard

    /// Settings.
    public init(
        name: String, address: EmailAddress, locale: Locale, zone: ServiceZone, fee: String,
        channels: [String] = [], registrationAuthority: EmailAddress, officer: EmailAddress,
        administrator: EmailAddress, linkLifetimes: [String: Int64] = [:],
        stepLifetimes: [String: Int64] = [:], calendar: WorkingCalendar, service: ServiceTerms = .init(),
        reports: ReportSchedule = .none, budget: OutboundBudget, maximumMessageSize: Int,
        messagesPerRun: Int = 0, moveTo: String? = nil,
        senderVerifier: SenderVerifier
    ) {
        self.name = name
        self.address = address
        self.locale = locale
        self.zone = zone
        self.fee = fee
        self.channels = channels
        self.registrationAuthority = registrationAuthority
        self.officer = officer
        self.administrator = administrator
        self.linkLifetimes = linkLifetimes
        self.stepLifetimes = stepLifetimes
        self.calendar = calendar
        self.service = service
        self.reports = reports
        self.budget = budget
        self.maximumMessageSize = maximumMessageSize
        self.messagesPerRun = messagesPerRun
        self.moveTo = moveTo
        self.senderVerifier = senderVerifier
    }
}
