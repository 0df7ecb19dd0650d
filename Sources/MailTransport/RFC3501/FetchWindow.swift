internal import Domain

/// The messages of one UID FETCH command.
struct FetchWindow {
    /// What is known of one message.
    private struct Progress {
        let entry: MailboxEntry
        var isDelivered = false
        /// The server spoke of it without giving its octets.
        var isMentioned = false
    }

    /// The command, once it has been sent.
    var tag = IMAPSession.Tag(number: 0)
    private var progress: [UID: Progress]

    /// A window over `entries`.
    init(_ entries: some Sequence<MailboxEntry>) {
        progress = Dictionary(
            entries.map { ($0.uid, Progress(entry: $0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// The identifiers as a sequence set.
    var set: String { UIDSet.text(progress.keys.sorted()) }

    /// The entry of `uid` if it is still awaited.
    func awaited(_ uid: UID) -> MailboxEntry? {
        guard let message = progress[uid], !message.isDelivered else { return nil }
        return message.entry
    }

    /// The sink has had the message.
    mutating func noteDelivered(_ uid: UID) { progress[uid]?.isDelivered = true }

    /// A response for the message came without its octets.
    mutating func noteMentioned(_ uid: UID) { progress[uid]?.isMentioned = true }

    /// Number of messages.
    var count: Int { progress.count }

    /// Messages the sink has not had, in rising order.
    var missing: [MailboxEntry] {
        progress.values.filter { !$0.isDelivered }.map(\.entry).sorted { $0.uid < $1.uid }
    }

    /// Messages the server spoke of but did not give.
    var withheld: [MailboxEntry] {
        progress.values.filter { $0.isMentioned && !$0.isDelivered }.map(\.entry).sorted { $0.uid < $1.uid }
    }

    /// Cuts `entries` into windows of at most 64 messages and about 4 MB, so that two of them in flight keep
    /// the line busy and a slow disk is never far behind.
    static func plan(_ entries: [MailboxEntry]) -> [FetchWindow] {
        var windows: [FetchWindow] = []
        var start = 0
        while start < entries.count {
            var end = start
            var octets = 0
            while end < entries.count, end - start < 64, end == start || octets < 4_000_000 {
                octets += min(max(0, entries[end].size), 1 << 32)
                end += 1
            }
            windows.append(FetchWindow(entries[start..<end]))
            start = end
        }
        return windows
    }
}
