import Domain
import Notices
import Trust

/// Queues mail within the outbound budget, in the transaction that decided on it.
///
/// Only a hard limit ends a loop between two programs. Mail that moves a request counts against the request
/// and the day; plain answers count against address and domain as well, since loops are made of them. Mail over
/// the budget is held, not lost. A mail that would show somebody else's living code is never queued.
struct OutboundGate {
    /// Seconds over which the budget is counted.
    static let window: Int64 = 86_400

    let transaction: any LedgerTransaction
    let settings: DeskSettings
    let now: Timestamp
    /// Whose mails this gate held, one entry per mail.
    private(set) var held: [EmailAddress] = []
    /// Mails this gate withheld because they would have given a code away.
    private(set) var withheld: [NoticeDraft] = []

    private var total: Int?
    private var perAddress: [EmailAddress: Int] = [:]
    private var perDomain: [String: Int] = [:]
    private var perRequest: [RequestNumber: Int] = [:]

    init(transaction: any LedgerTransaction, settings: DeskSettings, now: Timestamp) {
        self.transaction = transaction
        self.settings = settings
        self.now = now
    }

    /// Queues the mail, or holds it, or withholds it.
    mutating func enqueue(_ draft: NoticeDraft, _ mail: MailAssembly.Mail) throws {
        let address = draft.recipient.address
        if try Tripwire(transaction: transaction, now: now).isTouched(by: mail.codes, to: address) {
            withheld.append(draft)
            try transaction.append(
                EventRecord(
                    at: now, request: draft.request, name: "mail-withheld", actor: "desk",
                    payload: "{\"notice\":\"\(draft.notice.rawValue)\"}"))
            return
        }
        let counts = try counts(address, draft.request)
        let isAnswer = draft.kind == .answer
        let decision = settings.budget.decide(
            OutboundBudget.Counts(
                address: isAnswer ? counts.address : 0, request: draft.request == nil ? nil : counts.request,
                domain: isAnswer ? counts.domain : nil, day: counts.total))
        let mayLeave = decision == .send
        if mayLeave {
            note(counts, address, draft.request)
        } else {
            held.append(address)
        }
        _ = try transaction.enqueue(
            OutboxRecord(
                request: draft.request, notice: draft.notice.rawValue, recipient: address,
                messageID: draft.messageID, queuedAt: now, bytes: mail.octets,
                status: mayLeave ? .queued : .held, isUrgent: draft.isUrgent))
    }

    /// One more mail left.
    private mutating func note(_ counts: OutboundCounts, _ address: EmailAddress, _ request: RequestNumber?) {
        total = counts.total + 1
        perAddress[address] = counts.address + 1
        perDomain[address.domain] = counts.domain + 1
        if let request { perRequest[request] = counts.request + 1 }
    }

    /// Releases held mail as far as the budget has room again, oldest first.
    static func releaseHeld(
        _ transaction: any LedgerTransaction, settings: DeskSettings, now: Timestamp
    ) throws {
        var gate = OutboundGate(transaction: transaction, settings: settings, now: now)
        for entry in try transaction.heldOutbox(limit: 500) {
            let (address, request) = (entry.record.recipient, entry.record.request)
            let counts = try gate.counts(address, request)
            let decision = settings.budget.decide(
                OutboundBudget.Counts(
                    address: counts.address, request: request == nil ? nil : counts.request,
                    domain: request == nil ? counts.domain : nil, day: counts.total))
            guard decision == .send else { continue }
            try transaction.release(entry.id)
            gate.note(counts, address, request)
        }
    }

    /// Counting in the ledger is asked for once per address and request; then the gate counts itself.
    private mutating func counts(
        _ address: EmailAddress, _ request: RequestNumber?
    ) throws -> OutboundCounts {
        let knownRequest = request.map { perRequest[$0] } ?? 0
        if let total, let knownAddress = perAddress[address], let knownDomain = perDomain[address.domain],
            let knownRequest
        {
            return OutboundCounts(
                address: knownAddress, request: knownRequest, domain: knownDomain, total: total)
        }
        let counted = try transaction.outboundCounts(
            address: address, request: request, since: now + -Self.window)
        perAddress[address] = counted.address
        perDomain[address.domain] = counted.domain
        if let request { perRequest[request] = counted.request }
        total = counted.total
        return counted
    }
}
