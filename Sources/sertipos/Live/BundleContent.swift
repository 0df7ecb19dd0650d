internal import Domain

/// What a bundle holds besides mails, read in one view of the ledger.
struct BundleContent {
    /// A received mail and how it ended.
    struct Mail: Codable {
        let digest: String
        let file: String?
        let size: Int
        let received: String
        let outcome: String
        let reason: String
        /// What was found out about the sender when the mail was decided on; `nil` for mail of before this was kept.
        let sender: String?
        /// The same by the fields of the mail and the settings of today; `nil` without the mail.
        let senderToday: String?

        init(_ record: MessageRecord, file: String?, senderToday: String?) {
            digest = record.digest.hex
            self.file = file
            size = record.size
            received = record.receivedAt.description
            outcome = record.outcome.rawValue
            reason = record.reason
            sender = record.verdict
            self.senderToday = senderToday
        }
    }

    /// An event as the audit log holds it; `at` counts seconds.
    struct Event: Codable {
        let sequence: Int64
        let at: Timestamp
        let moment: String
        let request: RequestNumber?
        let name: String
        let actor: String
        let message: String?
        let payload: String
        let previous: String?
        let link: String
    }

    /// A mail that was queued.
    struct Outgoing: Codable {
        let notice: String
        let recipient: String
        let messageID: String
        let queued: String
        let status: String
        let attempts: Int
        let lastReply: String
    }

    /// The request with its stored state.
    struct Request: Codable {
        let summary: RequestSummary
        let payloadVersion: Int
        let payload: String
    }

    let request: Request
    let messages: [MessageRecord]
    let events: [Event]
    let outgoing: [Outgoing]
    let certificates: [CertificateRecord]
    let chain: ChainReport

    /// `nil` if there is no such request.
    init?(_ number: RequestNumber, _ view: any LedgerView) throws {
        guard let record = try view.request(number) else { return nil }
        request = Request(
            summary: RequestSummary(record), payloadVersion: record.payloadVersion, payload: record.payload)
        let chained = try view.events(of: number)
        events = try chained.map { try Self.event($0, view) }
        messages = try Self.messages(of: number, chained, view)
        outgoing = try view.outbox(of: number).map { entry in
            Outgoing(
                notice: entry.record.notice, recipient: entry.record.recipient.addrSpec,
                messageID: entry.record.messageID.description, queued: entry.record.queuedAt.description,
                status: entry.status.rawValue, attempts: entry.attempts, lastReply: entry.lastReply)
        }
        var filter = CertificateFilter()
        filter.request = number
        certificates = try view.certificates(filter)
        chain = try view.verifyChain()
    }

    /// The mails filed under the request and those its events name, such as a letter that opened several; purged
    /// ones as well.
    private static func messages(
        of number: RequestNumber, _ events: [ChainedEvent], _ view: any LedgerView
    ) throws -> [MessageRecord] {
        let kept = try view.keptMessages(of: number)
        let named = try Set(events.compactMap(\.event.message)).subtracting(kept.map(\.digest))
            .compactMap { try view.message($0) }
        return (kept + named).sorted { $0.id < $1.id }
    }

    private static func event(_ chained: ChainedEvent, _ view: any LedgerView) throws -> Event {
        let event = chained.event
        return Event(
            sequence: chained.sequence, at: event.at, moment: event.at.description, request: event.request,
            name: event.name, actor: event.actor, message: event.message?.hex, payload: event.payload,
            previous: try view.chainLink(at: chained.sequence - 1)?.hex, link: chained.link.hex)
    }
}
