internal import Domain

/// One person's mailbox, read from where reading ended last.
final class Letterbox {
    private let source: any MailboxSource
    private var next = UID(1)

    init(_ source: any MailboxSource) { self.source = source }

    /// Everything that came since the last call.
    func newMail() throws -> [[UInt8]] {
        let status = try source.open()
        defer { source.close() }
        if let uidNext = status.uidNext, uidNext <= next { return [] }
        var entries: [MailboxEntry] = []
        try source.list(from: next) { entries += $0 }
        guard let last = entries.last else { return [] }
        var collected = CollectedMail()
        try source.fetch(entries, into: &collected)
        next = UID(last.uid.value + 1)
        return collected.messages
    }

    /// How many messages lie in it.
    func count() throws -> Int {
        defer { source.close() }
        return try source.open().exists
    }

    /// Moves everything that lies there out of the way.
    func clear(into folder: String) throws {
        _ = try source.open()
        defer { source.close() }
        var entries: [MailboxEntry] = []
        try source.list(from: UID(1)) { entries += $0 }
        if !entries.isEmpty { try source.move(entries.map(\.uid), to: folder) }
    }
}

/// Whole messages in memory; scripted people get small ones.
private struct CollectedMail: MessageSink {
    private(set) var messages: [[UInt8]] = []
    private var current: [UInt8] = []

    mutating func begin(_ entry: MailboxEntry, announced: Int) { current = [] }

    mutating func append(_ bytes: UnsafeRawBufferPointer) { current += bytes }

    mutating func end(_ entry: MailboxEntry, isComplete: Bool) {
        if isComplete { messages.append(current) }
    }
}
