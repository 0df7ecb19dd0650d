public import Domain

/// Sends a canary through the real submission server and waits for it in the real mailbox.
public struct CanaryFlight {
    /// How often the mailbox is looked into before the mail counts as lost.
    public static let looks = 60

    private let desk: Desk
    private let authservID: String
    private let progress: any ProgressObserver

    /// A flight of `desk`, whose provider writes results under `authservID`.
    public init(desk: Desk, authservID: String, progress: any ProgressObserver = SilentProgress()) {
        self.desk = desk
        self.authservID = authservID
        self.progress = progress
    }

    /// Flies. `pause` lets time pass between two looks. Whoever calls holds the run lock, because a run might move
    /// the canary away.
    ///
    /// Throws ``CanaryNotSent`` when the server does not take the mail, and what the mailbox throws.
    public func fly(
        _ submission: any MailSubmission, _ makeMailbox: () throws -> any MailboxSource, pause: () -> Void
    ) throws -> CanaryFinding {
        let canary = try CanaryMail(desk, authservID: authservID)
        let before = try makeMailbox().visit { source, status in
            (status.uidValidity, try Self.next(source, status))
        }
        try send(canary, submission)
        var seen: Set<UID> = []
        for look in 1...Self.looks {
            progress.progress("canary", done: look, total: Self.looks)
            let message = try makeMailbox().visit { source, status in
                let first = status.uidValidity == before.0 ? before.1 : UID(1)
                return try search(source, from: first, for: canary.messageID, &seen)
            }
            if let message {
                return CanaryFinding(message, mark: canary.mark, verifier: desk.settings.senderVerifier)
            }
            if look < Self.looks { pause() }
        }
        return .lost
    }

    /// The identifier that the next message will have.
    private static func next(_ source: any MailboxSource, _ status: MailboxStatus) throws -> UID {
        if let next = status.uidNext { return next }
        var last: UInt32 = 0
        try source.list(from: UID(1)) { last = max(last, $0.last?.uid.value ?? 0) }
        return UID(last == .max ? last : last + 1)
    }

    private func send(_ canary: CanaryMail, _ submission: any MailSubmission) throws {
        let address = desk.settings.address
        var waiting: SubmissionItem? = SubmissionItem(
            id: 1, reversePath: address, recipient: address, bytes: canary.bytes)
        var ending: SubmissionOutcome?
        try submission.deliver(
            next: {
                defer { waiting = nil }
                return waiting
            }, report: { ending = $0 })
        guard let ending, ending.result == .accepted || ending.result == .unknown else {
            throw CanaryNotSent(
                detail: ending?.detail ?? "it was not tried", isRefused: ending?.result == .rejected)
        }
    }

    /// Looks at the headers of what is new; nothing is marked.
    private func search(
        _ source: any MailboxSource, from first: UID, for wanted: MessageID, _ seen: inout Set<UID>
    ) throws -> ReceivedMessage? {
        var entries: [MailboxEntry] = []
        try source.list(from: first) { batch in entries += batch.filter { !seen.contains($0.uid) } }
        guard !entries.isEmpty else { return nil }
        var sink = HeaderSink(read: desk.codec.readHeader)
        try source.fetchHeaders(entries, into: &sink)
        seen.formUnion(sink.messages.map(\.uid))
        return sink.messages.first { $0.message.messageID == wanted }?.message
    }
}

extension MailboxSource {
    /// Opens, lets `body` work, and logs out whatever happens.
    fileprivate func visit<Result>(
        _ body: (any MailboxSource, MailboxStatus) throws -> Result
    ) throws -> Result {
        let status = try open()
        defer { close() }
        return try body(self, status)
    }
}

/// Takes whole header sections; what is cut short comes again.
private struct HeaderSink: MessageSink {
    /// More than any header section the desk's own mail has.
    static let limit = 1 << 20

    let read: @Sendable ([UInt8]) -> ReceivedMessage
    private(set) var messages: [(uid: UID, message: ReceivedMessage)] = []
    private var octets: [UInt8] = []

    init(read: @escaping @Sendable ([UInt8]) -> ReceivedMessage) { self.read = read }

    mutating func begin(_ entry: MailboxEntry, announced: Int) { octets.removeAll(keepingCapacity: true) }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        octets += bytes.prefix(max(0, Self.limit - octets.count))
    }

    mutating func end(_ entry: MailboxEntry, isComplete: Bool) {
        guard isComplete else { return }
        messages.append((entry.uid, read(octets)))
    }
}

/// The submission server did not take the canary.
public struct CanaryNotSent: ClassifiedError {
    let detail: String
    let isRefused: Bool
    /// A refusal for good needs a person.
    public var failureClass: FailureClass { isRefused ? .permanent : .transient }
    /// What happened.
    public var description: String { "the canary could not be sent: \(detail)" }
}
