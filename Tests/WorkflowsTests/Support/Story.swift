import Domain
import Testing
import Workflows

/// A request that is led on event by event; each step says exactly what must come of it.
struct Story {
    private(set) var state: RequestState

    /// Opens a request, which must stand in `name` with these effects.
    init(
        _ submission: Submission, _ name: String, _ effects: [Effect],
        at location: SourceLocation = #_sourceLocation
    ) {
        let transition = CertificateWorkflow.open(submission)
        state = transition.state
        #expect(state.name == name, sourceLocation: location)
        #expect(transition.effects == effects, sourceLocation: location)
        #expect(transition.restartsClock, sourceLocation: location)
        #expect(state.submission == submission, sourceLocation: location)
    }

    /// `event` must lead to `name` with these effects and start the clock anew.
    mutating func on(
        _ event: RequestEvent, _ name: String, _ effects: [Effect],
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let transition = try CertificateWorkflow.reduce(state, event)
        state = transition.state
        #expect(state.name == name, sourceLocation: location)
        #expect(transition.effects == effects, sourceLocation: location)
        let isClosed = name.hasPrefix("closed.")
        #expect(transition.restartsClock != isClosed, sourceLocation: location)
    }
}

/// `event` in `state` must come to exactly this.
func expect(
    _ state: RequestState, _ event: RequestEvent, _ transition: Transition,
    at location: SourceLocation = #_sourceLocation
) throws {
    #expect(try CertificateWorkflow.reduce(state, event) == transition, sourceLocation: location)
}

/// `event` in `state` must be rejected so.
func expect(
    _ state: RequestState, _ event: RequestEvent, _ rejection: Rejection,
    at location: SourceLocation = #_sourceLocation
) {
    #expect(throws: rejection, sourceLocation: location) {
        try CertificateWorkflow.reduce(state, event)
    }
}

/// An end that `event` brings about in `state`: all links closed, applicant and verifier told, then these.
func expectEnd(
    _ state: RequestState, _ event: RequestEvent, _ outcome: Outcome, _ announcement: Announcement,
    ruling: Ruling? = nil, also effects: [Effect] = [], at location: SourceLocation = #_sourceLocation
) throws {
    let told: [Effect] = [
        .closeAllLinks, .tell(.applicant, announcement), .tell(.verifier, announcement),
    ]
    try expect(
        state, event, Transition(to: .closed(state.submission, outcome, ruling), told + effects),
        at: location)
}
