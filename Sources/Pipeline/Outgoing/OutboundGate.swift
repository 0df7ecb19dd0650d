import Domain
import Notices
import Trust

/// Queues mail within the outbound budget, in the transaction that decided on it.
///
/// Only a hard limit ends a loop between two programs. Mail that moves a request counts against the request
/// and the day; plain answers count against the address as well, since loops are made of them. Mail over
/// the budget is held, not lost.
struct OutboundGate {
    /// Seconds over which the budget is counted.
    static let window: Int64 = 86_400

    let transaction: any LedgerTransaction
    let settings: DeskSettings
    let now: Timestamp
    /// Whose mails this gate held, one entry per mail.
    private(set) var held: [EmailAddress] = []

    private var total: Int?
    private var perAddress: [EmailAddress: Int] = [:]
    private var perRequest: [RequestNumber: Int] = [:]

    init(transaction: any LedgerTransaction, settings: DeskSettings, now: Timestamp) {
        self.transaction = transaction
        self.settings = settings
        self.now = now
    }

    /// Queues the mail, or holds it.
    mutating func enqueue(_ draft: NoticeDraft, bytes: [UInt8]) throws {
        let address = draft.recipient.address
        let counts = try counts(address, draft.request)
        let decision = settings.budget.decide(
            OutboundBudget.Counts(
                address: draft.kind == .answer ? counts.address : 0,
                request: draft.request == nil ? nil : counts.request, day: counts.total))
        let mayLeave = decision == .send
        if mayLeave {
            total = counts.total + 1
            perAddress[address] = counts.address + 1
            if let request = draft.request { perRequest[request] = counts.request + 1 }
        } else {
            held.append(address)
        }
        _ = try transaction.enqueue(
            OutboxRecord(
                request: draft.request, notice: draft.notice.rawValue, recipient: address,
                messageID: draft.messageID, queuedAt: now, bytes: bytes, status: mayLeave ? .queued : .held,
                isUrgent: draft.isUrgent))
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
                    day: counts.total))
            guard decision == .send else { continue }
            try transaction.release(entry.id)
            gate.total = counts.total + 1
            gate.perAddress[address] = counts.address + 1
            if let request { gate.perRequest[request] = counts.request + 1 }
        }
    }

    /// Counting in the ledger is asked for once per address and request; then the gate counts itself.
    private mutating func counts(
        _ address: EmailAddress, _ request: RequestNumber?
    ) throws -> OutboundCounts {
        let knownRequest = request.map { perRequest[$0] } ?? 0
        if let total, let knownAddress = perAddress[address], let knownRequest {
            return OutboundCounts(address: knownAddress, request: knownRequest, total: total)
        }
        let counted = try transaction.outboundCounts(
            address: address, request: request, since: now + -Self.window)
        perAddress[address] = counted.address
        if let request { perRequest[request] = counted.request }
        total = counted.total
        return counted
    }
}
