import Domain

/// What a ledger should hold, kept the plainest way.
struct LedgerModel {
    struct Message {
        var digest: Digest
        var outcome = MessageOutcome.pending
    }

    struct Mail {
        var record: OutboxRecord
        var status: OutboxStatus
        var next: Timestamp
        var attempts = 0
    }

    static let mailbox = "imaps://imap.example/INBOX"

    var now = moment()
    var messages: [Message] = []
    var positions: [UID: Int] = [:]
    var requests: [Int: RequestRecord] = [:]
    var events: [EventRecord] = []
    var tokens: [TokenRecord] = []
    var outbox: [Mail] = []
    var facts: [String: String] = [:]

    var listedRequests: [RequestRecord] {
        requests.values.sorted { left, right in
            (left.openedAt, left.number.sequence) > (right.openedAt, right.number.sequence)
        }
    }

    /// The events of every request; none of them is ever closed here.
    var histories: [RequestNumber: [EventRecord]] {
        Dictionary(
            uniqueKeysWithValues: requests.values.map { record in
                (record.number, events.filter { $0.request == record.number })
            })
    }

    mutating func journal(_ entries: [IntakeEntry]) -> Int {
        var added = 0
        for entry in entries where positions[entry.position.uid] == nil {
            if let known = messages.firstIndex(where: { $0.digest == entry.digest }) {
                positions[entry.position.uid] = known
            } else {
                positions[entry.position.uid] = messages.count
                messages.append(Message(digest: entry.digest))
                added += 1
            }
        }
        return added
    }

    mutating func closeTokens(of number: RequestNumber, step: String?) {
        for index in tokens.indices where tokens[index].request == number {
            let isOpen = tokens[index].spentAt == nil && tokens[index].closedAt == nil
            if isOpen, step == nil || tokens[index].step == step { tokens[index].closedAt = now }
        }
    }

    mutating func requeueInterrupted() -> Int {
        let sending = outbox.indices.filter { outbox[$0].status == .sending }
        for index in sending { outbox[index].status = .queued }
        return sending.count
    }

    /// Mail to be sent now: urgent first, each kind in the order of its numbers.
    var due: [Mail] {
        let due = outbox.filter { $0.status == .queued && $0.next <= now }
        return due.filter(\.record.isUrgent) + due.filter { !$0.record.isUrgent }
    }

    func outboundCounts(address: EmailAddress, request: RequestNumber, since: Timestamp) -> OutboundCounts {
        let counted = outbox.filter { $0.status != .held && $0.record.queuedAt >= since }
        return OutboundCounts(
            address: counted.count { $0.record.recipient == address },
            request: counted.count { $0.record.request == request },
            domain: counted.count { $0.record.recipient.domain == address.domain }, total: counted.count)
    }
}
