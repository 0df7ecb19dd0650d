public import Domain

/// Hands mail to a submission server (RFC 6409) over several connections, each on a thread of its own and
/// used for many mails. One recipient per transaction, so that every outcome is one mail's own.
public final class SMTPSubmission: MailSubmission {
    private let endpoint: ServerEndpoint
    private let options: TransportOptions
    private let helloName: String?

    /// After so many connection failures in a row no further mail is asked for: the server needs rest.
    static let failureCap = 3

    /// A submission to `endpoint`. `helloName` is the domain given in EHLO; by default the host's name.
    public init(_ endpoint: ServerEndpoint, options: TransportOptions, helloName: String? = nil) {
        self.endpoint = endpoint
        self.options = options
        self.helloName = helloName
    }

    /// Connects and authenticates once, without mail, for `doctor`.
    public func probe() throws {
        var session = SMTPSession(endpoint, helloName: helloName, options: options)
        try session.probe()
    }

    /// Delivers what `next` gives. `next` and `report` run on the caller's thread. Without a connection the
    /// mail in hand is deferred, and after three such failures in a row `next` is not asked again. When
    /// `next` or `report` throws, the mails taken by then are finished and reported first.
    public func deliver(next: () throws -> SubmissionItem?, report: (SubmissionOutcome) throws -> Void) throws
    {
        var crew = SMTPCrew(limit: options.connections) { [endpoint, helloName, options] in
            SMTPSession(endpoint, helloName: helloName, options: options)
        }
        var firstError: (any Error)?
        var mayAsk = true
        while true {
            while mayAsk, crew.hasRoom, crew.failuresInARow < Self.failureCap {
                do {
                    guard let item = try next() else {
                        mayAsk = false
                        break
                    }
                    if let defect = WireForm.defect(in: item.bytes) {
                        try report(Self.refusal(of: item, defect))
                    } else {
                        crew.hand(item)
                    }
                } catch {
                    firstError = firstError ?? error
                    mayAsk = false
                }
            }
            guard crew.inHand > 0 else { break }
            for outcome in crew.collect() {
                do { try report(outcome) } catch {
                    firstError = firstError ?? error
                    mayAsk = false
                }
            }
        }
        if let firstError { throw firstError }
    }

    private static func refusal(of item: SubmissionItem, _ defect: WireForm.Defect) -> SubmissionOutcome {
        SubmissionOutcome(id: item.id, result: .rejected, detail: "not sent: \(defect.rawValue)")
    }
}
