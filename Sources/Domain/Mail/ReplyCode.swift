/// An SMTP reply (RFC 5321 section 4.2) with its enhanced status code (RFC 3463), if the server gave one.
public struct ReplyCode: Sendable, Hashable, CustomStringConvertible {
    /// The three digits, 200 to 599.
    public let code: Int
    /// `class.subject.detail`, such as `5.1.1`.
    public let enhancedStatusCode: String?

    /// A reply.
    public init(code: Int, enhancedStatusCode: String? = nil) {
        self.code = code
        self.enhancedStatusCode = enhancedStatusCode
    }

    /// Whether trying again may help; `nil` for a success.
    ///
    /// 5.4.5 and 5.2.2 are quotas at large providers and pass by themselves, though they say 5.
    public var failureClass: FailureClass? {
        switch code {
        case 400..<500: .transient
        case 500..<600:
            enhancedStatusCode == "5.4.5" || enhancedStatusCode == "5.2.2" ? .transient : .permanent
        default: nil
        }
    }

    /// The code, then the enhanced code.
    public var description: String { enhancedStatusCode.map { "\(code) \($0)" } ?? String(code) }
}
