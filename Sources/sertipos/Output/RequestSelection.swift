internal import Domain
internal import Pipeline
internal import Workflows

/// Which requests a list shows, and in which order.
struct RequestSelection {
    /// By what a list is sorted.
    enum Order: String, CaseIterable, Sendable {
        /// The latest first.
        case opened
        /// The first deadline of a step first; requests without one are left out.
        case due
        /// Whatever changed last first.
        case changed
        case number, applicant, agency, state
    }

    /// Whoever can be waited for, by the word for them.
    static let roles: [String: Role] = [
        "applicant": .applicant, "verifier": .verifier, "registration-authority": .registrationAuthority,
        "authority": .registrationAuthority, "desk": .administrator,
    ]

    /// Facts that the ledger itself can tell.
    var filter = RequestFilter()
    /// Only those that wait for this person.
    var waitingFor: Role?
    /// Only those beyond the promised time, or whose step has expired.
    var isOverdue = false
    var order = Order.opened

    /// What was found.
    struct Result {
        let requests: [RequestRecord]
        /// Of these, the ones beyond the promised time.
        let late: Set<RequestNumber>
        /// Whether the limit left some out.
        let isCut: Bool
    }

    /// The requests of `view` at `now`.
    func result(in view: any LedgerView, settings: DeskSettings, now: Timestamp) throws -> Result {
        var filter = filter
        let limit = max(filter.limit, 0)
        // What only the history tells is about open requests, of which there are few.
        let isNarrowed = waitingFor != nil || isOverdue
        if isNarrowed { filter.isOpen = true }
        if order == .due { filter.dueBy = Timestamp(seconds: .max) }
        let isSortedByLedger = order == .opened || order == .due
        filter.limit = isNarrowed || !isSortedByLedger ? 1_000_000 : limit == .max ? limit : limit + 1
        let late = try Self.late(in: view, settings: settings, now: now)
        var found = try view.requests(filter)
        if let waitingFor { found = try found.filter { try Self.waits($0, for: waitingFor) } }
        if isOverdue {
            found.removeAll { request in
                !late.contains(request.number) && (request.dueAt.map { $0 > now } ?? true)
            }
        }
        sort(&found)
        let shown = Array(found.prefix(limit))
        return Result(requests: shown, late: late, isCut: found.count > limit)
    }

    private func sort(_ requests: inout [RequestRecord]) {
        switch order {
        case .opened, .due: break
        case .changed: requests.sort { $0.changedAt > $1.changedAt }
        case .number: requests.sort { $0.number.description < $1.number.description }
        case .applicant: requests.sort { $0.applicantName.lowercased() < $1.applicantName.lowercased() }
        case .agency: requests.sort { $0.agency.lowercased() < $1.agency.lowercased() }
        case .state: requests.sort { $0.state < $1.state }
        }
    }

    /// Open requests whose promised time is used up.
    static func late(
        in view: any LedgerView, settings: DeskSettings, now: Timestamp
    ) throws -> Set<RequestNumber> {
        var late: Set<RequestNumber> = []
        // Nothing closed after the end of time: only open requests are visited.
        try view.histories(closedSince: Timestamp(seconds: .max)) { record, events in
            let stopwatch = try RequestHistory(record, events).stopwatch(settings)
            if stopwatch.used(at: now) >= stopwatch.promised { late.insert(record.number) }
        }
        return late
    }

    /// The state's name says it, but for one in which whoever opened the request is waited for.
    private static func waits(_ request: RequestRecord, for role: Role) throws -> Bool {
        let byVerifier = RequestState.mover(ofStateNamed: request.state, openedBy: .verifier)
        let byApplicant = RequestState.mover(ofStateNamed: request.state, openedBy: .applicant)
        guard byVerifier != byApplicant else { return byVerifier == role }
        return try StoredState.state(version: request.payloadVersion, payload: request.payload).waitingFor
            == role
    }
}
