public import Domain

extension IMAPMailbox {
    /// How many identifiers the first window covers.
    private static let narrowWindow: UInt64 = 2_000
    /// Most entries held at once; a wider window that finds more is read again in pieces.
    private static let entryCap = 8_192
    /// Entries per batch.
    private static let batchSize = 1_000

    /// Lists identifiers, sizes and dates by UID FETCH over windows of identifiers, which saves the UID
    /// SEARCH before it. Where few messages lie far apart the windows grow.
    public func list(from first: UID, batch: ([MailboxEntry]) throws -> Void) throws {
        let session = try openSession(.list)
        guard let status, status.exists > 0 else { return }
        let last: UInt64
        if let uidNext = status.uidNext {
            guard uidNext > first else { return }
            last = UInt64(uidNext.value) - 1
        } else {
            last = try lastUID(session)
        }
        var low = UInt64(max(1, first.value))
        var width = status.exists <= Self.entryCap ? UInt64(UInt32.max) : Self.narrowWindow
        while low <= last {
            let high = min(last, low + width - 1)
            guard let entries = try window(low...high, session) else {
                width = Self.narrowWindow
                continue
            }
            for start in stride(from: 0, to: entries.count, by: Self.batchSize) {
                try batch(Array(entries[start..<min(start + Self.batchSize, entries.count)]))
            }
            if entries.count < Int(Self.narrowWindow) / 4, width < UInt64(UInt32.max) { width *= 4 }
            low = high + 1
        }
    }

    /// The entries of a window in rising order; `nil` if there are more than may be held.
    private func window(
        _ uids: ClosedRange<UInt64>, _ session: IMAPSession
    ) throws(TransportError) -> [MailboxEntry]? {
        let set = "\(uids.lowerBound):\(uids.upperBound)"
        let tags = try session.issue(["UID FETCH \(set) (UID RFC822.SIZE INTERNALDATE)"], .list)
        var entries: [MailboxEntry] = []
        var isOverfull = false
        let status = try session.wait(for: tags[0], .list) { text throws(TransportError) in
            guard let entry = try self.entry(text, session), uids.contains(UInt64(entry.uid.value)) else {
                return
            }
            if entries.count < Self.entryCap { entries.append(entry) } else { isOverfull = true }
        }
        guard status.condition == .ok else { throw session.refusal(status, .list) }
        if isOverfull, uids.count > Int(Self.narrowWindow) { return nil }
        entries.sort { $0.uid < $1.uid }
        var previous: UID?
        entries.removeAll { entry in
            defer { previous = entry.uid }
            return entry.uid == previous
        }
        return entries
    }

    /// The entry of one FETCH response; `nil` for responses nobody asked for.
    private func entry(_ text: [UInt8], _ session: IMAPSession) throws(TransportError) -> MailboxEntry? {
        do throws(ResponseCursor.Malformed) {
            guard let response = try FetchResponse(text, isPrefix: false), let uid = response.uid,
                let size = response.size
            else { return nil }
            return MailboxEntry(uid: uid, size: size, internalDate: response.internalDate)
        } catch {
            throw session.fault(.protocolViolation, .list, "FETCH")
        }
    }

    /// The largest identifier, for servers that do not tell UIDNEXT.
    private func lastUID(_ session: IMAPSession) throws(TransportError) -> UInt64 {
        let tags = try session.issue(["UID FETCH * (UID RFC822.SIZE)"], .list)
        var last: UInt64 = 0
        let status = try session.wait(for: tags[0], .list) { text throws(TransportError) in
            if let entry = try self.entry(text, session) { last = max(last, UInt64(entry.uid.value)) }
        }
        guard status.condition == .ok else { throw session.refusal(status, .list) }
        return last
    }
}
