public import Domain

/// How the promised service time of the open requests stands, for `status`.
public struct ServiceOutlook: Sendable, Hashable, Codable {
    /// Open requests that have used four fifths of the promised time, but not all of it.
    public private(set) var atRisk = 0
    /// Open requests whose promised time is over.
    public private(set) var broken = 0
    /// When the next promise ends; `nil` if no clock runs.
    public private(set) var nextDue: Timestamp?

    /// The most requests that are looked at: the oldest deadlines come first.
    public static let limit = 2_000

    /// Reads the audit log of every open request.
    public init(_ view: any LedgerView, settings: DeskSettings, now: Timestamp) throws {
        var filter = RequestFilter()
        filter.isOpen = true
        filter.limit = Self.limit
        for record in try view.requests(filter) {
            let time = try ServiceTime(view.events(of: record.number), of: record, settings)
            switch time.stopwatch.warning(at: now) {
            case .all: broken += 1
            case .nearlyAll: atRisk += 1
            case .half, nil: break
            }
            if let due = time.stopwatch.dueAt, due > now { nextDue = min(nextDue ?? due, due) }
        }
    }
}
