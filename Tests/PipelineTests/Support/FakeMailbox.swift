import Domain

/// A mailbox in memory that can misbehave on demand.
final class FakeMailbox: MailboxSource {
    var name = "fake:INBOX"
    var uidValidity: UInt32 = 1
    var messages: [(uid: UInt32, octets: [UInt8])] = []
    /// Octets after which a message is cut off.
    var cut: [UInt32: Int] = [:]
    private(set) var seen: [UID] = []
    private(set) var archive: [(folder: String, octets: [UInt8])] = []
    var movesFail = false
    private(set) var fetched: [UID] = []

    /// Puts a message in.
    func add(_ octets: [UInt8]) {
        messages.append(((messages.map(\.uid).max() ?? 0) + 1, octets))
    }

    func open() throws -> MailboxStatus {
        MailboxStatus(
            uidValidity: UIDValidity(uidValidity), uidNext: UID((messages.map(\.uid).max() ?? 0) + 1),
            exists: messages.count)
    }

    func list(from first: UID, batch: ([MailboxEntry]) throws -> Void) throws {
        for message in messages where message.uid >= first.value {
            try batch([MailboxEntry(uid: UID(message.uid), size: message.octets.count, internalDate: nil)])
        }
    }

    func fetch(_ entries: [MailboxEntry], into sink: inout some MessageSink) throws {
        for entry in entries {
            guard let message = messages.first(where: { $0.uid == entry.uid.value }) else { continue }
            fetched.append(entry.uid)
            let octets = cut[message.uid].map { Array(message.octets.prefix($0)) } ?? message.octets
            try sink.begin(entry, announced: message.octets.count)
            try octets.withUnsafeBytes { try sink.append($0) }
            try sink.end(entry, isComplete: octets.count == message.octets.count)
        }
    }

    func fetchHeaders(_ entries: [MailboxEntry], into sink: inout some MessageSink) throws {
        for entry in entries {
            guard let message = messages.first(where: { $0.uid == entry.uid.value }) else { continue }
            let text = String(decoding: message.octets, as: UTF8.self)
            let header =
                Array((text.split(separator: "\r\n\r\n").first.map(String.init) ?? "").utf8) + [
                    13, 10, 13, 10,
                ]
            try sink.begin(entry, announced: header.count)
            try header.withUnsafeBytes { try sink.append($0) }
            try sink.end(entry, isComplete: true)
        }
    }

    func markSeen(_ uids: [UID]) throws { seen += uids }

    func move(_ uids: [UID], to mailbox: String) throws {
        if movesFail { throw Fault(failureClass: .transient) }
        for uid in uids {
            guard let index = messages.firstIndex(where: { $0.uid == uid.value }) else { continue }
            archive.append((mailbox, messages.remove(at: index).octets))
        }
    }

    func close() {}
}

/// An injected fault.
struct Fault: ClassifiedError {
    let failureClass: FailureClass
    var description: String { "injected fault" }
}

/// A submission server in memory.
final class FakeSubmission: MailSubmission {
    private(set) var accepted: [SubmissionItem] = []
    /// How the next deliveries end; accepted when empty.
    var results: [SubmissionOutcome.Result] = []
    /// Whose mail is refused for good.
    var refused: Set<EmailAddress> = []
    /// Stops asking after so many mails.
    var patience = Int.max

    func deliver(next: () throws -> SubmissionItem?, report: (SubmissionOutcome) throws -> Void) throws {
        var taken = 0
        while taken < patience, let item = try next() {
            taken += 1
            let isRefused = refused.contains(item.recipient)
            let result = isRefused ? .rejected : results.isEmpty ? .accepted : results.removeFirst()
            if result == .accepted { accepted.append(item) }
            try report(SubmissionOutcome(id: item.id, result: result))
        }
    }
}
