/// What the service promises, and how long its certificates live.
public struct ServiceTerms: Sendable, Hashable {
    /// Working days within which a request is to be done, not counting those that wait for the applicant.
    public var promisedDays: Int
    /// Seconds within which a revocation is to be done, by the calendar.
    public var revocationTime: Int64
    /// Seconds a certificate of the desk's own authority is valid.
    public var certificateLifetime: Int64
    /// From how many seconds before the end a certificate may be renewed.
    public var renewalWindow: Int64
    /// For how many seconds after the end it may still be renewed rather than issued anew.
    public var renewalGrace: Int64
    /// Seconds after which a revocation list is replaced even if nothing was revoked.
    public var revocationListLifetime: Int64
    /// Where the passphrase page also lies, if the office publishes it: an https URL.
    public var passphrasePage: String?
    /// What the certification body is called in notices.
    public var authorityName: String

    /// Terms.
    public init(
        promisedDays: Int = 3, revocationTime: Int64 = 86_400, certificateLifetime: Int64 = 730 * 86_400,
        renewalWindow: Int64 = 90 * 86_400, renewalGrace: Int64 = 30 * 86_400,
        revocationListLifetime: Int64 = 7 * 86_400, passphrasePage: String? = nil, authorityName: String = ""
    ) {
        self.promisedDays = promisedDays
        self.revocationTime = revocationTime
        self.certificateLifetime = certificateLifetime
        self.renewalWindow = renewalWindow
        self.renewalGrace = renewalGrace
        self.revocationListLifetime = revocationListLifetime
        self.passphrasePage = passphrasePage
        self.authorityName = authorityName
    }
}
