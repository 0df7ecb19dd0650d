public import Domain

/// The link of one event, for whoever holds an event and the link before it outside the ledger.
public struct EventLink {
    private let chain: EventChain

    /// Links by this digest, SHA-256 in a real desk.
    public init(digesting: any Digesting) { chain = EventChain(digesting: digesting) }

    /// The link of `event` at `sequence` after `previous`; `nil` stands for the start of the chain.
    public func link(of event: EventRecord, sequence: Int64, after previous: Digest?) -> Digest {
        chain.link(
            after: previous?.bytes ?? EventChain.origin, sequence: sequence, at: event.at.seconds,
            request: event.request.map(RequestKey.encode), name: Array(event.name.utf8),
            actor: Array(event.actor.utf8), message: event.message?.bytes, payload: Array(event.payload.utf8))
    }
}
