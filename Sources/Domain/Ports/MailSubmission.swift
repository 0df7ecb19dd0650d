/// One mail to hand over: one recipient, final octets.
public struct SubmissionItem: Sendable {
    /// The caller's name for it.
    public let id: Int64
    /// MAIL FROM; `nil` is the null reverse-path (RFC 5321 section 4.5.5).
    public let reversePath: EmailAddress?
    /// RCPT TO.
    public let recipient: EmailAddress
    /// The message with CRLF line ends.
    public let bytes: [UInt8]

    /// An item.
    public init(id: Int64, reversePath: EmailAddress?, recipient: EmailAddress, bytes: [UInt8]) {
        self.id = id
        self.reversePath = reversePath
        self.recipient = recipient
        self.bytes = bytes
    }
}

/// What became of one mail.
public struct SubmissionOutcome: Sendable, Hashable {
    /// The kinds of end.
    public enum Result: Sendable, Hashable {
        /// The server took responsibility.
        case accepted
        /// Refused or unreachable for now; surely not taken.
        case deferred
        /// Refused for good.
        case rejected
        /// The connection broke after the last octet was handed over: taken or not, nobody knows.
        case unknown
    }

    /// The item's id.
    public let id: Int64
    /// The end.
    public let result: Result
    /// The server's reply, if it came to one.
    public let reply: ReplyCode?
    /// What happened, for the log; without addresses or content.
    public let detail: String

    /// An outcome.
    public init(id: Int64, result: Result, reply: ReplyCode? = nil, detail: String = "") {
        self.id = id
        self.result = result
        self.reply = reply
        self.detail = detail
    }
}

/// A way for mail to leave. Used from one thread.
public protocol MailSubmission: AnyObject {
    /// Delivers items until `next` returns `nil`, over as many connections as configured, and reports
    /// each as soon as its end is known. Throws only what `next` and `report` throw: trouble with the server
    /// is an outcome of the item.
    func deliver(next: () throws -> SubmissionItem?, report: (SubmissionOutcome) throws -> Void) throws
}
