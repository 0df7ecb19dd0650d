/// What an event does to a request: the next state, and what has to be done about it.
public struct Transition: Sendable, Hashable {
    /// The next state.
    public let state: RequestState
    /// In this order.
    public let effects: [Effect]
    /// Whether the present step's time starts anew.
    public let restartsClock: Bool

    /// A transition.
    public init(to state: RequestState, restartsClock: Bool = false, _ effects: [Effect] = []) {
        self.state = state
        self.restartsClock = restartsClock
        self.effects = effects
    }
}

/// Why an event changes nothing. Each has its own clear answer; none is a fault of the program.
public enum Rejection: Error, Sendable, Hashable {
    /// The request is over.
    case closed(Outcome)
    /// The step was done before; another one is under way.
    case stepIsOver(Step)
    /// Nobody has to be told: a late timer, a repeated bounce.
    case nothingToDo
    /// This person may not do it.
    case notEntitled
    /// The request exists already.
    case alreadyOpen
}
