public import Domain
import Notices
import Workflows

/// What the administrator does to a request without a mail: cancels it, or has its links sent again.
///
/// Mail is queued in the transaction that changes the request, and leaves with the next run.
public struct DeskIntervention {
    /// A mail that follows.
    public struct Letter: Sendable, Hashable, Codable {
        /// Whom it goes to.
        public let recipient: String
        /// Which notice it is.
        public let notice: String
        /// Its subject.
        public let subject: String
        /// Whether the outbound budget holds it back for now.
        public let isHeld: Bool
    }

    /// What became of the request.
    public struct Outcome: Sendable, Hashable {
        /// The request as it is now.
        public let request: RequestRecord
        /// The mails that follow, in order.
        public let letters: [Letter]
    }

    /// The end of a trial: undoes the transaction and carries what it came to.
    private struct TrialOver: Error { let outcome: Outcome }

    private let desk: Desk
    private let ledger: any RequestLedger
    private let spool: any MessageSpool

    /// Interventions in the requests of `ledger`. Whoever calls holds the run lock, unless it is a trial.
    public init(desk: Desk, ledger: any RequestLedger, spool: any MessageSpool) {
        self.desk = desk
        self.ledger = ledger
        self.spool = spool
    }

    /// Ends the request; verifier and applicant are told why, in the desk's own language. Nothing changes if
    /// `isTrial`. Throws ``InterventionError``.
    public func cancel(_ number: RequestNumber, reason: String, isTrial: Bool = false) throws -> Outcome {
        let words = desk.words["cancel.desk", desk.settings.locale, ["reason": reason]]
        return try intervene(number, isTrial) { _, now in
            [.cancelled(by: .administrator, reason: words, at: now)]
        }
    }

    /// Sends a fresh link to everybody the request waits for; earlier ones stay usable until they die. Nothing
    /// changes if `isTrial`. Throws ``InterventionError``.
    public func resend(_ number: RequestNumber, isTrial: Bool = false) throws -> Outcome {
        try intervene(number, isTrial) { state, now in
            let events = state.steps.map { RequestEvent.linkRequested($0, at: now) }
            guard !events.isEmpty else { throw InterventionError(number, state) }
            return events
        }
    }

    /// Sends a fresh link to everybody the request waits for who holds no living one; once only for this occasion,
    /// written down in the same transaction. Returns whether anything was sent.
    func replaceDeadLinks(_ number: RequestNumber, onceFor occasion: String) throws -> Bool {
        try ledger.write { transaction in
            let now = desk.clock.now()
            let alive = Set(
                try transaction.tokens(of: number).filter {
                    $0.spentAt == nil && $0.closedAt == nil && $0.expiresAt > now
                }.map(\.step))
            let dead = try transaction.request(number)?.readState().steps.filter {
                !alive.contains($0.rawValue)
            }
            guard let dead, !dead.isEmpty,
                try transaction.reach(occasion, of: number.description, at: now)
            else { return false }
            _ = try apply({ _, now in dead.map { .linkRequested($0, at: now) } }, number, transaction)
            return true
        }
    }

    private func intervene(
        _ number: RequestNumber, _ isTrial: Bool,
        _ events: (RequestState, Timestamp) throws -> [RequestEvent]
    ) throws -> Outcome {
        do {
            return try ledger.write { transaction in
                let outcome = try apply(events, number, transaction)
                if isTrial { throw TrialOver(outcome: outcome) }
                return outcome
            }
        } catch let trial as TrialOver {
            return trial.outcome
        }
    }

    private func apply(
        _ events: (RequestState, Timestamp) throws -> [RequestEvent], _ number: RequestNumber,
        _ transaction: any LedgerTransaction
    ) throws -> Outcome {
        let now = desk.clock.now()
        guard var record = try transaction.request(number) else {
            throw InterventionError(number: number, problem: .unknown)
        }
        let state = try record.readState()
        let docket = RequestDocket(
            desk: desk, transaction: transaction, now: now,
            documents: DocumentLoader(spool: spool, desk: desk))
        var drafts: [NoticeDraft] = []
        do {
            for event in try events(state, now) {
                let applied = try docket.applying(event, to: record, message: nil, actor: .administrator)
                record = applied.record
                drafts += applied.drafts
            }
        } catch is Rejection {
            throw InterventionError(number, state)
        }
        try Outgoing(desk: desk, now: now).queue(drafts, transaction)
        return Outcome(request: record, letters: try drafts.map { try letter($0, transaction) })
    }

    private func letter(_ draft: NoticeDraft, _ transaction: any LedgerTransaction) throws -> Letter {
        Letter(
            recipient: draft.recipient.address.addrSpec, notice: draft.notice.rawValue,
            subject: try desk.notices.render(draft.notice, draft.locale, draft.values).subject,
            isHeld: try transaction.outboxEntry(draft.messageID)?.status == .held)
    }
}

/// Why the administrator cannot do this to the request.
public struct InterventionError: ClassifiedError, Hashable {
    /// The kinds of obstacle.
    public enum Problem: Sendable, Hashable {
        /// There is no such request.
        case unknown
        /// It ended, in this way.
        case closed(String)
        /// It was approved, and the desk is carrying it out.
        case beingCarriedOut
    }

    /// The request.
    public let number: RequestNumber
    /// The obstacle.
    public let problem: Problem

    init(number: RequestNumber, problem: Problem) {
        self.number = number
        self.problem = problem
    }

    /// What stands in the way in this state.
    init(_ number: RequestNumber, _ state: RequestState) {
        self.number = number
        if case .closed(_, let outcome, _) = state {
            problem = .closed(outcome.name)
        } else {
            problem = .beingCarriedOut
        }
    }

    /// A person has to look at the request.
    public var failureClass: FailureClass { .permanent }

    /// What is in the way, and where to look.
    public var description: String {
        switch problem {
        case .unknown: "no request \(number) in this desk; `sertipos request list` shows those there are"
        case .closed(let outcome):
            "request \(number) is over (\(outcome)); `sertipos request show \(number)` tells how it ended"
        case .beingCarriedOut:
            "request \(number) was approved and waits for nobody's mail: the next run carries it out; "
                + "if it never can, `sertipos request cancel \(number)` ends it"
        }
    }
}
