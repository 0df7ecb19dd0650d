public import Domain

/// What happened at the desk in a week or a month, in numbers. Durations are seconds.
public struct ReportFigures: Sendable, Hashable, Codable {
    /// Requests of one mechanism.
    public struct Requests: Sendable, Hashable, Codable {
        /// Which mechanism.
        public let mechanism: Mechanism
        /// Opened in the period.
        public var opened = 0
        /// Ended in the period with what was asked for.
        public var done = 0
        /// Ended in the period otherwise: rejected, cancelled, withdrawn, not answered.
        public var otherwise = 0
        /// Open at its end.
        public var open = 0
        /// Open at its end with all of the promised time used.
        public var overdue = 0
    }

    /// How often requests ended so.
    public struct Ending: Sendable, Hashable, Codable {
        /// The outcome's machine name, such as `issued`.
        public let outcome: String
        /// How often in the period.
        public let count: Int
    }

    /// The service time of requests that were decided in the period: those done and those rejected.
    public struct Service: Sendable, Hashable, Codable {
        /// Which mechanism.
        public let mechanism: Mechanism
        /// How many were decided.
        public let count: Int
        /// How many of them within the promise.
        public let kept: Int
        /// Half of them took no longer, by the clock of the promise.
        public let median: Int64
        /// Nine tenths of them took no longer.
        public let ninetieth: Int64
        /// What is promised.
        public let promised: Int64
        /// What counts as a day of that clock.
        public let day: Int64
    }

    /// What one kind of person is waited for.
    public struct Waiting: Sendable, Hashable, Codable {
        /// Who; the administrator stands for the desk itself.
        public let role: Role
        /// Requests that wait for them at the period's end.
        public var open = 0
        /// How long the oldest of these has waited, day and night.
        public var oldest: Int64 = 0
        /// Moves they made in the period.
        public var moves = 0
        /// Half of these moves took no longer, in working time.
        public var median: Int64 = 0
    }

    /// Complaints and other cases.
    public struct Cases: Sendable, Hashable, Codable {
        /// Opened in the period, by kind; kinds without any are left out.
        public var opened: [String: Int] = [:]
        /// Of these, answered by now.
        public var answered = 0
        /// Half of these answers took no longer, in working time.
        public var median: Int64 = 0
        /// All cases that wait for the officer by now.
        public var waiting = 0
    }

    /// Mail that did not arrive.
    public struct Refusals: Sendable, Hashable, Codable {
        /// Refused for good when the desk handed it over, by the recipient's domain.
        public var byDomain: [String: Int] = [:]
        /// Came back later.
        public var returned = 0

        /// All of it.
        public var count: Int { byDomain.values.reduce(returned, +) }
    }

    /// Certificates in force, not replaced, that end soon after the period.
    public struct Expiring: Sendable, Hashable, Codable {
        /// Within seven days.
        public var week = 0
        /// Within thirty days.
        public var month = 0
        /// Within sixty days.
        public var twoMonths = 0
    }

    /// The period, such as `2026-W48` or `2026-11`.
    public let period: String
    /// Its first day.
    public let from: CivilDate
    /// Its last day.
    public let until: CivilDate
    /// Whether it was not over yet when the figures were gathered.
    public let isPartial: Bool
    /// One entry for each mechanism.
    public let requests: [Requests]
    /// Outcomes that occurred, in the order of the happy path first.
    public let endings: [Ending]
    /// Mechanisms of which something was decided.
    public let service: [Service]
    /// Applicant, verifier, Registration Authority, desk.
    public let waiting: [Waiting]
    /// Complaints and other cases.
    public let cases: Cases
    /// Mail that did not arrive.
    public let refusals: Refusals
    /// Certificates that end soon.
    public let expiring: Expiring
}
