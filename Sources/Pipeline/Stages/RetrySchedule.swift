import Domain

/// When a mail that was not taken is tried again: after 5 minutes, then twice as long each time up to
/// 4 hours, for 3 days (RFC 5321 section 4.5.4.1 asks for 4 to 5 days; people here wait for a link).
enum RetrySchedule {
    private static let giveUpAfter: Int64 = 3 * 86_400

    static func settlement(
        of outcome: SubmissionOutcome, entry: OutboxEntry, now: Timestamp
    ) -> OutboxSettlement {
        let reply = [outcome.reply?.description, outcome.detail].compactMap(\.self)
            .filter { !$0.isEmpty }.joined(separator: " ")
        switch outcome.result {
        case .accepted:
            return OutboxSettlement(id: outcome.id, status: .sent, nextAttemptAt: now, reply: reply)
        case .rejected:
            return OutboxSettlement(id: outcome.id, status: .failed, nextAttemptAt: now, reply: reply)
        case .deferred, .unknown:
            guard now - entry.record.queuedAt < giveUpAfter else {
                return OutboxSettlement(
                    id: outcome.id, status: .failed, nextAttemptAt: now,
                    reply: "given up after 3 days: \(reply)")
            }
            return OutboxSettlement(
                id: outcome.id, status: .queued, nextAttemptAt: now + pause(after: entry.attempts),
                reply: reply)
        }
    }

    /// Seconds to wait after so many attempts.
    static func pause(after attempts: Int) -> Int64 {
        min(Int64(300) << Int64(min(max(attempts, 0), 10)), 4 * 3600)
    }
}
