public import Domain

/// Deadlines use our clock only, so a clock that jumps must not expire anything: after a jump they rest until a
/// person has said that the clock is right.
public struct ClockGuard {
    /// What the clock looks like.
    public enum Finding: Sendable, Hashable {
        /// It went on as it should.
        case steady
        /// It stands before a moment that has been seen already.
        case backwards(last: Timestamp)
        /// It stands further on than any pause between runs explains.
        case forwards(last: Timestamp)
    }

    /// The longest pause between two runs that needs no explanation, in seconds: a long weekend.
    static let longestPause: Int64 = 4 * 86_400
    /// Runs on two processors may see the clock differ by this much, in seconds.
    static let tolerance: Int64 = 300
    private static let key = "clock-high-water"

    /// What the clock looks like at `now`.
    public static func examine(_ view: any LedgerView, now: Timestamp) throws -> Finding {
        guard let last = try view.fact(key).flatMap({ Int64($0) }).map({ Timestamp(seconds: $0) }) else {
            return .steady
        }
        if now < last + -tolerance { return .backwards(last: last) }
        return now > last + longestPause ? .forwards(last: last) : .steady
    }

    /// Writes down that the clock stood at `now` and was right.
    static func confirm(_ transaction: any LedgerTransaction, now: Timestamp) throws {
        try transaction.setFact(key, String(now.seconds))
    }
}
