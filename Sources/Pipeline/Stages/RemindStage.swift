public import Domain
import Notices
import Workflows

/// Fires what time brings: reminders, deadlines, warnings about the promised time, notices before a
/// certificate ends, and reports. Each is written down in the transaction that queues its mail, so that none goes out twice.
public struct RemindStage {
    /// What the clock brought.
    public struct Report: Sendable, Hashable, Codable {
        /// People reminded of their step.
        public var reminded = 0
        /// Requests that ended because nobody answered.
        public var expired = 0
        /// Warnings about the promised time.
        public var warned = 0
        /// Notices about certificates that end.
        public var expiring = 0
        /// Officers reminded of a case.
        public var cases = 0
        /// Reports to the administrator.
        public var reports = 0
        /// Whether nothing was done because the clock has jumped and nobody has confirmed it.
        public var isClockHeld = false

        /// Nothing done yet.
        public init() {}
    }

    /// How often a run looks, in seconds.
    public static let interval: Int64 = 900
    private static let nextKey = "remind-next"

    private let desk: Desk
    private let ledger: any RequestLedger
    private let spool: any MessageSpool

    /// A stage over these ports.
    public init(desk: Desk, ledger: any RequestLedger, spool: any MessageSpool) {
        self.desk = desk
        self.ledger = ledger
        self.spool = spool
    }

    /// Whether it is time to look again. Cheap, for runs that find nothing to do.
    public static func isDue(_ ledger: any RequestLedger, now: Timestamp) throws -> Bool {
        guard let next = try ledger.read({ try $0.fact(nextKey) }).flatMap({ Int64($0) }) else { return true }
        // A clock that was set back must not silence the desk.
        return now.seconds >= next || now.seconds < next - interval
    }

    /// Fires everything that is due. `isClockConfirmed` says that a person vouches for the clock.
    public func run(isClockConfirmed: Bool = false) throws -> Report {
        let now = desk.clock.now()
        var report = Report()
        let finding = try ledger.read { try ClockGuard.examine($0, now: now) }
        if finding != .steady, !isClockConfirmed {
            try hold(finding, now)
            report.isClockHeld = true
            return report
        }
        try ledger.write { transaction in
            try ClockGuard.confirm(transaction, now: now)
            try transaction.setFact(Self.nextKey, String(now.seconds + Self.interval))
        }
        var open = RequestFilter()
        open.isOpen = true
        open.limit = 100_000
        for record in try ledger.read({ try $0.requests(open) }) { try look(at: record, now, &report) }
        report.expiring = try ExpiryLadder(desk: desk, ledger: ledger, now: now).run()
        report.cases = try CaseReminders(desk: desk, ledger: ledger, now: now).run()
        report.cases += try PersonalDataClock(desk: desk, ledger: ledger, now: now).run()
        try AuditHeadLetter(desk: desk, ledger: ledger, now: now).run()
        report.reports = try ReportRound(desk: desk, ledger: ledger, now: now).run()
        return report
    }

    /// Tells the administrator once, and does nothing else.
    private func hold(_ finding: ClockGuard.Finding, _ now: Timestamp) throws {
        let last: Timestamp
        switch finding {
        case .steady: return
        case .backwards(let moment), .forwards(let moment): last = moment
        }
        try ledger.write { transaction in
            try transaction.setFact(Self.nextKey, String(now.seconds + Self.interval))
            let day = LocalTime(now, in: desk.settings.zone).date
            guard try transaction.reach("clock-jumped", of: "\(last.seconds) \(day)", at: now) else { return }
            let hours = abs(now - last) / 3600
            let draft = try AdministratorAlert(desk: desk, now: now).clockJumped(
                from: last, gap: "\(hours / 24) d \(hours % 24) h")
            try Outgoing(desk: desk, now: now).queue([draft], transaction)
        }
    }

    private func look(at record: RequestRecord, _ now: Timestamp, _ report: inout Report) throws {
        if let due = record.dueAt {
            let state = try record.readState()
            if due <= now, let step = state.step {
                if try fire(.deadlinePassed(step, at: now), record.number, now, once: nil) {
                    report.expired += 1
                }
                return
            }
            if try remind(record, state, due, now) { report.reminded += 1 }
        }
        if try warn(record, now) { report.warned += 1 }
    }

    /// Once in every step, when half of its time is over.
    private func remind(
        _ record: RequestRecord, _ state: RequestState, _ due: Timestamp, _ now: Timestamp
    ) throws -> Bool {
        var isReminded = false
        for step in state.steps {
            let lifetime = desk.settings.stepLifetimes[step.rawValue] ?? 14 * 86_400
            guard now >= due + -lifetime / 2 else { continue }
            let once = ("reminder-\(step.rawValue)", "\(record.number) \(due.seconds)")
            if try fire(.reminderDue(step, at: now), record.number, now, once: once) { isReminded = true }
        }
        return isReminded
    }

    /// Whoever must move is warned at 50, 80 and 100 per cent of the promised time, once each.
    private func warn(_ record: RequestRecord, _ now: Timestamp) throws -> Bool {
        let mover = try record.readState().waitingFor
        guard let mover, mover != .applicant else { return false }
        let events = try ledger.read { try $0.events(of: record.number) }
        let service = try ServiceTime(events, of: record, desk.settings)
        guard let warning = service.stopwatch.warning(at: now) else { return false }
        let once = ("service-time-\(warning.rawValue)", record.number.description)
        return try fire(
            .serviceTimeUsed(percent: warning.rawValue, at: now), record.number, now, once: once,
            occasion: Occasion(service: service))
    }

    /// Applies the event to the request as it stands now. False if it was fired before or changes nothing.
    private func fire(
        _ event: RequestEvent, _ number: RequestNumber, _ now: Timestamp,
        once: (kind: String, subject: String)?, occasion: Occasion = .init()
    ) throws -> Bool {
        try ledger.write { transaction in
            guard let record = try transaction.request(number) else { return false }
            if let once, try !transaction.reach(once.kind, of: once.subject, at: now) { return false }
            let docket = RequestDocket(
                desk: desk, transaction: transaction, now: now,
                documents: DocumentLoader(spool: spool, desk: desk))
            do {
                let drafts = try docket.apply(event, to: record, message: nil, occasion: occasion)
                try Outgoing(desk: desk, now: now).queue(drafts, transaction)
                return true
            } catch is Rejection {
                return false
            }
        }
    }
}
