import Domain
import Workflows

/// A request under way, held against the rules that no single transition shows.
struct Chronicle {
    private(set) var state: RequestState
    /// What happened and was accepted.
    private(set) var events: [RequestEvent] = []
    /// Rejected events.
    private(set) var rejections = 0
    /// The first rule that was broken.
    private(set) var violation: String?
    /// Whether the last event may have led to a state of another class.
    private(set) var hasMoved = true
    /// What the request was opened with, or mended into: only an amendment and a corrected address may change it.
    private var settled: Submission
    private var links = LinkSet()
    private var endsTold: [Role: Int] = [:]

    var isOpen: Bool {
        if case .closed = state { false } else { true }
    }

    init(_ submission: Submission) {
        let opening = CertificateWorkflow.open(submission)
        state = opening.state
        settled = submission
        check(opening, from: nil)
        if !opening.restartsClock { violation = "an opening does not start the clock" }
    }

    /// Lets `event` happen.
    mutating func add(_ event: RequestEvent) {
        do throws(Rejection) {
            let transition = try CertificateWorkflow.reduce(state, event)
            events.append(event)
            let before = state
            state = transition.state
            check(transition, from: before)
            checkClock(transition, from: before)
            if case .closed(_, let outcome, _) = state { checkEnd(outcome, from: before) }
            if case .amendment(.complete(let amended), _) = event { settled = amended }
            if case .addressCorrected(let address, _) = event { settled = settled.addressed(to: address) }
            if !isOpen, state.submission != settled { violation = "the submission was replaced" }
        } catch {
            rejections += 1
            hasMoved = false
            if case .closed = error, isOpen {
                violation = "\(event.name) is told that an open request is over"
            }
        }
    }

    private mutating func check(_ transition: Transition, from before: RequestState?) {
        if case .closed = before { violation = "a closed request changed" }
        let isOpen = self.isOpen
        let heldByAuthority = isAuthority(before) || isAuthority(state)
        for effect in transition.effects {
            switch effect {
            case .closeAllLinks: links = LinkSet()
            case .closeLinks(let step): links.remove(step)
            case .tell(let role, let announcement):
                if announcement.isTerminal(for: role) { endsTold[role, default: 0] += 1 }
                if role == .registrationAuthority, !heldByAuthority {
                    violation = "the Registration Authority is told \(announcement)"
                }
                if let step = announcement.asksFor { checkQuestion(announcement, step, role) }
            }
        }
        if links != LinkSet(state.steps) { violation = "links \(links.rawValue) in \(state.name)" }
        if isOpen {
            if !endsTold.isEmpty { violation = "an end is told while the request stands in \(state.name)" }
        } else {
            if transition.effects.first != .closeAllLinks { violation = "links stay open after the end" }
            if endsTold != [.applicant: 1, .verifier: 1] { violation = "the end is told \(endsTold)" }
        }
    }

    private mutating func checkQuestion(_ announcement: Announcement, _ step: Step, _ role: Role) {
        links.insert(step)
        if role != state.actor(of: step) { violation = "\(role) is asked for \(step)" }
    }

    /// Another open state, or another mailbox, starts the clock anew; staying, half a confirmation and an end do not.
    private mutating func checkClock(_ transition: Transition, from before: RequestState) {
        let isElsewhere = before.name != state.name
        hasMoved = isElsewhere || !links.isDisjoint(with: .confirmations)
        let isAskedElsewhere = before.submission.applicant != state.submission.applicant
        // The same mailbox written down once more is asked once more.
        let mayStay = events.last?.name == "address-corrected"
        if transition.restartsClock != (isOpen && (isElsewhere || isAskedElsewhere || mayStay)) {
            violation = "the clock in \(state.name)"
        }
    }

    /// Who may bring an end about, in which mechanism, and of which certificate.
    private mutating func checkEnd(_ outcome: Outcome, from before: RequestState) {
        let mechanism = settled.mechanism
        let isExecuting = if case .awaitingExecution = before { true } else { false }
        let isRight =
            switch outcome {
            case .issued: isExecuting && mechanism == .issuance
            case .renewed: isExecuting && mechanism == .renewal
            case .updated: isExecuting && mechanism == .update
            case .revoked(let revocation):
                isExecuting && mechanism == .revocation && revocation.serial == settled.certificate
            case .cancelled(let role, _, _): mayCancel(role, isExecuting)
            case .withdrawn: !isExecuting && mechanism != .revocation
            case .rejected, .expired: !isExecuting
            }
        if !isRight { violation = "ended as \(outcome) in \(before.name)" }
    }

    private func mayCancel(_ role: Role, _ isExecuting: Bool) -> Bool {
        if role == .administrator { return true }
        if isExecuting { return false }
        let entitled: [Role] =
            settled.mechanism == .revocation ? [settled.openedBy] : [.applicant, .verifier]
        return entitled.contains(role)
    }

    private func isAuthority(_ state: RequestState?) -> Bool {
        if case .awaitingAuthority = state { true } else { false }
    }
}

/// Steps with open links. A bit each: the random histories ask millions of times.
private struct LinkSet: OptionSet {
    let rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ steps: [Step]) {
        self.init()
        for step in steps { insert(step) }
    }

    static let confirmations = LinkSet([.confirmation, .newConfirmation])

    mutating func insert(_ step: Step) { formUnion(Self.bit(step)) }
    mutating func remove(_ step: Step) { subtract(Self.bit(step)) }

    private static func bit(_ step: Step) -> LinkSet {
        switch step {
        case .identity: LinkSet(rawValue: 1)
        case .verification: LinkSet(rawValue: 2)
        case .passphrase: LinkSet(rawValue: 4)
        case .confirmation: LinkSet(rawValue: 8)
        case .newConfirmation: LinkSet(rawValue: 16)
        case .authority: LinkSet(rawValue: 32)
        case .amendment: LinkSet(rawValue: 64)
        }
    }
}
