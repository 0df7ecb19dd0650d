internal import Domain
internal import Pipeline

/// Where one request stands: the head of its timeline.
struct RequestStanding {
    private let record: RequestRecord
    private let history: RequestHistory
    private let stopwatch: ServiceStopwatch
    private let isElapsed: Bool

    init?(_ number: RequestNumber, in view: any LedgerView, settings: DeskSettings, now: Timestamp) throws {
        guard let record = try view.request(number) else { return nil }
        self.record = record
        history = try RequestHistory(record, try view.events(of: number).map(\.event))
        stopwatch = history.stopwatch(settings)
        isElapsed = record.mechanism == .revocation
    }

    /// The lines, labels in one column.
    func lines(_ style: TerminalStyle, _ times: DeskTimes) -> [String] {
        let opened =
            "\(times.moment(record.openedAt)) \(times.zone.rawValue), \(times.distance(record.openedAt))"
        var rows = [
            ("applicant", "\(record.applicantName) <\(record.applicant)>"),
            ("verifier", "\(record.verifier), \(record.agency)"), ("opened", opened),
        ]
        if let end = history.end {
            rows.append(
                ("ended", "\(times.moment(end.at)), after \(DeskTimes.span(end.at - record.openedAt))"))
        } else if let turn = history.turns.last, let role = turn.waitingFor {
            rows.append(("waits for", "\(Self.name(role)), for \(DeskTimes.span(times.now - turn.at))"))
        }
        if let due = record.dueAt {
            rows.append(("step ends", "\(times.moment(due)), \(times.distance(due))"))
        }
        rows.append(("promise", promise(times)))
        let title =
            style.tinted(record.number.description, .strong)
            + "  \(record.mechanism.rawValue)  \(record.state)"
        return [title]
            + rows.map { style.tinted($0.0.padding(11), .faint) + $0.1.printable }
    }

    private func promise(_ times: DeskTimes) -> String {
        let now = history.end?.at ?? times.now
        let used = stopwatch.used(at: now)
        let percent = used / max(stopwatch.promised / 100, 1)
        let whole =
            isElapsed
            ? "\(stopwatch.promised / 3600) hours"
            : "\(stopwatch.promised / max(stopwatch.dayLength, 1)) working days"
        let spent = "\(percent)% of \(whole) used"
        guard history.end == nil else { return spent + (used > stopwatch.promised ? ", not kept" : ", kept") }
        guard let due = stopwatch.dueAt else { return spent + ", the clock rests" }
        return spent + (due <= times.now ? ", over since " : ", over on ") + times.moment(due)
    }

    private static func name(_ role: Role) -> String {
        switch role {
        case .applicant: "the applicant"
        case .verifier: "the verifier"
        case .registrationAuthority: "the Registration Authority"
        case .officer: "the officer"
        case .administrator: "the desk itself"
        }
    }
}

extension ServiceStopwatch {
    /// Seconds that the clock counts in a day on which it runs.
    fileprivate var dayLength: Int64 {
        switch clock {
        case .workingDays(_, let calendar): calendar.dayLength
        case .elapsed: 86_400
        }
    }
}
