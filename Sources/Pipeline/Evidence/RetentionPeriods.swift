/// How long things are kept, in seconds.
public struct RetentionPeriods: Sendable, Hashable {
    /// Mail that belongs to nothing, from the day it came.
    public var incoming: Int64
    /// Mail set aside for a person, from the day it came.
    public var quarantine: Int64
    /// Documents and identity data, from the end of the request or of its certificate.
    public var evidence: Int64
    /// Names and addresses in requests, from their end.
    public var requests: Int64
    /// Cases, from their last change.
    public var cases: Int64
    /// Exported bundles, from the day they were made.
    public var exports: Int64

    /// Periods.
    public init(
        incoming: Int64, quarantine: Int64, evidence: Int64, requests: Int64, cases: Int64, exports: Int64
    ) {
        self.incoming = incoming
        self.quarantine = quarantine
        self.evidence = evidence
        self.requests = requests
        self.cases = cases
        self.exports = exports
    }
}
