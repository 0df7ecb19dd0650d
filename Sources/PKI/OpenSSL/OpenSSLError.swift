internal import COpenSSL
public import Domain

/// The cryptographic library could not do what it was asked to.
///
/// Holds OpenSSL's own reason texts, which are constants, and never the data attached to them.
public struct OpenSSLError: ClassifiedError {
    /// What was attempted, such as `making a key`.
    public let activity: String
    /// OpenSSL's reasons, innermost first; at most four.
    public let reasons: [String]
    /// Whether memory ran out.
    private let isExhausted: Bool

    /// Takes the reasons out of the library's queue and empties it.
    init(_ activity: String) {
        var reasons: [String] = []
        var isExhausted = false
        while case let code = ERR_get_error(), code != 0 {
            if code & 0x7F_FFFF == UInt(ERR_R_MALLOC_FAILURE) & 0x7F_FFFF { isExhausted = true }
            guard reasons.count < 4 else { continue }
            reasons.append(ERR_reason_error_string(code).map { String(cString: $0) } ?? "code \(code)")
        }
        self.activity = activity
        self.reasons = reasons
        self.isExhausted = isExhausted
    }

    /// Only a lack of memory passes by itself.
    public var failureClass: FailureClass { isExhausted ? .transient : .permanent }

    /// For operators.
    public var description: String {
        let cause = reasons.isEmpty ? "no reason given" : reasons.joined(separator: ", ")
        let remedy = isExhausted ? "free memory and run again" : "run 'sertipos doctor' and check OpenSSL 3"
        return "\(activity) failed in OpenSSL (\(cause)); \(remedy)"
    }

    /// Forgets what earlier calls of any library on this thread left in the queue.
    static func clear() { ERR_clear_error() }
}
