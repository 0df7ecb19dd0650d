public import Domain

/// The sealing keys that are alive, oldest first.
public struct SealingKeySet: Sendable {
    /// One of them.
    struct Entry: Sendable {
        let made: Timestamp
        let key: AgreementKey
        let fileName: String
    }

    /// The newest one.
    let current: Entry
    private let earlier: [Entry]

    /// The keys in `entries`, which are in order of age; `nil` if there are none.
    init?(_ entries: [Entry]) {
        guard let current = entries.last else { return nil }
        self.current = current
        earlier = entries.dropLast()
    }

    /// All of them, the current one first, since most seals are for it.
    var all: [Entry] { [current] + earlier.reversed() }

    /// Ids of all of them, the current one first.
    public var ids: [String] { all.map(\.key.sealingKey.id) }

    /// Id and making of all of them, the current one first.
    public var generations: [(id: String, made: Timestamp)] {
        all.map { (id: $0.key.sealingKey.id, made: $0.made) }
    }

    /// When the current one was made.
    public var currentSince: Timestamp { current.made }
}

/// What a rotation did.
public struct SealingRotation: Sendable {
    /// The keys that are alive now.
    public let keys: SealingKeySet
    /// Id of the key that was made, if one was.
    public let made: String?
    /// Ids of the keys that were destroyed. What was sealed to them can never be opened again.
    public let destroyed: [String]
}
