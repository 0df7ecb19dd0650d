public import Domain
public import Notices

extension Performance {
    /// The longest pause between two runs while time passes, in seconds. More than four days would look to the
    /// desk like a clock that jumped.
    private static let longestPause: Int64 = 4 * 86_400

    /// Lets `hours` pass; cron runs the desk every `pause` hours, and at the end. Returns what arrived.
    public func pass(hours: Int64, every pause: Int64 = 24, _ remark: String) throws -> Turn {
        try pass(until: now + hours * 3600, every: pause, remark)
    }

    /// Lets time pass until `moment`; cron runs the desk every `pause` hours, and at the end. Returns what
    /// arrived.
    public func pass(until moment: Timestamp, every pause: Int64 = 24, _ remark: String) throws -> Turn {
        append(.init(kind: .pause, moment: now, remark: remark))
        var turn = Turn(taken: 0, arrivals: [])
        while now < moment {
            now = min(moment, now + min(pause * 3600, Self.longestPause))
            turn.arrivals += try runDesk(isQuiet: true).arrivals
        }
        return turn
    }

    /// Lets time pass until this person gets a mail of this kind; at most `days`. Returns everything that arrived
    /// meanwhile.
    public func wait(
        for notice: NoticeName, at person: ScriptedPerson, days: Int64, every pause: Int64 = 24,
        _ remark: String
    ) throws -> Turn {
        append(.init(kind: .pause, moment: now, remark: remark))
        let end = now + days * 86_400
        var turn = Turn(taken: 0, arrivals: [])
        while now < end {
            now = now + min(pause * 3600, Self.longestPause)
            turn.arrivals += try runDesk(isQuiet: true).arrivals
            let isThere = turn.arrivals.contains {
                $0.recipient == person.address && $0.notice == notice
            }
            if isThere { break }
        }
        return turn
    }
}
